import { undoRule } from '../../core/undo/undo.ts'
import { calendarFeeds } from './store.ts'

/** A feed that was turned off stays off: its own command makes another. */
export const undoRulesOfCalendars = [undoRule<object>({ kind: calendarFeeds, counts: [] })]

import { cards, listenedThreads } from '../cards.ts'
import { idempotencyKeys } from '../delivery/idempotency.ts'
import { unanswered } from '../delivery/unanswered.ts'
import { notices } from '../health-issue.ts'
import { admins } from '../records/admins.ts'
import { departures } from '../records/departures.ts'
import { heldVersions } from '../records/held-versions.ts'
import { legalHolds } from '../records/legal-hold.ts'
import { tombstoneKeys, tombstones } from '../records/tombstones.ts'
import { type Reminder, reminders, zoneLaws } from '../schedule/reminder.ts'
import { rescheduleThese } from '../schedule/reschedule.ts'
import { purges, sent } from '../store.ts'
import { type UndoRule, undoRecords, undoRule, unnoticed } from './undo.ts'

/** How a reminder is taken back: when it comes next follows from its rule, and the clock goes on with it meanwhile. */
export const reminderRule: UndoRule<Reminder> = {
  kind: reminders,
  along: ['nextRunAt', 'postponedTo', 'title', 'setAt', 'lastKey', 'closed', 'missed', 'doubted'],
  stays: ['attempts', 'lease', 'failed', 'refused'],
  resumed: one => ({ ...one, attempts: one.attempts ?? 0 }),
  settle: rescheduleThese,
}

/** How what the core keeps is taken back, beside what features show of it. */
export const undoRulesOfCore = [
  ...[cards, listenedThreads, idempotencyKeys, unanswered, notices, sent, purges, zoneLaws].map(unnoticed),
  ...[heldVersions, departures, tombstones, tombstoneKeys, undoRecords].map(unnoticed),
  undoRule({
    kind: admins,
    final:
      'Who looks after me can’t be taken back with “undo”. “hearth admins” lists them, and says how to add and remove somebody.',
  }),
  undoRule({
    kind: legalHolds,
    final: 'A hold can’t be taken back with “undo”. “hearth hold off” ends one, and “hearth hold” sets one.',
  }),
]

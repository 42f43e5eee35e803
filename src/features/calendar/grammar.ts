import type { Grammar } from '../../core/language/grammar.ts'

/** The grammar of one's own dates: what is said of them has no words of its own. */
export const calendarGrammar: Grammar = {
  command: 'calendar',
  read: ({ action }) => ({ slots: action === '' ? [] : [action], run: `calendar ${action}`.trim() }),
}

import type { Reminder } from '../core/reminders.ts'
import type { Run } from '../core/run.ts'
import { ruleInWords } from '../core/when-words.ts'

/** A plan's reminder, without what the scheduler adds. */
export const reminderOf = (run: Run, about: Pick<Reminder, 'rule' | 'place' | 'person'>) => ({
  ...about,
  command: `plan @${run.id} due`,
  title: `the reminder of “${run.name}”, ${ruleInWords(about.rule)}`,
  resume: `plan @${run.id} remind resume`,
})

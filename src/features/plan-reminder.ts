import { type Follows, type Pace, ruleFor } from '../core/habits.ts'
import type { Person, Place } from '../core/incoming.ts'
import { comesInWords, type Reminder, troublesOf } from '../core/reminders.ts'
import type { Run } from '../core/run.ts'
import type { Rule } from '../core/when.ts'
import { ruleInWords, type When } from '../core/when-words.ts'

/** What a plan's reminder is made of. */
interface About {
  rule: Rule
  follows?: Follows
  place: Place
  /** To its owner's own chat; the place then only tells which platform. */
  personal: boolean
  person: Person
}

/** A plan's reminder, without what the scheduler adds. */
export const reminderOf = (run: Run, about: About) => ({
  ...about,
  alsoTell: run.invited.map(one => one.id),
  command: `plan @${run.id} due`,
  title: `the reminder of “${run.name}”, ${ruleInWords(about.rule)}`,
  resume: `plan @${run.id} remind resume`,
})

/** The rule of what was said; what was not said stays as it is, or is as usual. */
export function ruleMeant(
  when: When | undefined,
  before: Reminder | undefined,
  pace: Pace,
  now: number,
): { rule: Rule; follows?: Follows } {
  if (!when && before) return { rule: before.rule, ...(before.follows && { follows: before.follows }) }
  return ruleFor(when, pace, now)
}

/** When it comes next, and what is wrong with it, in sentences. */
export function comingBack(one: Reminder): string[] {
  const { rule, place, personal = place.personal } = one
  const where = personal ? '' : ` in ${place.name ?? 'a channel'}`
  return [`I bring it back ${ruleInWords(rule)}${where}; next on ${comesInWords(one)}.`, ...troublesOf(one)]
}

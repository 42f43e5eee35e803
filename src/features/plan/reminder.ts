import type { Person, Place } from '../../core/incoming.ts'
import { type EffectivePreferences, type Follows, recurrenceFor } from '../../core/schedule/preferences.ts'
import type { NewReminder, Reminder } from '../../core/schedule/reminder.ts'
import { issuesOf, nextInWords } from '../../core/schedule/reminder-text.ts'
import { fullStop, recurrenceInWords } from '../../core/time/in-words.ts'
import type { ParsedRecurrence } from '../../core/time/parse-recurrence.ts'
import type { Recurrence } from '../../core/time/recurrence.ts'
import type { Run } from '../walkthrough/run/run.ts'

/** What a plan's reminder is made of. */
interface About {
  rule: Recurrence
  from?: string
  follows?: Follows
  place: Place
  /** To its owner's own chat; the place then only tells which platform. */
  personal: boolean
  person: Person
}

/** A plan's reminder, without what the scheduler adds. */
export const reminderOf = (run: Run, about: About): NewReminder => ({
  ...about,
  subject: { type: 'plan', id: run.id },
  alsoTell: run.invited.map(one => one.id),
  command: `plan @${run.id} due`,
  title: `the reminder of “${run.name}”, ${recurrenceInWords(about.rule, about.person.locale)}`,
  resume: `plan @${run.id} remind resume`,
})

/** The rule of what was said; what was not said stays as it is, or is as usual. */
export function ruleMeant(
  when: ParsedRecurrence | undefined,
  before: Reminder | undefined,
  effective: EffectivePreferences,
  now: number,
): Pick<About, 'rule' | 'follows' | 'from'> {
  if (!before) return recurrenceFor(when, effective, now)
  const { rule, follows, from } = before
  if (when) return recurrenceFor(filledIn(when, before), effective, now)
  return { rule, ...(follows && { follows }), ...(from && { from }) }
}

/** The days of a rule, and its end. */
const daysOf = ({ weekdays, nth, monthDays, until }: Recurrence, said: Pick<ParsedRecurrence, 'until'>) => ({
  weekdays,
  ...(nth && { nth }),
  ...(monthDays && { monthDays }),
  ...((said.until ?? until) && { until: said.until ?? until }),
})

/** What was not said of when is as it was; what followed the owner's preferences goes on to follow them. */
function filledIn({ named, ...when }: ParsedRecurrence, { rule, follows = {} }: Reminder): ParsedRecurrence {
  const tz = when.tz ?? (follows.zone ? undefined : rule.tz)
  return {
    ...when,
    ...(!named.day && daysOf(rule, when)),
    ...(!named.time && { hh: rule.hh, mm: rule.mm }),
    ...(!named.day && !named.weeks && { everyOther: rule.everyOther !== undefined }),
    ...(tz && { tz }),
    named: { ...named, day: named.day || !follows.day, time: named.time || !follows.time },
  }
}

/** When it comes next, and what is wrong with it, in sentences. */
export function comingBack(one: Reminder): string[] {
  const { rule, place, personal = place.personal } = one
  const where = personal ? '' : ` in ${place.name ?? 'a channel'}`
  return [
    `I’ll remind you ${recurrenceInWords(rule, one.person.locale)}${where}, next on ${nextInWords(one)}${fullStop(nextInWords(one))}`,
    ...issuesOf(one),
  ]
}

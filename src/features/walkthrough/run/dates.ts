import { clip } from '../../../core/text.ts'
import { dateInWords, timeInWords } from '../../../core/time/in-words.ts'
import { reader } from '../../../core/time/reader-locale.ts'
import { dayOfDate, instantAt, minuteMs } from '../../../core/time/recurrence.ts'
import { zoneInWords } from '../../../core/time/time-zones.ts'
import type { CalendarEntry } from '../../../paper/calendar.ts'
import type { PlanStep } from './plan.ts'
import { entriesOf, type Run, type RunDate } from './run.ts'
import { planOf } from './run-plan.ts'

/** What is gathered lasts this long where nobody says how long. */
const usualMinutes = 60
/** Characters of an answer that go along into a calendar. */
const mostDetails = 500

/** All that has a date in a run: when it is held, and by when each step is to be done; the earliest first. */
export function datesOf(run: Run): CalendarEntry[] {
  const held: CalendarEntry[] = run.date
    ? [{ ...about(run, 'date'), title: run.name, ...details(whyOf(run)), when: spanOf(run.date) }]
    : []
  const steps = planOf(run).steps.flatMap(step => (step.by ? [stepEntry(run, step, step.by)] : []))
  return [...held, ...steps].sort((a, b) => dayOf(a) - dayOf(b))
}

/** `Sat, Dec 12 at 3:00 p.m. (Eastern time)`: when a run is held. */
export function runDateInWords({ day, from, to, tz }: RunDate, today?: string, spoken?: string): string {
  // Into another language it is put as a whole, with its zone.
  const locale = reader(spoken).isSpoken ? undefined : spoken
  const date = dateInWords(day, today, locale)
  if (!from) return date
  const until = to ? ` to ${timeInWords(to, locale)}` : ''
  return `${date} at ${timeInWords(from, locale)}${until}${tz ? ` (${zoneInWords(tz)})` : ''}`
}

function stepEntry(run: Run, { id, what, who, done }: PlanStep, day: string): CalendarEntry {
  const lines = [`A step of “${run.name}”.`, who && `Who: ${who}.`]
  return {
    ...about(run, id),
    title: `${done ? 'Done: ' : ''}${what}`,
    ...details(lines.filter(Boolean).join('\n')),
    when: { day },
  }
}

/** The run’s id is short, and its own within one library: with the instant it began at, it is like no other’s. */
const about = ({ id, begunAt }: Run, part: string) => ({
  uid: `${id}-${begunAt.toString(36)}-${part}@hearth`,
  since: begunAt,
})

function spanOf({ day, from, to, tz = 'UTC' }: RunDate): CalendarEntry['when'] {
  if (!from) return { day }
  const begin = instantAt({ ...from, tz, weekdays: [] }, dayOfDate(day))
  if (!to) return { from: begin, to: begin + usualMinutes * minuteMs }
  const end = instantAt({ ...to, tz, weekdays: [] }, dayOfDate(day))
  // What ends before it begins ends on the day after.
  return { from: begin, to: end > begin ? end : instantAt({ ...to, tz, weekdays: [] }, dayOfDate(day) + 1) }
}

const whyOf = (run: Run): string =>
  ['why', 'why-group'].flatMap(step => entriesOf(run, step).slice(-1)).map(one => one.text)[0] ?? ''

const details = (words: string) => (words === '' ? {} : { details: clip(words, mostDetails) })

const dayOf = ({ when }: CalendarEntry): number => ('day' in when ? Date.parse(when.day) : when.from)

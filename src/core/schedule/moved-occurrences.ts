import type { Library } from '../command.ts'
import type { PersonId } from '../incoming.ts'
import { plusDays } from '../time/calendar.ts'
import { type Calendar, dayMs, dayOfDate, instantAt, isOccurrence } from '../time/recurrence.ts'
import { type Closure, calendarOf } from './closures.ts'
import { preferences } from './preferences.ts'
import { isPersonal, type Reminder, reminders } from './reminder.ts'

/** Days looked ahead, where closed days come back. */
const aYear = 366
/** So many days are looked at before others have their turn. */
const daysInARow = 2_000

/** From one instant to another. */
export interface Span {
  from: number
  to: number
}

/** The time in which the occurrences may move, where these days are closed or opened; the next year, where they come back. */
export function spanOf(days: readonly Closure[], now: number): Span {
  const ends = days.map((one): Span => {
    if ('holiday' in one || 'weekdays' in one || one.from.length === 5)
      return { from: now, to: now + aYear * dayMs }
    // Clocks differ by a day at most.
    return { from: Date.parse(plusDays(one.from, -1)), to: Date.parse(plusDays(one.to, 2)) }
  })
  return {
    from: Math.max(now, Math.min(...ends.map(one => one.from))),
    to: Math.max(...ends.map(one => one.to)),
  }
}

/** The closed days in which occurrences came, and those by which they come on another day. */
export interface Moving {
  from: readonly Closure[]
  to: readonly Closure[]
}

/**
 * How many occurrences of what move to another day, after the closed days were changed. Only days that are open by the one and closed
 * by the other are looked at; the change itself does not wait for it, and neither does anybody else.
 */
export async function movedOccurrences(
  library: Pick<Library, 'get' | 'list'>,
  { from, to }: Moving,
  span: Span,
  { now, letOthersRun }: { now: number; letOthersRun: () => Promise<void> },
): Promise<Record<Reminder['subject']['type'], number>> {
  const moved = { icebreaker: 0, plan: 0, task: 0 }
  const [open, closed] = [remembering(calendarOf(from)), remembering(calendarOf(to))]
  const days: number[] = []
  // Clocks differ by a day at most.
  for (let day = Math.floor(span.from / dayMs) - 1; day * dayMs <= span.to + dayMs; day++)
    if (!open.isClosed(day) && closed.isClosed(day)) days.push(day)
  if (days.length === 0) return moved
  const workdays = await workdaysOf(library)
  let looked = 0
  for (const [, one] of await library.list(reminders)) {
    if (one.paused || one.closed) continue
    const calendar: Calendar = { ...open, isWorkday: calendarOf([], workdays(one)).isWorkday }
    const since = Math.max(span.from - 1, sinceOf(one, now))
    for (const day of days) {
      if (comesOn(one, day, calendar, since, span.to)) moved[one.subject.type] += 1
      if (++looked % daysInARow === 0) await letOthersRun()
    }
  }
  return moved
}

function comesOn(one: Reminder, day: number, calendar: Calendar, since: number, until: number): boolean {
  if (one.from !== undefined && day < dayOfDate(one.from)) return false
  if (!isOccurrence(one.rule, day, calendar)) return false
  const at = instantAt(one.rule, day)
  return at > since && at <= until
}

/** What was put off to a day stays there; what was sent comes no second time. */
function sinceOf(one: Reminder, now: number): number {
  if (one.postponedTo === one.nextRunAt) return one.nextRunAt
  const sent = Number(one.lastKey?.split('/').at(-1) ?? 0)
  return sent > now + dayMs ? now : Math.max(now, sent)
}

/** Which days are closed is found out once for all reminders. */
function remembering(calendar: Calendar): Calendar {
  const known = new Map<number, boolean>()
  return {
    ...calendar,
    isClosed(day) {
      const is = known.get(day) ?? calendar.isClosed(day)
      known.set(day, is)
      return is
    },
  }
}

/** The working days that hold for a reminder: its owner’s, where it goes to them alone. */
async function workdaysOf(library: Pick<Library, 'list'>) {
  const own = new Map<PersonId, readonly number[] | undefined>()
  for (const [id, { workingDays }] of await library.list(preferences)) own.set(id, workingDays)
  return (one: Reminder) => (isPersonal(one) ? own.get(one.person.id) : undefined)
}

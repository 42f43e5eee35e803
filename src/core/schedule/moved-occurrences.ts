import type { Tx } from '../store.ts'
import { plusDays } from '../time/calendar.ts'
import { dayMs } from '../time/recurrence.ts'
import type { Closure } from './closures.ts'
import { calendarFor, nextOccurrence, type Reminder, reminders } from './reminder.ts'

/** Days looked ahead, where closed days come back. */
const aYear = 366
/** Occurrences of one reminder that are looked at: each day of a year, and some more. */
const mostOccurrences = 400

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

/** The occurrences of every reminder in a span, as the library’s closed days are in this change. */
export async function occurrencesIn(
  tx: Tx,
  span: Span,
  now: number,
): Promise<ReadonlyMap<string, Occurrences>> {
  const occurrences = new Map<string, Occurrences>()
  for (const [id, one] of await tx.list(reminders))
    if (!one.paused && !one.closed) occurrences.set(id, await occurrencesOf(tx, one, span, now))
  return occurrences
}

/** When one reminder comes, and what it is about. */
interface Occurrences {
  about: Reminder['subject']['type']
  at: ReadonlySet<number>
}

async function occurrencesOf(tx: Tx, one: Reminder, { from, to }: Span, now: number): Promise<Occurrences> {
  const calendar = await calendarFor(tx, one)
  const at = new Set<number>()
  // What was put off to a day stays there; what was sent comes no second time.
  const since = one.postponedTo === one.nextRunAt ? one.nextRunAt : sentFor(one, now)
  for (let next = Math.max(from - 1, since); at.size < mostOccurrences; ) {
    next = nextOccurrence(one, next, calendar)
    if (next > to) break
    at.add(next)
  }
  return { about: one.subject.type, at }
}

function sentFor({ lastKey }: Reminder, now: number): number {
  const sent = Number(lastKey?.split('/').at(-1) ?? 0)
  return sent > now + dayMs ? now : Math.max(now, sent)
}

/** How many occurrences of what came on a day before, and come on another now. */
export function movedOccurrences(
  before: ReadonlyMap<string, Occurrences>,
  after: ReadonlyMap<string, Occurrences>,
): Record<Reminder['subject']['type'], number> {
  const moved = { icebreaker: 0, plan: 0, task: 0 }
  for (const [id, { about, at }] of before)
    for (const occurrence of at) if (!after.get(id)?.at.has(occurrence)) moved[about] += 1
  return moved
}

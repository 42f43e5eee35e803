import { kind } from '../store.ts'
import { dateInWords, dayAndMonth } from '../time/in-words.ts'
import { daysInWords } from '../time/parse-weekdays.ts'
import { type Calendar, dateOfDay, weekdayOf } from '../time/recurrence.ts'

/** Days on which a library is closed. A span has both its ends within. Kept under `closureId`. */
export type Closure =
  /** Dates such as `2026-12-24`; `12-24` where they come every year. */
  | { from: string; to: string }
  /** The same days of every week: 0 is Sunday. */
  | { weekdays: readonly number[] }

/** The library's closed days. */
export const closures = kind<Closure>('closed')

/** One name for the same days, however they were typed: `2026-12-24..2027-01-01`, `12-25`, `every-0`. */
export function closureId(one: Closure): string {
  if ('weekdays' in one) return `every-${one.weekdays.join('-')}`
  return one.from === one.to ? one.from : `${one.from}..${one.to}`
}

/** Whether a date such as `2026-12-24` is within. A span that comes every year may cross the new year. */
export function covers(one: Closure, date: string): boolean {
  if ('weekdays' in one) return one.weekdays.includes(new Date(date).getUTCDay())
  const { from, to } = one
  if (!isYearly(one)) return from <= date && date <= to
  const day = date.slice(5)
  return from <= to ? from <= day && day <= to : day >= from || day <= to
}

/** Whether it lies before a date for good. */
export const isOver = (one: Closure, today: string): boolean =>
  !('weekdays' in one) && !isYearly(one) && one.to < today

/** `Thursday, 24 December 2026 to Friday, 1 January 2027`, `25 December, every year`, `every Sunday`. */
export function closureInWords(one: Closure): string {
  if ('weekdays' in one) return `every ${daysInWords(one.weekdays)}`
  const ends = one.from === one.to ? [one.from] : [one.from, one.to]
  if (!isYearly(one)) return ends.map(end => dateInWords(end)).join(' to ')
  const days = ends.map(end => dayAndMonth(Number(end.slice(3)), Number(end.slice(0, 2))))
  return `${days.join(' to ')}, every year`
}

/** The days of a library that may have closed days, for somebody who may have working days (0 is Sunday). */
export const calendarOf = (closed: readonly Closure[], workingDays?: readonly number[]): Calendar => ({
  alwaysOpen: closed.length === 0,
  isClosed: day => closed.some(one => covers(one, dateOfDay(day))),
  isWorkday: day => !workingDays || workingDays.includes(weekdayOf(day)),
})

const isYearly = ({ from }: { from: string }): boolean => from.length === 5

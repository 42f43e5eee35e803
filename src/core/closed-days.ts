import { kind } from './store.ts'
import { type Calendar, dateOfDay, weekdayOf } from './when.ts'

/** Days on which a library is closed, both ends included: dates such as `2026-12-24`; `12-24` where they come every year. */
export interface Closure {
  from: string
  to: string
}

/** The library's closed days, by an id that is only counted up. */
export const closures = kind<Closure>('closed')

/** Whether it comes every year. */
export const isYearly = ({ from }: Closure): boolean => from.length === 5

/** Whether a date such as `2026-12-24` is within. One that comes every year may cross the new year. */
export function covers(closure: Closure, date: string): boolean {
  const { from, to } = closure
  if (!isYearly(closure)) return from <= date && date <= to
  const day = date.slice(5)
  return from <= to ? from <= day && day <= to : day >= from || day <= to
}

/** The days of a library that may have closed days, for somebody who may have working days (0 is Sunday). */
export const calendarOf = (closed: readonly Closure[], workingDays?: readonly number[]): Calendar => ({
  isClosed: day => closed.length > 0 && closed.some(one => covers(one, dateOfDay(day))),
  isWorkday: day => !workingDays || workingDays.includes(weekdayOf(day)),
})

import { tzOffset } from '@date-fns/tz'

/** Days that come back. */
export interface DayPattern {
  /** 0 is Sunday. Nobody asks for them where `monthDays` are named. */
  weekdays: readonly number[]
  /** Every second week only; a date of a week it comes in: `2026-11-30`. */
  everyOther?: string
  /** Only the first such weekday of each month, and the third, and the last (-1). */
  nth?: readonly number[]
  /** These days of each month: 1 to 31, which is its last where it is shorter; -1 is the last. */
  monthDays?: readonly number[]
}

/** A wall time that comes back: kept as people said it; instants are derived from it. */
export interface Recurrence extends DayPattern {
  hh: number
  mm: number
  /** IANA zone: the wall is there. */
  tz: string
  /** The last day on which it comes: `2026-12-24`. */
  until?: string
}

/** Which days turns may fall on. Days are counted from 1 January 1970. */
export interface Calendar {
  /** Nothing comes on such a day: its occurrences move to the next open one. */
  isClosed(day: number): boolean
  /** Whether an occurrence that moved may land here. */
  isWorkday(day: number): boolean
  /** No day is closed, so that nothing ever moves. */
  alwaysOpen?: boolean
}

/** The calendar of those who never close. */
const everyDay: Calendar = { isClosed: () => false, isWorkday: () => true, alwaysOpen: true }

/** The next occurrence of what has ended. No document may keep it. */
export const never = Number.POSITIVE_INFINITY

export const minuteMs = 60_000
export const dayMs = 24 * 60 * minuteMs
/** Transitions of a zone lie within this of the wall time they concern. */
const nearbyMs = 36 * 60 * minuteMs
/** A fifth Monday may be fourteen weeks away; some days more for the edges. */
const longestDays = 110
/** A closure that lasts longer than this moves nothing: its occurrences come as if it were not there. */
const longestClosedDays = 400

const offset = (tz: string, at: number): number => tzOffset(tz, new Date(at)) * minuteMs

/** The wall clock of a zone as an ordinary date: its UTC fields are what the clock there shows. */
export const wallAt = (tz: string, at: number): Date => new Date(at + offset(tz, at))

/**
 * The instant at which a zone's clock shows a wall time (given as if it were UTC). One that does not exist moves forward
 * by the gap; one that exists twice is the first. `tzOffset` only: the process's own zone must not enter.
 */
export function wallToInstant(tz: string, wall: number): number {
  const early = wall - offset(tz, wall - nearbyMs)
  const late = wall - offset(tz, wall + nearbyMs)
  const isRight = (at: number) => at + offset(tz, at) === wall
  if (isRight(early)) return isRight(late) ? Math.min(early, late) : early
  return isRight(late) ? late : early
}

/** The first occurrence after an instant, and never that instant itself. `never`: it has ended. */
export function nextRun(rule: Recurrence, after: number, calendar: Calendar = everyDay): number {
  const today = dayOf(wallAt(rule.tz, after))
  for (let day = today - 1; day <= today + longestDays + longestClosedDays; day++) {
    const at = instantOn(rule, day, calendar)
    if (at !== undefined && at > after) return at
  }
  if (calendar !== everyDay) return nextRun(rule, after)
  if (rule.until !== undefined) return never
  throw new Error(`a rule that never comes: ${JSON.stringify(rule)}`)
}

/** The last occurrence up to an instant: what was missed last when Hearth was away. */
export function lastRun(rule: Recurrence, upTo: number, calendar: Calendar = everyDay): number {
  const today = dayOf(wallAt(rule.tz, upTo))
  // What has ended long ago came last before its end.
  const end = rule.until === undefined ? today : Math.min(today, dayOfDate(rule.until) + longestClosedDays)
  for (let day = end + 1; day >= end - longestDays - 2 * longestClosedDays; day--) {
    const at = instantOn(rule, day, calendar)
    if (at !== undefined && at <= upTo) return at
  }
  if (calendar !== everyDay) return lastRun(rule, upTo)
  throw new Error(`a rule that never came: ${JSON.stringify(rule)}`)
}

/** The occurrence by the rule alone that an occurrence at this instant stands for: another than itself where it was moved. */
export function meantAt(rule: Recurrence, at: number): number {
  const day = dayOf(wallAt(rule.tz, at))
  return isItsDay(rule, day) ? at : lastRun(rule, at)
}

/** When a rule's time of day is on a day. */
export const instantAt = ({ tz, hh, mm }: Recurrence, day: number): number =>
  wallToInstant(tz, day * dayMs + (hh * 60 + mm) * minuteMs)

/** The instant after which occurrences may come: now, or the beginning of a date such as `2026-12-12`. */
export const notBefore = (rule: Recurrence, date: string | undefined, now: number): number =>
  date === undefined ? now : Math.max(now, instantAt({ ...rule, hh: 0, mm: 0 }, dayOfDate(date)) - 1)

/** The first day from this one on that is open, and a working day. */
export function firstOpen(day: number, calendar: Calendar): number {
  for (let next = day; next < day + longestClosedDays; next++)
    if (!calendar.isClosed(next) && calendar.isWorkday(next)) return next
  return day
}

/** The date of an instant in a zone, as rules keep it: `2026-11-30`. */
export const dateIn = (tz: string, at: number): string => wallAt(tz, at).toISOString().slice(0, 10)

/** The same, as a number: the day of an instant in a zone. */
export const dayIn = (tz: string, at: number): number => dayOf(wallAt(tz, at))

/** The day of a date such as `2026-11-30`. */
export const dayOfDate = (date: string): number => dayOf(new Date(date))
/** The date of a day: `2026-11-30`. */
export const dateOfDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)
/** The weekday of a day: 0 is Sunday. 1 January 1970 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7

const dayOf = (wall: Date): number => Math.floor(wall.getTime() / dayMs)
/** Weeks begin on Monday. */
const weekOf = (day: number): number => Math.floor((day + 3) / 7)

function instantOn(rule: Recurrence, day: number, calendar: Calendar): number | undefined {
  return isOccurrence(rule, day, calendar) ? instantAt(rule, day) : undefined
}

const isItsDay = (rule: Recurrence, day: number): boolean =>
  (rule.until === undefined || day <= dayOfDate(rule.until)) && fallsOn(rule, day)

/** Whether a pattern has this day. */
export function fallsOn({ weekdays, everyOther, nth, monthDays }: DayPattern, day: number): boolean {
  if (monthDays) return isMonthDay(monthDays, day)
  if (!weekdays.includes(weekdayOf(day))) return false
  if (nth) return isNth(nth, day)
  return !everyOther || (weekOf(day) - weekOf(dayOfDate(everyOther))) % 2 === 0
}

function isNth(nth: readonly number[], day: number): boolean {
  const { at, last } = inMonth(day)
  return nth.includes(Math.ceil(at / 7)) || (nth.includes(-1) && at + 7 > last)
}

function isMonthDay(monthDays: readonly number[], day: number): boolean {
  const { at, last } = inMonth(day)
  return monthDays.includes(at) || (at === last && monthDays.some(one => one < 0 || one > last))
}

function inMonth(day: number): { at: number; last: number } {
  const date = new Date(day * dayMs)
  return {
    at: date.getUTCDate(),
    last: new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate(),
  }
}

/** Whether an occurrence falls on this day: its own, or the last one before that a closed day moved here. */
export function isOccurrence(rule: Recurrence, day: number, calendar: Calendar): boolean {
  if (calendar.alwaysOpen) return isItsDay(rule, day)
  if (calendar.isClosed(day)) return false
  if (isItsDay(rule, day)) return true
  if (!calendar.isWorkday(day)) return false
  for (let before = day - 1; before > day - longestClosedDays; before--) {
    if (isItsDay(rule, before)) return calendar.isClosed(before)
    if (!calendar.isClosed(before) && calendar.isWorkday(before)) return false
  }
  return false
}

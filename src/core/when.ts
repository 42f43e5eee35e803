import { tzOffset } from '@date-fns/tz'

/** A wall time that comes back: kept as people said it; instants are derived from it. */
export interface Rule {
  /** 0 is Sunday. */
  weekdays: readonly number[]
  hh: number
  mm: number
  /** IANA zone: the wall is there. */
  tz: string
  /** Every second week only; a date of a week it comes in: `2026-11-30`. */
  everyOther?: string
}

export const minuteMs = 60_000
export const dayMs = 24 * 60 * minuteMs
/** Transitions of a zone lie within this of the wall time they concern. */
const nearbyMs = 36 * 60 * minuteMs
/** Every second week is the longest pause a rule knows; two days more for the edges. */
const longestDays = 16

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

/** The first turn after an instant, and never that instant itself. */
export function nextRun(rule: Rule, after: number): number {
  const today = dayOf(wallAt(rule.tz, after))
  for (let day = today - 1; day <= today + longestDays; day++) {
    const at = turnOn(rule, day)
    if (at !== undefined && at > after) return at
  }
  throw new Error(`a rule that never comes: ${JSON.stringify(rule)}`)
}

/** The last turn up to an instant: what was missed last when Hearth was away. */
export function lastRun(rule: Rule, upTo: number): number {
  const today = dayOf(wallAt(rule.tz, upTo))
  for (let day = today + 1; day >= today - longestDays; day--) {
    const at = turnOn(rule, day)
    if (at !== undefined && at <= upTo) return at
  }
  throw new Error(`a rule that never came: ${JSON.stringify(rule)}`)
}

/** The date of an instant in a zone, as rules keep it: `2026-11-30`. */
export const dateIn = (tz: string, at: number): string => wallAt(tz, at).toISOString().slice(0, 10)

/** Days are counted from 1 January 1970, a Thursday. */
const dayOf = (wall: Date): number => Math.floor(wall.getTime() / dayMs)
const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7
/** Weeks begin on Monday. */
const weekOf = (day: number): number => Math.floor((day + 3) / 7)

function turnOn({ weekdays, hh, mm, tz, everyOther }: Rule, day: number): number | undefined {
  if (!weekdays.includes(weekdayOf(day))) return undefined
  if (everyOther && (weekOf(day) - weekOf(dayOf(new Date(everyOther)))) % 2 !== 0) return undefined
  return wallToInstant(tz, day * dayMs + (hh * 60 + mm) * minuteMs)
}

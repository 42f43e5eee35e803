import type { Closure } from '../../../src/core/schedule/closures.ts'
import type { DayPattern, Recurrence } from '../../../src/core/time/recurrence.ts'

const minute = 60_000
const day = 24 * 60 * minute
const clocks = new Map<string, Intl.DateTimeFormat>()

/** What was asked before, by zone and instant: Intl takes long to answer, and always the same. */
const answers = new Map<string, Map<number, number>>()

/** What a zone's clock shows, as `Date.UTC` of its fields: asked of Intl alone. */
function shownAt(tz: string, at: number): number {
  const known = answers.get(tz) ?? new Map<number, number>()
  answers.set(tz, known)
  const shown = known.get(at) ?? askedOfIntl(tz, at)
  known.set(at, shown)
  return shown
}

function askedOfIntl(tz: string, at: number): number {
  const clock =
    clocks.get(tz) ??
    new Intl.DateTimeFormat('en', {
      timeZone: tz,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
  clocks.set(tz, clock)
  const part = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const field = (name: Intl.DateTimeFormatPartTypes) => part.get(name) ?? Number.NaN
  return Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute'))
}

/** The date, weekday and minute of the day that a zone's clock shows. */
export function wallClock(tz: string, at: number): { date: string; weekday: number; minute: number } {
  const wall = new Date(shownAt(tz, at))
  return {
    date: wall.toISOString().slice(0, 10),
    weekday: wall.getUTCDay(),
    minute: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  }
}

/** The instants at which the clock shows this, found by trying every quarter of an hour it could be off by. */
function instantsOf(tz: string, wall: number): number[] {
  const found: number[] = []
  for (let off = -14 * 60; off <= 14 * 60; off += 15)
    if (shownAt(tz, wall - off * minute) === wall) found.push(wall - off * minute)
  return found.sort((a, b) => a - b)
}

function instantOf(tz: string, wall: number): number {
  const [first] = instantsOf(tz, wall)
  if (first !== undefined) return first
  const before = wall - 40 * 60 * minute
  return wall - (shownAt(tz, before) - before) // a gap: read with the offset from before it
}

/** The days that hold for a rule. */
export interface OracleDays {
  closed?: readonly Closure[]
  workingDays?: readonly number[] | undefined
}

/**
 * A second implementation of `nextRun`, slow and by other means: brute force over Intl, and every occurrence of the last 15 months
 * is pushed from its own day to the one it lands on.
 */
export function oracleNextRun(rule: Recurrence, after: number, days: OracleDays = {}): number {
  const today = Math.floor(after / day) * day
  const landings = new Set<number>()
  for (let date = today - 450 * day; date < today + 450 * day; date += day)
    if (isItsDay(rule, date)) landings.add(landingOf(rule, date, days))
  for (const date of [...landings].filter(one => one > today - 3 * day).sort((a, b) => a - b)) {
    const at = instantOf(rule.tz, date + (rule.hh * 60 + rule.mm) * minute)
    if (at > after) return at
  }
  if (rule.until !== undefined) return Number.POSITIVE_INFINITY
  throw new Error('nothing found')
}

/** When something that was put off to a date comes: at the rule's time, on the first day from then on that is open. */
export function oracleLater(
  rule: Recurrence,
  date: string,
  { closed = [], workingDays }: OracleDays,
): number {
  let on = Date.parse(date)
  while (
    closed.some(one => isWithin(one, new Date(on))) ||
    (workingDays && !workingDays.includes(new Date(on).getUTCDay()))
  )
    on += day
  return instantOf(rule.tz, on + (rule.hh * 60 + rule.mm) * minute)
}

function landingOf(rule: Recurrence, occurrence: number, { closed = [], workingDays }: OracleDays): number {
  const isClosed = (date: number) => closed.some(one => isWithin(one, new Date(date)))
  const isWorkday = (date: number) => !workingDays || workingDays.includes(new Date(date).getUTCDay())
  let date = occurrence
  while (isClosed(date) || !(isItsDay(rule, date) || isWorkday(date))) date += day
  return date
}

function isWithin(one: Closure, date: Date): boolean {
  if (one.except?.includes(date.toISOString().slice(0, 10))) return false
  if ('holiday' in one) throw new Error('holidays have a published table to be held against')
  if ('weekdays' in one) {
    const inSeason = !one.from || !one.to || isBetween(one.from, one.to, date)
    return inSeason && isOnPattern(one, date.getTime())
  }
  return isBetween(one.from, one.to, date)
}

function isBetween(from: string, to: string, date: Date): boolean {
  if (from.length === 10) return date >= new Date(from) && date <= new Date(to)
  // Every year's span is laid out, from the year before to this one.
  return [-1, 0].some(back => {
    const year = date.getUTCFullYear() + back
    const ends = from <= to ? year : year + 1
    return date >= new Date(`${year}-${from}`) && date <= new Date(`${ends}-${to}`)
  })
}

const isItsDay = (rule: Recurrence, date: number): boolean =>
  (rule.until === undefined || date <= Date.parse(rule.until)) && isOnPattern(rule, date)

/** Every pattern by counting: how many such weekdays the month has had, and has still to come. */
function isOnPattern(rule: DayPattern, date: number): boolean {
  const at = new Date(date)
  const month = at.getUTCMonth()
  const isIn = (days: number) => new Date(date + days * day).getUTCMonth() === month
  if (rule.monthDays)
    return rule.monthDays.some(
      one => one === at.getUTCDate() || (!isIn(1) && (one < 0 || one > at.getUTCDate())),
    )
  if (!rule.weekdays.includes(at.getUTCDay())) return false
  if (rule.nth) {
    let before = 0
    while (isIn(-7 * (before + 1))) before++
    return rule.nth.some(one => (one < 0 ? !isIn(7) : one === before + 1))
  }
  return isItsWeek(rule, date)
}

function isItsWeek({ everyOther }: DayPattern, date: number): boolean {
  if (!everyOther) return true
  const monday = (at: number) => at - ((new Date(at).getUTCDay() + 6) % 7) * day
  return Math.abs(monday(date) - monday(Date.parse(everyOther))) % (14 * day) === 0
}

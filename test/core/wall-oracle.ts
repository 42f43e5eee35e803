import type { Rule } from '../../src/core/when.ts'

const minute = 60_000
const day = 24 * 60 * minute
const clocks = new Map<string, Intl.DateTimeFormat>()

/** What a zone's clock shows, as `Date.UTC` of its fields: asked of Intl alone. */
function shownAt(tz: string, at: number): number {
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

/** A second implementation of `nextRun`, slow and by other means: brute force over Intl. */
export function oracleNextRun(rule: Rule, after: number): number {
  const from = Math.floor(after / day) * day - 2 * day
  for (let date = from; date < from + 40 * day; date += day) {
    if (!rule.weekdays.includes(new Date(date).getUTCDay()) || !isItsWeek(rule, date)) continue
    const at = instantOf(rule.tz, date + (rule.hh * 60 + rule.mm) * minute)
    if (at > after) return at
  }
  throw new Error('nothing found')
}

function isItsWeek({ everyOther }: Rule, date: number): boolean {
  if (!everyOther) return true
  const monday = (at: number) => at - ((new Date(at).getUTCDay() + 6) % 7) * day
  return Math.abs(monday(date) - monday(Date.parse(everyOther))) % (14 * day) === 0
}

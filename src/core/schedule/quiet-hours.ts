import type { Time } from '../time/parse-time.ts'
import {
  type Calendar,
  dayIn,
  firstOpen,
  instantAt,
  minuteMs,
  type Recurrence,
  wallAt,
} from '../time/recurrence.ts'
import { afterQuiet, type Preferences } from './preferences.ts'

/**
 * The first instant from this one on at which something nobody named a time for is welcome: on an open day, a working day,
 * and out of quiet hours. Past closed days it comes at the rule's own time.
 */
export function nextWelcomeTime(
  at: number,
  rule: Recurrence,
  calendar: Calendar,
  quiet: Preferences['quiet'],
): number {
  const today = dayIn(rule.tz, at)
  const day = firstOpen(today, calendar)
  if (day !== today) return instantAt(rule, day)
  const end = quiet && endOf(quiet, rule, at)
  return end === undefined ? at : nextWelcomeTime(end, rule, calendar, quiet)
}

/** When the quiet hours end that an instant falls into; undefined where it falls into none. */
function endOf(quiet: NonNullable<Preferences['quiet']>, rule: Recurrence, at: number): number | undefined {
  if (!isQuiet(shownAt(rule, at), quiet)) return undefined
  const today = dayIn(rule.tz, at)
  const ends = [today, today + 1, today + 2].flatMap(day => endsOn(day, quiet, rule))
  const end = Math.min(...ends.filter(end => end > at))
  return beforeThemAgain(quiet, rule, at, end) ?? end
}

/** Clocks are set back by an hour, or on Lord Howe by half of one: then the end may come a second time. */
const setBackMs = [30 * minuteMs, 60 * minuteMs]

function endsOn(day: number, quiet: NonNullable<Preferences['quiet']>, rule: Recurrence): number[] {
  const end = endOn(day, quiet, rule)
  const again = setBackMs.map(ms => end + ms).filter(at => minutesAway(shownAt(rule, at), quiet.to) === 0)
  return [end, ...again]
}

/** Where the clock is set back meanwhile, it may show a time again at which the quiet hours had not begun. */
function beforeThemAgain(
  quiet: NonNullable<Preferences['quiet']>,
  rule: Recurrence,
  at: number,
  end: number,
): number | undefined {
  const ahead = (instant: number) => wallAt(rule.tz, instant).getTime() - instant
  if (ahead(end) >= ahead(at)) return undefined
  let one = Math.ceil(at / minuteMs) * minuteMs
  while (one < end && isQuiet(shownAt(rule, one), quiet)) one += minuteMs
  return one < end ? one : undefined
}

/** The end on a day. Where the clock leaves that time out, they end with the first minute after the gap. */
function endOn(day: number, quiet: NonNullable<Preferences['quiet']>, rule: Recurrence): number {
  const moved = instantAt({ ...rule, ...quiet.to }, day)
  const gap = minutesAway(quiet.to, shownAt(rule, moved))
  const isQuietAt = (at: number) => isQuiet(shownAt(rule, at), quiet)
  let end = moved - gap * minuteMs
  // What comes before they begin is no end of theirs.
  while (end < moved && (isQuietAt(end) || !isQuietAt(end - minuteMs))) end += minuteMs
  return end
}

const isQuiet = (time: Time, quiet: Preferences['quiet']): boolean => afterQuiet(time, quiet) !== time

function shownAt({ tz }: Recurrence, at: number): Time {
  const wall = wallAt(tz, at)
  return { hh: wall.getUTCHours(), mm: wall.getUTCMinutes() }
}

const minutesAway = (from: Time, to: Time): number =>
  ((to.hh - from.hh) * 60 + to.mm - from.mm + 24 * 60) % (24 * 60)

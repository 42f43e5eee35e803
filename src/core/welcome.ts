import { afterQuiet, type Habits } from './habits.ts'
import { type Calendar, dayIn, firstOpen, instantAt, minuteMs, type Rule, wallAt } from './when.ts'

/**
 * The first instant from this one on at which something nobody named a time for is welcome: on an open day, a working day,
 * and out of quiet hours. On a later day it comes at the rule's own time.
 */
export function welcomeAt(at: number, rule: Rule, calendar: Calendar, quiet: Habits['quiet']): number {
  const today = dayIn(rule.tz, at)
  const day = firstOpen(today, calendar)
  if (day !== today) return instantAt(rule, day)
  const wall = wallAt(rule.tz, at)
  const now = { hh: wall.getUTCHours(), mm: wall.getUTCMinutes() }
  const then = afterQuiet(now, quiet)
  if (then === now) return at
  const later = minutesAway(now, then)
  const on = dayIn(rule.tz, at + later * minuteMs)
  return on === today ? at + later * minuteMs : welcomeAt(startOf(rule, on), rule, calendar, quiet)
}

const minutesAway = (from: { hh: number; mm: number }, to: { hh: number; mm: number }): number =>
  ((to.hh - from.hh) * 60 + to.mm - from.mm + 24 * 60) % (24 * 60)

const startOf = (rule: Rule, day: number): number => instantAt({ ...rule, hh: 0, mm: 0 }, day)

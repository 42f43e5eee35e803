import { monthNames } from './calendar.ts'
import { daysInWords } from './parse-weekdays.ts'
import { reader } from './reader-locale.ts'
import type { Recurrence } from './recurrence.ts'
import { zoneInWords } from './time-zones.ts'

// How days and times are shown: each function takes the reader's locale, as their platform tells it, and left out it is US English.
// What they say is what the grammar of this folder reads as the same.

/** `Sat, Dec 12`; with the year where it is another one than today's, or none is known. */
export const dateInWords = (date: string, today?: string, locale?: string): string =>
  shown(locale, dayShape(date.slice(0, 4) !== today?.slice(0, 4)), Date.parse(date), 'UTC')

/** The day of an instant, in UTC: `May 3, 2026`. */
export const dayOf = (at: number, locale?: string): string =>
  shown(locale, { month: 'short', day: 'numeric', year: 'numeric' }, at, 'UTC')

/** `Dec 12`. */
export const dayAndMonth = (day: number, month: number, locale?: string): string =>
  shown(locale, { month: 'short', day: 'numeric' }, Date.UTC(2024, month - 1, day), 'UTC')

/** An instant as the clock of a zone shows it: `Mon, Nov 30 at 9:00 a.m.` */
export const instantInWords = (at: number, tz: string, locale?: string): string => {
  const { clock, isSpoken } = reader(locale)
  if (isSpoken) return shown(locale, { ...dayShape(false), ...clock }, at, tz)
  return `${dayInWords(at, tz, locale)} at ${shown(locale, clock, at, tz)}`
}

/** The day of an instant in a zone: `Mon, Dec 28`. */
export const dayInWords = (at: number, tz: string, locale?: string): string =>
  shown(locale, dayShape(false), at, tz)

/** A time of the day: `9:00 a.m.`, or `09:00` where people count to 24. */
export const timeInWords = ({ hh, mm }: { hh: number; mm: number }, locale?: string): string =>
  shown(locale, reader(locale).clock, Date.UTC(2024, 0, 1, hh, mm), 'UTC')

/** `every Monday at 9:00 a.m. (Eastern time)`: whatever it says begins with “every”. */
export function recurrenceInWords(rule: Recurrence, locale?: string): string {
  const { tz, until } = rule
  const ends = until ? ` until ${dateInWords(until, undefined, locale)}` : ''
  return `${comingDays(rule)} at ${timeInWords(rule, locale)} (${zoneInWords(tz)})${ends}`
}

/** `January`: the month of a number from 1. */
export const monthInWords = (month: number): string => capital(monthNames[month - 1])

/** `first`, `third`, `last`: which weekday of its month. */
export const ordinalInWords = (nth: number): string => ordinals[nth] ?? 'last'

/** `the 15th`, `the last day`: a day of a month. */
export const monthDayInWords = (day: number): string =>
  day < 0 ? 'the last day' : `the ${day}${ending(day)}`

/** `A`, `A and B`, `A, B and C`. */
export const listed = (all: readonly string[]): string =>
  all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`

/** The full stop behind words that may end in one: `9:00 a.m.` */
export const fullStop = (words: string): '' | '.' => (words.endsWith('.') ? '' : '.')

const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth']

function comingDays({ weekdays, everyOther, nth, monthDays }: Recurrence): string {
  if (monthDays) return `every month on ${listed(monthDays.map(monthDayInWords))}`
  const days = daysInWords(weekdays)
  if (nth) return `every month on the ${listed(nth.map(ordinalInWords))} ${days}`
  if (!everyOther) return `every ${days}`
  // “Every other weekday” would be every second day.
  return weekdays.length === 1 ? `every other ${days}` : `every other week on ${allOf(days)}`
}

const allOf = (days: string): string =>
  days === 'day' ? 'every day' : days === 'weekday' ? 'weekdays' : days

const ending = (day: number): string => {
  if (day % 100 > 10 && day % 100 < 14) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}

const capital = (word: string | undefined): string =>
  `${word?.[0]?.toUpperCase() ?? ''}${word?.slice(1) ?? ''}`

const dayShape = (withYear: boolean): Intl.DateTimeFormatOptions => ({
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  ...(withYear && { year: 'numeric' }),
})

function shown(
  locale: string | undefined,
  shape: Intl.DateTimeFormatOptions,
  at: number,
  tz: string,
): string {
  return reader(locale)
    .format({ ...shape, timeZone: tz })
    .formatToParts(at)
    .map(({ type, value }) => (type === 'dayPeriod' ? halfOf(value) : value))
    .join('')
    .replace(/\s/g, ' ')
}

/** `PM` is written `p.m.`; who writes `pm` goes on to. */
const halfOf = (period: string): string => ({ AM: 'a.m.', PM: 'p.m.' })[period] ?? period

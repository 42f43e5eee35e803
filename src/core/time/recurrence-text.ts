import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns/format'
import { daysInWords } from './parse-weekdays.ts'
import { nextRun, type Recurrence } from './recurrence.ts'
import { zoneInWords } from './time-zones.ts'

/** `every Monday at 09:00 (New York time)`. */
export function recurrenceInWords({ weekdays, hh, mm, tz, everyOther }: Recurrence): string {
  const days = daysInWords(weekdays)
  const clock = `${two(hh)}:${two(mm)} (${zoneInWords(tz)})`
  if (!everyOther) return `every ${days} at ${clock}`
  // “Every other weekday” would be every second day.
  return weekdays.length === 1
    ? `every other ${days} at ${clock}`
    : `every other week on ${allOf(days)} at ${clock}`
}

const allOf = (days: string): string =>
  days === 'day' ? 'every day' : days === 'weekday' ? 'weekdays' : days

/** What to type where a bare `3` was meant for the afternoon; empty where it is day. */
export const nightHint = ({ hh }: Pick<Recurrence, 'hh'>): string =>
  hh > 0 && hh < 6 ? ` That is at night; for the afternoon, type “${hh}pm”.` : ''

/** An instant as the clock of a zone shows it: `Monday, 30 November at 09:00`. */
export const instantInWords = (at: number, tz: string): string =>
  format(new TZDate(at, tz), "EEEE, d MMMM 'at' HH:mm")

/** `Monday, 28 December`. */
export const dayInWords = (at: number, tz: string): string => format(new TZDate(at, tz), 'EEEE, d MMMM')

/** The date of the next occurrence in words. */
export const nextInWords = (rule: Recurrence, after: number): string =>
  instantInWords(nextRun(rule, after), rule.tz)

const two = (count: number): string => String(count).padStart(2, '0')

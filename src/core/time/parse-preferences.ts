import type { Preferences } from '../schedule/preferences.ts'
import { UserError } from '../user-error.ts'
import { parsePartialRecurrence } from './parse-recurrence.ts'
import { parseTime, type Time } from './parse-time.ts'
import { daysInWords } from './parse-weekdays.ts'
import { zoneNamed } from './time-zones.ts'

const none = /^(?:off|none|no|any|all|every ?day|clear|reset|remove|-)$/i
const byPlatform = /^(?:off|none|no|auto|automatic|automatically|reset|remove|clear|default|slack|teams)$/i

/** Reads `Europe/London`, or `off`: then the platform's holds (undefined). @throws {UserError} with near names. */
export const parseZonePreference = (typed: string): string | undefined =>
  byPlatform.test(typed) ? undefined : zoneNamed(typed.replace(/^(?:in|to|is)\s+/i, ''))

/** Reads `mon-thu`, `weekdays`, `tue, wed and sat`; `off` is none (undefined). @throws {UserError} */
export function parseWorkingDays(typed: string): readonly number[] | undefined {
  if (none.test(typed)) return undefined
  const { when, stopped } = parsePartialRecurrence(typed)
  if (stopped !== undefined || !when.named.day || when.named.time)
    throw new UserError(
      `I do not know the working days “${typed}”. Write them as “mon-thu”, “weekdays” or “tue, wed and sat”; “off” forgets them.`,
    )
  return when.weekdays
}

/** Reads `18:00-8:00`, `6pm to 8am`; `off` is none (undefined). @throws {UserError} */
export function parseQuietHours(typed: string): Preferences['quiet'] {
  if (none.test(typed)) return undefined
  const ends = typed
    .replace(/^(?:from|between)\s+/i, '')
    .split(/\s*(?:[-–—]|\bto\b|\buntil\b|\btill\b|\band\b)\s*/i)
  const [from, to] = ends.map(wholeTime)
  if (ends.length !== 2 || !from || !to || timeInWords(from) === timeInWords(to))
    throw new UserError(
      `I do not know the quiet hours “${typed}”. Write them as “18:00-8:00” or “6pm to 8am”; “off” forgets them.`,
    )
  return { from, to }
}

function wholeTime(typed: string): Time | undefined {
  const words = typed.split(/\s+/).filter(Boolean)
  try {
    const time = parseTime(words)
    return time && time.taken === words.length ? { hh: time.hh, mm: time.mm } : undefined
  } catch {
    return undefined
  }
}

/** `18:00`. */
export const timeInWords = ({ hh, mm }: Time): string =>
  `${String(hh).padStart(2, '0')}:${String(mm).padStart(2, '0')}`

/** `Monday, Tuesday and Wednesday`, or that none are set. */
export const workingDaysInWords = (days: readonly number[] | undefined): string =>
  days ? daysInWords(days) : 'none set: any day'

/** `18:00 to 08:00`, or that none are set. */
export const quietInWords = (quiet: Preferences['quiet']): string =>
  quiet ? `${timeInWords(quiet.from)} to ${timeInWords(quiet.to)}` : 'none set'

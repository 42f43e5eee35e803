import { Unclear } from '../language/unclear.ts'
import type { Preferences } from '../schedule/preferences.ts'
import { UserError } from '../user-error.ts'
import { timeInWords } from './in-words.ts'
import { parsePartialRecurrence } from './parse-recurrence.ts'
import { isUnsure, type ParsedTime, type Time, timeAt } from './parse-time.ts'
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
  const { when, stopped } = readDays(typed)
  const { weekdays, everyOther, nth, monthDays, until, named } = when
  if (everyOther || nth || monthDays || until) throw new UserError(everyWeekOnly)
  if (stopped !== undefined || !named.day || named.time)
    throw new UserError(
      `I don’t know the working days “${typed}”. Write them as “mon-thu”, “weekdays” or “tue, wed and sat”; “off” clears them.`,
    )
  return weekdays
}

const everyWeekOnly =
  'Working days are the same every week here. Write those of a usual week, such as “mon-fri” or “mon-sat”: a reminder for a day off comes on the next working day.'

function readDays(typed: string) {
  if (/\b(?:other|alternate|alternating|second|2nd)\b/i.test(typed)) throw new UserError(everyWeekOnly)
  return parsePartialRecurrence(typed)
}

/** Reads `18:00-8:00`, `6pm to 8am`; `off` is none (undefined). @throws {UserError} */
export function parseQuietHours(typed: string): Preferences['quiet'] {
  if (none.test(typed)) return undefined
  const ends = typed
    .replace(/[\u2212\p{Pd}]/gu, '-')
    .replace(/^(?:from|between)\s+/i, '')
    .split(/\s*(?:-|\bto\b|\buntil\b|\btill\b|\band\b)\s*/i)
  const [from, to] = ends.map(wholeTime)
  if (ends.length !== 2 || !from || !to || clockOf(from) === clockOf(to))
    throw new UserError(
      `I don’t know the quiet hours “${typed}”. Write them as “6pm-8am” or “18:00-8:00”; “off” clears them.`,
    )
  // Who writes 18:00 counts to 24.
  if (!/\b(?:1[3-9]|2[0-3])\b/.test(typed)) askHalf(from, to)
  return { from: { hh: from.hh, mm: from.mm }, to: { hh: to.hh, mm: to.mm } }
}

/** “8 to 6” may be by night or by day; “18:00-8:00” and “6pm to 8” are not. */
function askHalf(from: ParsedTime, to: ParsedTime): void {
  const isOpen = ({ hh, sure }: ParsedTime) => !sure && hh > 0 && hh < 12
  if (!isOpen(from) && !isUnsure(to)) return
  if (!isOpen(from) && from.hh > 12) return
  const said = (one: ParsedTime, pm: boolean) =>
    isOpen(one) ? `${clockOf(one)}${pm ? 'pm' : 'am'}` : clockOf(one)
  const nights = [`${said(from, true)}-${said(to, false)}`, `${said(from, false)}-${said(to, true)}`]
  throw new Unclear(
    'Is that in the evening until the morning, or by day?',
    nights.map(one => ({ label: one, typed: one })),
  )
}

function wholeTime(typed: string): ParsedTime | undefined {
  const words = typed.split(/\s+/).filter(Boolean)
  const time = timeAt(words)
  return time && time.taken === words.length ? time : undefined
}

/** `18:00`, as a field of a form has it. */
export const clockOf = ({ hh, mm }: Time): string =>
  `${String(hh).padStart(2, '0')}:${String(mm).padStart(2, '0')}`

/** `Monday, Tuesday and Wednesday`, or that none are set. */
export const workingDaysInWords = (days: readonly number[] | undefined): string =>
  days ? daysInWords(days).replace(/^weekday$/, 'Monday to Friday') : 'none set: any day'

/** `6:00 p.m. to 8:00 a.m.`, or that none are set. */
export const quietInWords = (quiet: Preferences['quiet'], locale?: string): string =>
  quiet ? `${timeInWords(quiet.from, locale)} to ${timeInWords(quiet.to, locale)}` : 'none set'

import { UserError } from '../user-error.ts'
import { endOfMonth, monthOf } from './calendar.ts'
import { type DateAt, monthShape, NoDay } from './date-parts.ts'
import { dateAt } from './date-shapes.ts'
import { dateInWords, dayAndMonth } from './in-words.ts'
import { dateIn } from './recurrence.ts'

/** Who reads, and when: what `tomorrow` and `4/5` mean. */
export interface DateReader {
  now: number
  tz: string
  monthFirst: boolean
}

/** A day from which on occurrences come. */
export interface StartDate {
  /** Such as `2026-12-12`. */
  date: string
  /** Whether occurrences come on its weekday where no day of the week is named: not for `next week`. */
  isDay: boolean
  /** `starting Jan 4`: it need not be one of the days that are named. */
  starting: boolean
  taken: number
  note?: string
}

const lead =
  /^(?:(?:and )?(?:starting|starts?|beginning|begins?|from|as of|first|effective|after|commencing)(?: on| from)?|(on)) (?=\S)/
const ending =
  /^(?:(?:and )?(?:until|till?|through|thru|ending|ends?|up to|up until|not after)(?: on| the end of)?|to|-) (?=\S)/
const forGood =
  /^(?:until|till?) (?:further notice|i say stop|i (?:say|stop|cancel)|stopped|cancel+ed)(?= |$)/

/** Reads a day of the calendar where these words begin with one: `tomorrow`, `starting Jan 4`, `12/12`. @throws {UserError} */
export function parseStartDate(
  words: readonly string[],
  reader: DateReader,
  tz: string,
): StartDate | undefined {
  const line = words.join(' ').toLowerCase()
  const [said = '', on] = lead.exec(line) ?? []
  const starting = said !== '' && on === undefined
  const today = dateIn(tz, reader.now)
  // The end of a day is a time here.
  if (/^(?:eod|cob|(?:the )?end of (?:the )?day|close of business)\b/.test(line)) return undefined
  const found = readDay(line.slice(said.length), today, reader.monthFirst)
  if (!found || !isMeant(found, line.slice(said.length), said)) return undefined
  if (found.date < today) throw new UserError(isPast(dateInWords(found.date, today)))
  const { date, kind, length, note } = found
  const all = line.slice(0, said.length + length)
  return {
    date,
    isDay: kind !== 'week',
    starting,
    taken: all.trim().split(' ').length,
    ...(note && { note }),
  }
}

/** A bare `friday` is a day of the week; `halloween` and `5th` may be about something else. */
function isMeant({ kind, length }: DateAt, line: string, said: string): boolean {
  // “From monday to friday” names days of the week.
  if (said !== '') return kind !== 'weekday' || !/^(?:on|from) $/.test(said)
  const isHoliday = kind === 'holiday' && !/^\d/.test(line)
  return kind !== 'weekday' && !isHoliday && !/^\d{1,2}(?:st|nd|rd|th)$/.test(line.slice(0, length))
}

/** Reads until when: `until Dec 24`, `through May`. `from` is the first day there may be. @throws {UserError} */
export function parseEndDate(
  words: readonly string[],
  { from, monthFirst, ranging }: { from: string; monthFirst: boolean; ranging: boolean },
): { date?: string; taken: number } | undefined {
  const line = words.join(' ').toLowerCase()
  const never = forGood.exec(line)
  if (never) return { taken: never[0].split(' ').length }
  const [said] = ending.exec(line) ?? []
  if (said === undefined) return undefined
  const rest = line.slice(said.length)
  const found = monthAt(rest, from, said) ?? readDay(rest, from, monthFirst)
  const short = /^(?:to|-) $/.test(said)
  if (!found || (short && found.kind !== 'named') || (ranging && found.kind === 'weekday')) return undefined
  if (found.date < from) throw new UserError(isPast(dateInWords(found.date)))
  return {
    date: found.date,
    taken: line
      .slice(0, said.length + found.length)
      .trim()
      .split(' ').length,
  }
}

/** `through May` is all of it; `until May` may be either end. */
function monthAt(rest: string, from: string, said: string): DateAt | undefined {
  const [name, typed] = new RegExp(`^(${monthShape})(?! ?\\d)(?: (?:19|20|21)\\d\\d)?`).exec(rest) ?? []
  const month = typed && monthOf(typed)
  if (!name || !month) return undefined
  const year = Number(/\d{4}/.exec(name)?.[0] ?? yearFrom(from, month))
  const date = endOfMonth(`${year}-${String(month).padStart(2, '0')}-01`)
  if (!/^(?:through|thru|.*end of) $/.test(said.replace(/^and /, '')))
    throw new UserError(
      `Until the beginning of that month, or its end? Write the day: “monday 9:00 until ${dayAndMonth(1, month)}” or “monday 9:00 until ${dayAndMonth(Number(date.slice(8)), month)}”.`,
    )
  return { date, kind: 'named', length: name.length }
}

const yearFrom = (from: string, month: number): number =>
  Number(from.slice(0, 4)) + (month < Number(from.slice(5, 7)) ? 1 : 0)

function readDay(line: string, today: string, monthFirst: boolean): DateAt | undefined {
  try {
    return dateAt(line, { today, monthFirst })
  } catch (error) {
    // Of two days that were named it is asked which.
    if (error instanceof NoDay && error.isConflict) throw error
    throw error instanceof NoDay ? new UserError(`${error.reason} ${beginning}`) : error
  }
}

const beginning =
  'Write a weekday and a time, such as “monday 9:00”, or a day to begin on that is still to come: “tomorrow 9:00” or “Dec 12 9:00”.'

/** That something is over already, with the right form. */
export const isPast = (what: string): string => `${what} has already passed. ${beginning}`

/** That a date is no such day of the week, with both ways to mend it. */
export const otherDay = (date: string, days: string): string =>
  `${dateInWords(date)} is no ${days}. Write one of the two, such as “monday 9:00”, or “monday 9:00 starting Jan 4”.`

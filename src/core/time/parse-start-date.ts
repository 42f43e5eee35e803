import { UserError } from '../user-error.ts'
import { dateInWords, endOfMonth, nextMonday, plusDays } from './calendar.ts'
import { NoDay, parseDate } from './parse-date.ts'
import { dateIn } from './recurrence.ts'

/** Who reads, and when: what `tomorrow` and `4/5` mean. */
export interface DateReader {
  now: number
  tz: string
  monthFirst: boolean
}

/** A day from which on turns come. */
export interface StartDate {
  /** Such as `2026-12-12`. */
  date: string
  /** Whether turns come on its weekday where no day of the week is named: not for `next week`. */
  isDay: boolean
  /** `starting 4 Jan`: it need not be one of the days that are named. */
  starting: boolean
  taken: number
}

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const day = '\\d{1,2}(?:st|nd|rd|th)?'
const year = '(?:19|20|21)\\d\\d'
const name = '(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\\.?'
const shapes = [
  'the day after tomorrow|day after tomorrow|today|tonight|tomorrow|yesterday',
  `(?:this|next|coming|last|this coming) ${name}|(?:next|last) (?:week|month)`,
  '(?:an?|\\d{1,3}|[a-z]+) (?:days?|weeks?|months?) (?:from (?:now|today)|ago)',
  'in (?:an?|\\d{1,3}|[a-z]+) (?:days?|weeks?|months?)(?: from (?:now|today))?',
  '\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}/\\d{1,2}(?:/(?:\\d{4}|\\d\\d))?|\\d{1,2}[.-]\\d{1,2}[.-]\\d{4}|\\d{1,2}\\.\\d{1,2}\\.',
  `(?:the )?${day}\\.?(?: of)?[ -]?${month}(?:(?: ,)?[ -]${year})?`,
  `${month} (?:the )?${day}(?:(?: ,)? ${year})?`,
]
const ending = /^(?:until|till?|through|ending(?: on)?|ends?(?: on)?) /
const lead =
  '(?:until|till?|through|ending|ends?|starting|starts?|beginning|begins?|from|as of|first|effective)(?: on| from)?'
const shape = new RegExp(
  `^(?:(?<lead>${lead}) |on )?(?<date>${shapes.join('|')})(?: on(?=$))?(?![:.h\\w]|\\s?[ap]\\.?m)(?=\\s|$)`,
)

/** Reads a day of the calendar where these words begin with one: `tomorrow`, `starting 4 Jan`, `12/12`. @throws {UserError} */
export function parseStartDate(
  words: readonly string[],
  reader: DateReader,
  tz: string,
): StartDate | undefined {
  const line = words.join(' ').toLowerCase()
  const found = shape.exec(line)
  const typed = found?.groups?.date
  if (!found || !typed) return undefined
  if (ending.test(line))
    throw new UserError(
      `It comes until it is stopped: I cannot end it on a day yet. Leave out “${found[0].trim()}”.`,
    )
  const today = dateIn(tz, reader.now)
  return {
    date: dateOf(typed, today, reader.monthFirst),
    isDay: typed !== 'next week' && typed !== 'next month',
    starting: found.groups?.lead !== undefined,
    taken: found[0].trim().split(' ').length,
  }
}

function dateOf(typed: string, today: string, monthFirst: boolean): string {
  if (typed === 'next month') return plusDays(endOfMonth(today), 1)
  if (typed === 'next week') return nextMonday(today)
  if (/^yesterday$|^last | ago$/.test(typed)) throw new UserError(isPast(`That`))
  try {
    return parseDate(typed.replace(/^this coming/, 'this'), today, monthFirst).date
  } catch (error) {
    throw error instanceof NoDay ? new UserError(`${error.reason} ${beginning}`) : error
  }
}

const beginning =
  'Write a weekday and a time, such as “monday 9:00”, or a day to begin on that is still to come: “tomorrow 9:00” or “12 Dec 9:00”.'

/** That something is over already, with the right form. */
export const isPast = (what: string): string => `${what} is past already. ${beginning}`

/** That a date is no such day of the week, with both ways to mend it. */
export const otherDay = (date: string, days: string): string =>
  `${dateInWords(date)} is no ${days}. Write one of the two, such as “monday 9:00”, or “monday 9:00 starting 4 Jan”.`

import { UserError } from '../user-error.ts'
import {
  countOf,
  dateInWords,
  dayAndMonth,
  endOfMonth,
  isLeap,
  monthOf,
  plusDays,
  plusMonths,
  weekday,
  weekdayOf,
} from './calendar.ts'

/** A day that was typed, and a word about how it was read where it could be read otherwise. */
export interface ParsedDate {
  /** Such as `2026-12-12`. */
  date: string
  /** `I read 4/5 as 5 April; for 4 May, write 4 May.` */
  note?: string
}

/** A day without a year is the next of its name; one that was this short a time ago was rather meant to be past. */
const justPastDays = 60

/** Characters that a day may take. */
const longest = 200

const form = 'Write it as “12 Dec”, “next friday”, “in two weeks” or “2026-12-12”.'

/** That a day cannot be meant: the reason in a sentence, and how to write it. */
export class NoDay extends UserError {
  readonly reason: string
  readonly isPast: boolean
  constructor(reason: string, { isPast = false, how = form } = {}) {
    super(`${reason} ${how}`)
    this.reason = reason
    this.isPast = isPast
  }
}

/** Whether words look as if they were meant for a date. */
export const looksLikeDate = (typed: string): boolean =>
  /\d/.test(typed) ||
  /^(today|tonight|tomorrow|next|this|in|end)\b/i.test(typed.trim()) ||
  typed.split(/[\s,]+/).some(word => weekdayOf(word) !== undefined || monthOf(word) !== undefined)

/** How somebody's numbers are read: 4/5 is April in the US. */
export const monthFirst = (locale: string | undefined): boolean =>
  locale === undefined || /^en[-_](US|PH|BZ)$/i.test(locale) || locale === 'en'

/**
 * Reads a day in its usual spellings, as seen on `today` (a date such as `2026-11-24`).
 * @throws {UserError} for what is no date, for a day that no calendar has, and for one in the past.
 */
export function parseDate(typed: string, today: string, monthComesFirst = true): ParsedDate {
  if (typed.length > longest) throw new UserError(`That is too long to be a day. ${form}`)
  const line = typed
    .toLowerCase()
    .replace(/\b(\d{1,2})(st|nd|rd|th)\b/g, '$1')
    .replace(/[.,]/g, match => (match === ',' ? ' ' : '.'))
    .replace(/\b(on|by|the|of)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const found = inWords(line, today) ?? inNumbers(line, today, monthComesFirst) ?? byName(line, today)
  if (!found) throw new NoDay(`I do not know the day “${typed.trim()}”.`)
  if (found.date < today)
    throw new NoDay(`${dateInWords(found.date, today)} is past already.`, {
      isPast: true,
      how: form.replace('2026-12-12', today),
    })
  return found
}

function inWords(line: string, today: string): ParsedDate | undefined {
  if (/^(today|tonight)$/.test(line)) return { date: today }
  if (line === 'tomorrow') return { date: plusDays(today, 1) }
  if (line === 'day after tomorrow') return { date: plusDays(today, 2) }
  const [, count, unit] =
    /^(?:in )?(an?|\d{1,3}|[a-z]+) (days?|weeks?|months?)(?: from (?:now|today))?$/.exec(line) ?? []
  const many = count === undefined ? Number.NaN : countOf(count)
  if (unit && !Number.isNaN(many))
    return {
      date: unit.startsWith('month')
        ? plusMonths(today, many)
        : plusDays(today, unit.startsWith('day') ? many : 7 * many),
    }
  if (line === 'next week') return { date: plusDays(today, 7) }
  if (line === 'next month') return { date: plusMonths(today, 1) }
  if (/^(end month|month end|end this month|end month end)$/.test(line)) return { date: endOfMonth(today) }
  if (/^(end week|end this week|this week)$/.test(line))
    return { date: plusDays(today, (5 - weekday(today) + 7) % 7) }
  return onWeekday(line, today)
}

/** `friday` is the coming one, `next friday` that of next week where one still comes in this week. */
function onWeekday(line: string, today: string): ParsedDate | undefined {
  const [, which, name = ''] = /^(?:(this|next|coming) )?([a-z]+)\.?$/.exec(line) ?? []
  const day = weekdayOf(name)
  if (day === undefined) return undefined
  const ahead = (day - weekday(today) + 7) % 7 || 7
  const monday = (one: string) => plusDays(one, -((weekday(one) + 6) % 7))
  const near = plusDays(today, ahead)
  if (which !== 'next' || monday(near) !== monday(today)) return { date: near }
  const date = plusDays(near, 7)
  return { date, note: `I read “${line}” as ${dateInWords(date, today)}; for this week’s, write “${name}”.` }
}

function inNumbers(line: string, today: string, monthComesFirst: boolean): ParsedDate | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(line)
  if (iso) return onDay(Number(iso[3]), Number(iso[2]), Number(iso[1]), today, line)
  const [, a, sign, b, year] = /^(\d{1,2})([/.-])(\d{1,2})(?:[/.-](\d{4}|\d{2}))?\.?$/.exec(line) ?? []
  if (!a || !b) return undefined
  const [one, other] = [Number(a), Number(b)]
  // A point between them is the European way.
  const first = one > 12 ? false : other > 12 ? true : sign !== '.' && monthComesFirst
  const [day, month] = first ? [other, one] : [one, other]
  const read = onDay(day, month, fullYear(year), today, line)
  const unsure = one <= 12 && other <= 12 && one !== other
  const swapped = dayAndMonth(month, day)
  return unsure
    ? {
        ...read,
        note: `I read ${line} as ${dateInWords(read.date, today)}; for ${swapped}, write “${swapped}”.`,
      }
    : read
}

/** `12 dec`, `december 12 2026`. */
function byName(line: string, today: string): ParsedDate | undefined {
  const words = line.split(/[\s/-]+/).filter(word => weekdayOf(word.replace('.', '')) === undefined)
  const month = words.map(monthOf).find(one => one !== undefined)
  const counts = words.filter(word => /^\d{1,4}\.?$/.test(word)).map(word => Number(word.replace('.', '')))
  const day = counts.find(one => one <= 31)
  const year = counts.find(one => one > 31)
  if (month === undefined || day === undefined || words.length > 3) return undefined
  return onDay(day, month, year, today, line)
}

function onDay(
  day: number,
  month: number,
  year: number | undefined,
  today: string,
  line: string,
): ParsedDate {
  if (year !== undefined) return { date: dateOf(year, month, day, line) }
  const thisYear = Number(today.slice(0, 4))
  // 29 February waits for a leap year.
  const leap = month === 2 && day === 29
  const years = [0, 1, 2, 3, 4].map(more => thisYear + more).filter(one => !leap || isLeap(one))
  const dates = years.map(one => dateOf(one, month, day, line))
  const date = dates.find(one => one >= today) ?? ''
  const before = dateOf(leap ? thisYear - 4 : thisYear, month, day, line, true)
  if (before !== '' && before < today && before >= plusDays(today, -justPastDays))
    throw new NoDay(`${dateInWords(before, today)} is past already.`, {
      isPast: true,
      how: `If you mean the next one, add the year: “${dayAndMonth(day, month)} ${date.slice(0, 4)}”.`,
    })
  return { date }
}

function dateOf(year: number, month: number, day: number, line: string, orNone = false): string {
  const at = new Date(Date.UTC(year, month - 1, day))
  const exists = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && year >= 1970 && year < 2200
  if (exists) return at.toISOString().slice(0, 10)
  if (orNone) return ''
  throw new NoDay(`No calendar has the day “${line}”.`)
}

const fullYear = (typed: string | undefined) =>
  typed === undefined ? undefined : typed.length === 2 ? 2000 + Number(typed) : Number(typed)

import {
  countOf,
  dateFrom,
  isLeap,
  monthOf,
  nextMonday,
  nthWeekday,
  ordinalOf,
  partsOf,
  plusDays,
  plusMonths,
  weekday,
  weekdayOf,
} from './calendar.ts'
import { type DateContext, type Found, type Groups, NoDay } from './date-parts.ts'
import { dateInWords, dayAndMonth } from './in-words.ts'

/** A day without a year is the next of its name; one that was this short a time ago was rather meant to be past. */
const justPastDays = 60

/** A day that is counted from another. */
export const relative = (date: string): Found => ({ date, kind: 'relative' })

/** With a capital letter. */
export const capital = (word = ''): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`

/** The year in which a month comes next. */
export const yearOfMonth = (month: number, today: string): number => {
  const [year, now] = partsOf(today)
  return month < now ? year + 1 : year
}

/** A day of the calendar. @throws {NoDay} where none has it */
export function named(year: number, month: number, day: number, said: string): Found {
  const date = dateFrom(year, month, day)
  if (date === undefined) throw new NoDay(`No calendar has the day “${said}”.`, { isNoDay: true })
  return { date, kind: 'named' }
}

/** `24 Dec`, `Dec 24, 2027`. */
export function ofMonth(
  { day = '', month = '', year, short, bare }: Groups,
  context: DateContext,
  said: string,
): Found | undefined {
  const typed = year ?? short ?? bare
  const full = typed === undefined ? undefined : fullYear(typed)
  // “12 dec 10” is ten o’clock rather than 2010.
  if (bare !== undefined && full !== undefined && full < Number(context.today.slice(0, 4))) return undefined
  return ofDay(Number.parseInt(day, 10), monthOf(month) ?? 0, full, context, said)
}

function ofDay(
  day: number,
  month: number,
  year: number | undefined,
  { today }: DateContext,
  said: string,
): Found {
  if (year !== undefined) return named(year, month, day, said)
  const thisYear = Number(today.slice(0, 4))
  // 29 February waits for a leap year.
  const leap = month === 2 && day === 29
  const years = [0, 1, 2, 3, 4].map(more => thisYear + more).filter(one => !leap || isLeap(one))
  const date = years.map(one => named(one, month, day, said).date).find(one => one >= today) ?? ''
  const before = dateFrom(leap ? thisYear - 4 : thisYear, month, day)
  if (before !== undefined && before < today && before >= plusDays(today, -justPastDays))
    throw new NoDay(`${dateInWords(before, today)} has already passed.`, {
      isPast: true,
      how: `If you mean the next one, add the year: “${dayAndMonth(day, month)}, ${date.slice(0, 4)}”.`,
    })
  return { date, kind: 'named', yearless: true }
}

/** `12/24`, `24.12.`: which is the month depends on the reader. */
export function inNumbers(
  { a, b, sep, year }: Groups,
  context: DateContext,
  said: string,
): Found | undefined {
  const [one, other] = [Number(a), Number(b)]
  // A point between them is the European way.
  const first = one > 12 ? false : other > 12 ? true : sep !== '.' && context.monthFirst
  const [day, month] = first ? [other, one] : [one, other]
  const found = ofDay(day, month, year === undefined ? undefined : fullYear(year), context, said)
  if (one > 12 || other > 12 || one === other) return found
  const swapped = dayAndMonth(month, day)
  return {
    ...found,
    note: `I read ${said} as ${dateInWords(found.date, context.today)}; for ${swapped}, write “${swapped}”.`,
  }
}

/** `first monday of May`. */
export function onNth(
  { nth = '', name = '', month, year, rel }: Groups,
  { today }: DateContext,
  said: string,
): Found | undefined {
  const which = ordinalOf(nth)
  const day = weekdayOf(name)
  if (which === undefined || day === undefined) return undefined
  const [thisYear, thisMonth] = partsOf(
    rel === 'next month' ? plusMonths(`${today.slice(0, 8)}01`, 1) : today,
  )
  const at = month === undefined ? thisMonth : (monthOf(month) ?? thisMonth)
  const years =
    year !== undefined
      ? [Number(year)]
      : rel
        ? [thisYear]
        : [0, 1, 2].map(more => Number(today.slice(0, 4)) + more)
  const dates = years.map(one => nthWeekday(one, at, which, day))
  const date = year !== undefined || rel ? dates[0] : dates.find(one => one !== undefined && one >= today)
  if (date === undefined) throw new NoDay(`No calendar has the day “${said}”.`, { isNoDay: true })
  return { date, kind: 'named', ...(year === undefined && { yearless: true }) }
}

/** `friday` is the coming one, `next friday` that of next week where one still comes in this week. */
export function onWeekday(
  { which, name, bare, after }: Groups,
  { today }: DateContext,
  said: string,
): Found | undefined {
  const day = weekdayOf(name ?? bare ?? '')
  if (day === undefined) return undefined
  const ahead = (day - weekday(today) + 7) % 7 || 7
  const near = plusDays(today, ahead)
  const kind = 'weekday'
  if (which === 'last' || which === 'past') return { date: plusDays(near, -7 - (ahead === 7 ? 7 : 0)), kind }
  if (after)
    return {
      date: plusDays(near, 7),
      kind: 'relative',
      note: `I read “${said}” as ${dateInWords(plusDays(near, 7), today)}.`,
    }
  if (which !== 'next' || nextMonday(near) !== nextMonday(today))
    return { date: near, kind: which ? 'relative' : kind }
  const date = plusDays(near, 7)
  const note = `I read “${said}” as ${dateInWords(date, today)}; for this week’s, write “${name}”.`
  return { date, kind: 'relative', note }
}

/** `in two weeks`, `a week from friday`. */
export function fromNow(
  { lead, count = '', unit = '', from, name }: Groups,
  { today, isWhole }: DateContext,
): Found | undefined {
  // “two weeks” alone may be how long something takes.
  if (!lead && !from && !isWhole) return undefined
  const many = countOf(count)
  if (Number.isNaN(many) || (/^(?:the|another)$/.test(count) && !from)) return undefined
  const day = name === undefined ? undefined : weekdayOf(name)
  const start =
    day !== undefined
      ? plusDays(today, (day - weekday(today) + 7) % 7 || 7)
      : name === 'tomorrow'
        ? plusDays(today, 1)
        : today
  if (/^(?:business|work)/.test(unit)) return relative(plusWorkdays(start, many))
  if (/^year/.test(unit)) return relative(plusMonths(start, 12 * many))
  if (/^month/.test(unit)) return relative(plusMonths(start, many))
  return relative(plusDays(start, many * (/^day/.test(unit) ? 1 : /^fort/.test(unit) ? 14 : 7)))
}

function plusWorkdays(date: string, many: number): string {
  let at = date
  for (let left = many; left > 0; ) {
    at = plusDays(at, 1)
    if (weekday(at) % 6 !== 0) left--
  }
  return at
}

/** `the 24th` is the next of that number. */
export function onDayOfMonth(
  { day = '', rel }: Groups,
  { today }: DateContext,
  said: string,
): Found | undefined {
  const [year, month] = partsOf(rel === 'next month' ? plusMonths(`${today.slice(0, 8)}01`, 1) : today)
  if (rel) return named(year, month, Number.parseInt(day, 10), said)
  const dates = [0, 1, 2, 3].map(more =>
    dateFrom(
      year + Math.floor((month - 1 + more) / 12),
      ((month - 1 + more) % 12) + 1,
      Number.parseInt(day, 10),
    ),
  )
  const date = dates.find(one => one !== undefined && one >= today)
  if (date === undefined) throw new NoDay(`No calendar has the day “${said}”.`, { isNoDay: true })
  return { date, kind: 'named', yearless: true }
}

const fullYear = (typed: string): number => (typed.length === 2 ? 2000 + Number(typed) : Number(typed))

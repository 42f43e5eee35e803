import { kind } from '../store.ts'
import { plusDays } from '../time/calendar.ts'
import { holidayOf, observed } from '../time/holidays.ts'
import {
  dateInWords,
  dayAndMonth,
  listed,
  monthDayInWords,
  monthInWords,
  ordinalInWords,
} from '../time/in-words.ts'
import { daysInWords } from '../time/parse-weekdays.ts'
import { reader } from '../time/reader-locale.ts'
import {
  type Calendar,
  type DayPattern,
  dateOfDay,
  dayOfDate,
  fallsOn,
  weekdayOf,
} from '../time/recurrence.ts'

/** Days that come back, by the week or the month; with both its ends within, where it has any. */
export interface RepeatingClosure extends DayPattern {
  /** In these months only: 1 is January. */
  months?: readonly number[]
  /** From and to dates such as `2027-06-01`; `06-01` where they come every year. */
  from?: string
  to?: string
  except?: readonly string[]
}

/** Days on which a library is closed. A span has both its ends within. Kept under `closureId`. */
export type Closure =
  /** Dates such as `2026-12-24`; `12-24` where they come every year. `name`: of the holiday that it is. */
  | { from: string; to: string; name?: string; except?: readonly string[]; file?: string }
  /** The same days of every week, or month: 0 is Sunday. */
  | RepeatingClosure
  /** A named holiday, every year; `shift`: so many days after it. */
  | { holiday: string; observed?: true; shift?: number; except?: readonly string[] }

/** The library's closed days. */
export const closures = kind<Closure>('closed')

/** One name for the same days, however they were typed: `2026-12-24..2027-01-01`, `12-25`, `every-0`. */
export function closureId(one: Closure): string {
  if ('holiday' in one)
    return `${one.holiday}${one.observed ? '-observed' : ''}${one.shift ? `+${one.shift}` : ''}`
  if (!('weekdays' in one)) return one.from === one.to ? one.from : `${one.from}..${one.to}`
  const { weekdays, everyOther, nth, monthDays, months, from, to } = one
  const more = { other: everyOther, nth: nth?.join('-'), day: monthDays?.join('-'), in: months?.join('-') }
  const said = Object.entries(more).flatMap(([name, value]) => (value ? `-${name}-${value}` : []))
  return `every-${weekdays.join('-')}${said.join('')}${from || to ? `_${from ?? ''}..${to ?? ''}` : ''}`
}

/** Whether a date such as `2026-12-24` is within. A span that comes every year may cross the new year. */
function covers(one: Closure, date: string): boolean {
  if (one.except?.includes(date)) return false
  if ('holiday' in one) return datesOf(one, Number(date.slice(0, 4))).includes(date)
  if (!('weekdays' in one)) return isWithin(one.from, one.to, date)
  const { months, from, to } = one
  if (months && !months.includes(Number(date.slice(5, 7)))) return false
  return fallsOn(one, dayOfDate(date)) && isWithin(from ?? '', to ?? '9999', date)
}

/** The days of a holiday of that year, and of its neighbors': New Year’s Day may be observed in the old one. */
const datesOf = (one: Extract<Closure, { holiday: string }>, year: number): string[] =>
  [year - 1, year, year + 1].flatMap(each => {
    const date = holidayOf(one.holiday)?.on(each)
    return date ? [plusDays(one.observed ? observed(date) : date, one.shift ?? 0)] : []
  })

function isWithin(from: string, to: string, date: string): boolean {
  if (from.length !== 5) return from <= date && date <= to
  const day = date.slice(5)
  return from <= to ? from <= day && day <= to : day >= from || day <= to
}

/** Whether it lies before a date for good. */
export function isOver(one: Closure, today: string): boolean {
  const to = 'holiday' in one ? undefined : one.to
  return to !== undefined && to.length > 5 && to < today
}

/** `Thu, Dec 24, 2026 to Fri, Jan 1, 2027`, `Dec 25, every year`, `every Sunday from … to …`, `Thanksgiving, every year`. */
export function closureInWords(one: Closure, locale?: string): string {
  const { except = [] } = one
  const left =
    except.length > 0
      ? ` except ${inARow(
          except.map(date => dateInWords(date, undefined, locale)),
          locale,
        )}`
      : ''
  return `${daysOf(one, locale)}${left}`
}

function daysOf(one: Closure, locale: string | undefined): string {
  if ('holiday' in one) return `${holidayInWords(one)}, every year`
  if ('weekdays' in one) return repeating(one, locale)
  const ends = one.from === one.to ? [one.from] : [one.from, one.to]
  const days = ends.map(end => endInWords(end, locale)).join(reader(locale).isSpoken ? ' – ' : ' to ')
  if (isYearly(one)) return `${days}, every year`
  return one.name ? `${one.name} (${days})` : days
}

function repeating(one: RepeatingClosure, locale: string | undefined): string {
  const { weekdays, everyOther, nth, monthDays, months, from, to } = one
  const days = daysInWords(weekdays)
  const inMonths = months ? `of ${listed(months.map(monthInWords))}, every year` : 'of every month'
  const ends = [
    from && `from ${endInWords(from, locale)}`,
    to && `${from ? 'to' : 'until'} ${endInWords(to, locale)}`,
  ]
  const within = ends.some(Boolean) ? ` ${ends.filter(Boolean).join(' ')}` : ''
  const yearly = from?.length === 5 ? ', every year' : ''
  if (monthDays) return `${listed(monthDays.map(monthDayInWords))} of every month${within}${yearly}`
  if (nth) return `the ${listed(nth.map(ordinalInWords))} ${days} ${inMonths}${within}${yearly}`
  return `every ${everyOther ? 'other ' : ''}${days}${within}${yearly}`
}

function holidayInWords({ holiday, observed, shift }: Extract<Closure, { holiday: string }>): string {
  const name = `${holidayOf(holiday)?.name ?? holiday}${observed ? ' (observed)' : ''}`
  return shift ? `the day ${shift > 0 ? 'after' : 'before'} ${name}` : name
}

/** No English word may stand between dates in another language. */
const inARow = (dates: readonly string[], locale: string | undefined): string =>
  reader(locale).isSpoken ? dates.join(', ') : listed(dates)

const endInWords = (end: string, locale: string | undefined): string =>
  end.length === 5
    ? dayAndMonth(Number(end.slice(3)), Number(end.slice(0, 2)), locale)
    : dateInWords(end, undefined, locale)

/** The same closure without the days from one date to another: nothing, itself, or the pieces that are left. */
export function without(one: Closure, from: string, to: string): Closure[] {
  const days: string[] = []
  for (let date = from; date <= to; date = plusDays(date, 1)) if (covers(one, date)) days.push(date)
  if (days.length === 0) return [one]
  if ('holiday' in one || 'weekdays' in one || isYearly(one))
    return [{ ...one, except: [...new Set([...(one.except ?? []), ...days])].sort() }]
  const pieces = [
    { ...one, to: plusDays(from, -1) },
    { ...one, from: plusDays(to, 1) },
  ]
  return pieces.filter(piece => piece.from <= piece.to)
}

/** The days of a library that may have closed days, for somebody who may have working days (0 is Sunday). */
export const calendarOf = (closed: readonly Closure[], workingDays?: readonly number[]): Calendar => ({
  alwaysOpen: closed.length === 0,
  isClosed: day => closed.some(one => covers(one, dateOfDay(day))),
  isWorkday: day => !workingDays || workingDays.includes(weekdayOf(day)),
})

const isYearly = ({ from }: { from: string }): boolean => from.length === 5

const dayMs = 86_400_000
/** The months by their whole names in small letters. */
export const monthNames =
  'january february march april may june july august september october november december'.split(' ')
/** The days of the week in small letters: Sunday is the first. */
export const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
export const weekdayNames = dayNames.map(name => name.toLowerCase())
const numbers = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const ordinals = 'zeroth first second third fourth fifth'.split(' ')

/** `three`, `3`, `a`, `a couple of`: NaN where it is no count. */
export function countOf(word: string): number {
  const named = numbers.indexOf(word)
  if (/^(?:an?|another|the|one)$/.test(word)) return 1
  if (/^(?:a )?couple(?: of)?$/.test(word)) return 2
  return named >= 0 ? named : Number(word)
}

/** `first`, `3rd`, `last` as 1, 3 and -1: which in its month. Undefined where it is none. */
export function ordinalOf(word: string): number | undefined {
  if (word === 'last') return -1
  const named = ordinals.indexOf(word)
  const counted = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)
  return named > 0 ? named : counted ? Number(counted[1]) : undefined
}

/** The Monday of the week after a date. */
export const nextMonday = (date: string): string => plusDays(mondayOf(date), 7)

/** The Monday of the week of a date: weeks begin on Monday. */
export const mondayOf = (date: string): string => plusDays(date, -((weekday(date) + 6) % 7))

export const isLeap = (year: number): boolean => new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)
export const weekday = (date: string): number => new Date(date).getUTCDay()
/** How many days lie between two dates: one, from a day to the next. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

/** Year, month (1 is January) and day of a date. */
export const partsOf = (date: string): [year: number, month: number, day: number] => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return [year, month, day]
}

/** The same day of a later month, or its last where it has no such day. */
export function plusMonths(date: string, many: number): string {
  const [year, month, day] = partsOf(date)
  const last = new Date(Date.UTC(year, month + many, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + many, Math.min(day, last))).toISOString().slice(0, 10)
}

export const endOfMonth = (date: string): string => {
  const [year, month] = partsOf(date)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** A day of the calendar; undefined where no calendar has it, or it lies too far from us to be meant. */
export function dateFrom(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day))
  const exists = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && year >= 1970 && year < 2200
  return exists ? at.toISOString().slice(0, 10) : undefined
}

/** The fourth Thursday of a month, or its last Monday (-1); undefined where the month has no fifth. */
export function nthWeekday(year: number, month: number, nth: number, day: number): string | undefined {
  const first = dateFrom(year, month, 1) ?? ''
  const last = endOfMonth(first)
  const date =
    nth < 0
      ? plusDays(last, -((weekday(last) - day + 7) % 7))
      : plusDays(first, ((day - weekday(first) + 7) % 7) + 7 * (nth - 1))
  return date >= first && date <= last ? date : undefined
}

const short = (word: string) => word.replace(/\.$/, '').toLowerCase()
export function weekdayOf(word: string): number | undefined {
  const at = weekdayNames.findIndex(day =>
    nameOf(short(word), day, ['tues', 'wednes', 'weds', 'thur', 'thurs']),
  )
  return at < 0 ? undefined : at
}
export function monthOf(word: string): number | undefined {
  const at = monthNames.findIndex(month => nameOf(short(word), month, ['sept']))
  return at < 0 ? undefined : at + 1
}
const nameOf = (word: string, name: string, also: readonly string[]): boolean =>
  word === name || word === name.slice(0, 3) || (also.includes(word) && name.startsWith(word.slice(0, 3)))

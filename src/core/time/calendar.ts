const dayMs = 86_400_000
const months = 'january february march april may june july august september october november december'.split(
  ' ',
)
const weekdays = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ')
const numbers = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** `Saturday, 12 December`; with the year where it is another one. */
export function dateInWords(date: string, today?: string): string {
  const at = new Date(date)
  const words = `${capital(weekdays[at.getUTCDay()])}, ${at.getUTCDate()} ${capital(months[at.getUTCMonth()])}`
  return date.slice(0, 4) === today?.slice(0, 4) ? words : `${words} ${at.getUTCFullYear()}`
}

/** `three`, `3`, `a`: NaN where it is no count. */
export function countOf(word: string): number {
  const named = numbers.indexOf(word)
  if (/^an?$/.test(word)) return 1
  return named >= 0 ? named : Number(word)
}

/** The day of an instant, in UTC: `3 May 2026`. */
export const dayOf = (at: number): string =>
  new Date(at).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** The Monday of the week after a date. */
export const nextMonday = (date: string): string => plusDays(date, 7 - ((weekday(date) + 6) % 7))

/** `12 December`. */
export const dayAndMonth = (day: number, month: number): string => `${day} ${capital(months[month - 1])}`

export const isLeap = (year: number): boolean => new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)
export const weekday = (date: string): number => new Date(date).getUTCDay()

/** The same day of a later month, or its last where it has no such day. */
export function plusMonths(date: string, many: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + many, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + many, Math.min(day, last))).toISOString().slice(0, 10)
}

export const endOfMonth = (date: string): string => {
  const [year = 0, month = 0] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

const short = (word: string) => word.replace(/\.$/, '').toLowerCase()
export function weekdayOf(word: string): number | undefined {
  const at = weekdays.findIndex(day => nameOf(short(word), day, ['tues', 'wednes', 'weds', 'thur', 'thurs']))
  return at < 0 ? undefined : at
}
export function monthOf(word: string): number | undefined {
  const at = months.findIndex(month => nameOf(short(word), month, ['sept']))
  return at < 0 ? undefined : at + 1
}
const nameOf = (word: string, name: string, also: readonly string[]): boolean =>
  word === name || word === name.slice(0, 3) || (also.includes(word) && name.startsWith(word.slice(0, 3)))

const capital = (word: string | undefined): string =>
  `${word?.[0]?.toUpperCase() ?? ''}${word?.slice(1) ?? ''}`

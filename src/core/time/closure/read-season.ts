import { endOfMonth, monthOf, partsOf } from '../calendar.ts'
import { monthShape, yearShape } from '../date-parts.ts'
import { type Cursor, dash, dayAt } from './cursor.ts'

/** The season of a day of the week: `1 Jun – 31 Aug`, `in July and August`, `until 31 Aug`, `starting 4 Jan`. */
export function readSeason(cursor: Cursor): { from?: string; to?: string } {
  const start = /^,? (?:from |between |during |in |starting |beginning |of )?(?:the )?/.exec(cursor.line)?.[0]
  if (start === undefined) return {}
  const until = /^,? (?:until|till|through|thru|to|ending|up to)(?: on)? /.exec(cursor.line)?.[0]
  if (until !== undefined) {
    const end =
      dayAt(cursor, cursor.line.slice(until.length), cursor.today) ??
      monthAt(cursor.line.slice(until.length), cursor.today)
    if (!end) return {}
    cursor.line = cursor.line.slice(until.length + end.length)
    return { to: 'to' in end ? end.to : end.date }
  }
  const rest = cursor.line.slice(start.length)
  const months = monthAt(rest, cursor.today)
  const first = months ?? dayAt(cursor, rest, cursor.today)
  if (!first) return {}
  const from = 'to' in first ? first.from : first.date
  const behind = rest.slice(first.length)
  const to = (dash.exec(behind) ?? /^ and /.exec(behind))?.[0]
  const end =
    to === undefined
      ? undefined
      : (monthAt(behind.slice(to.length), from) ?? dayAt(cursor, behind.slice(to.length), from))
  if (end && to !== undefined) {
    cursor.line = behind.slice(to.length + end.length)
    return { from, to: 'to' in end ? end.to : end.date }
  }
  if ('to' in first) {
    cursor.line = behind
    return { from, to: first.to }
  }
  if (!/from|starting|beginning/.test(start)) return {}
  cursor.line = behind
  return { from }
}

/** A whole month by its name. */
export function monthAt(
  rest: string,
  from: string,
): { from: string; to: string; length: number } | undefined {
  const [said, year] =
    new RegExp(`^(?:${monthShape})(?!\\.?[ -]?(?:the )?\\d{1,2}(?!\\d))(?:,? (${yearShape}))?(?![\\w])`).exec(
      rest,
    ) ?? []
  const month = said && monthOf(said.split(/[ ,]/)[0] ?? '')
  if (!said || !month) return undefined
  const [thisYear, thisMonth] = partsOf(from)
  const own = year ? Number(year) : thisYear + (month < thisMonth ? 1 : 0)
  const first = `${own}-${String(month).padStart(2, '0')}-01`
  return { from: first, to: endOfMonth(first), length: said.length }
}

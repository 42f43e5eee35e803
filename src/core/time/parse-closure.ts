import type { Closure } from '../schedule/closures.ts'
import { UserError } from '../user-error.ts'
import { plusDays } from './calendar.ts'
import { NoDay, type ParsedDate, parseDate } from './parse-date.ts'
import { parsePartialRecurrence } from './parse-recurrence.ts'

/** What was typed, and a word about how it was read where it could be read otherwise. */
export interface ParsedClosure {
  closure: Closure
  note?: string
}

const form = 'Write closed days as “24 Dec–1 Jan”, “25 Dec every year”, “2026-12-24” or “every sunday”.'
/** Longer than this it was rather a slip: 5 Jan–3 Jan would be a year. */
const longestDays = 200
/** A span may have begun already. */
const begunDays = 60

/**
 * Reads the closed days of a library, as seen on `today` (such as `2026-11-24`).
 * @throws {UserError} for what is no date, for what is past, and for a span that is too long to be meant.
 */
export function parseClosure(typed: string, today: string, monthFirst = true): ParsedClosure {
  const line = typed.normalize('NFC').replace(/\s+/g, ' ').trim().replace(/[.!]$/, '')
  const weekdays = everyWeek(line)
  if (weekdays) return { closure: { weekdays } }
  const yearly = /\b(?:(?:every|each) year|yearly|annually)\b|^(?:every|each)\b/i.test(line)
  const words = line
    .replace(/\b(?:(?:every|each) year|yearly|annually)\b|^(?:every|each)\b|^(?:on|from)\b/gi, ' ')
    .trim()
  const [first = '', last] = endsOf(words)
  if (first === '') throw new UserError(form)
  const mayHaveBegun = yearly || last !== undefined
  const from = mayHaveBegun ? readBegun(first, today, monthFirst) : parseDate(first, today, monthFirst)
  const to = last === undefined ? from : parseDate(last, from.date, monthFirst)
  check(from.date, to.date, yearly ? undefined : today)
  const note = [from, ...(last === undefined ? [] : [to])].flatMap(end => end.note ?? []).join(' ')
  const cut = (date: string) => (yearly ? date.slice(5) : date)
  return { closure: { from: cut(from.date), to: cut(to.date) }, ...(note && { note }) }
}

/** `sundays`, `every sunday and monday`, `weekends`; one bare `sunday` is the coming one. */
function everyWeek(line: string): readonly number[] | undefined {
  if (!/^(?:on )?(?:every|each)\b|(?:days|weekends)\b/i.test(line)) return undefined
  try {
    const { when, stopped } = parsePartialRecurrence(line)
    const isPlain = when.named.day && !when.named.time && !when.everyOther && stopped === undefined
    return isPlain ? when.weekdays : undefined
  } catch {
    return undefined
  }
}

/** The two ends of a span: `24 Dec–1 Jan`, `24-26 Dec`, `Dec 24 to 26`; one where it is no span. */
function endsOf(words: string): string[] {
  const parts = words.split(/\s*[–—]\s*|\s+-\s+|\s+(?:to|through|thru|until|till)\s+/i)
  const joined = parts.length === 1 && /[a-z/]/i.test(words) ? words.split(/\s*-\s*/) : parts
  if (joined.length > 2) throw new UserError(`I do not know the days “${words}”. ${form}`)
  const [first = '', last] = joined
  if (last === undefined) return [first]
  const month = (part: string) => /[a-z]{3,}\.?/i.exec(part)?.[0]
  const bare = /^\d{1,2}(?:st|nd|rd|th)?\b/i
  if (bare.test(first) && !/[a-z/]/i.test(first.replace(bare, '')) && month(last))
    return [`${first} ${month(last)}`, last]
  if (bare.test(last) && !/[a-z/.]{2}/i.test(last.replace(bare, '')) && !last.includes('/') && month(first))
    return [first, `${month(first)} ${last}`]
  return [first, last]
}

/** What has no year may have begun some weeks ago. */
function readBegun(typed: string, today: string, monthFirst: boolean): ParsedDate {
  try {
    return parseDate(typed, today, monthFirst)
  } catch (error) {
    if (!(error instanceof NoDay && error.isPast)) throw error
    return parseDate(typed, plusDays(today, -begunDays), monthFirst)
  }
}

function check(from: string, to: string, today: string | undefined): void {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
  if (days > longestDays)
    throw new UserError(
      `That would be ${days} days, from ${from} to ${to}. ${form} Add the years if you mean that.`,
    )
  if (today !== undefined && to < today)
    throw new UserError(`That is over already: it ended on ${to}. ${form}`)
}

import type { RepeatingClosure } from '../../schedule/closures.ts'
import { UserError } from '../../user-error.ts'
import { daysBetween, plusDays } from '../calendar.ts'
import { type DateAt, NoDay } from '../date-parts.ts'
import { dateAt } from '../date-shapes.ts'
import { dateInWords } from '../in-words.ts'

/** How closed days are written. */
export const form =
  'Write closed days as “Dec 24–Jan 1”, “Dec 24 & 25”, “Dec 25 every year”, “Thanksgiving”, “every sunday” or “every sunday Jun 1 – Aug 31”.'

/** Longer than this it was rather a slip: 5 Jan–3 Jan would be a year. */
const longestDays = 200

/** A span may have begun already. */
export const begunDays = 60

/** What is read from, and how far. */
export interface Cursor {
  line: string
  today: string
  monthFirst: boolean
  notes: string[]
  /** The last day that was named: `the day after` is told from it. */
  last?: string
}

/** What one item of a list says. A date is not yet past or to come: `every year` may stand behind all of them. */
export type Item =
  | {
      type: 'span'
      from: string
      to: string
      name?: string
      holiday?: string
      observed?: true
      yearly: boolean
    }
  | { type: 'repeating'; closure: RepeatingClosure }

/** Behind a day: that it comes every year. */
export const everyYear =
  /^,? ?(?:(?:(?:the )?same (?:as )?|like |as |as we do )?(?:every|each) year|like (?:last|any other) year|(?:like|as) (?:always|usual)|yearly|annually|each and every year)(?= |$|,)/

/** Between the first day and the last. */
export const dash = /^(?: ?- ?| (?:to|through|thru|until|till|up to) )(?:and including )?(?:the )?/

/** A day that is all of these words. @throws {NoDay} */
export const plain = (cursor: Cursor, typed: string, today: string): string => {
  const found = dateAt(typed, { today, monthFirst: cursor.monthFirst })
  if (!found) throw new NoDay(`I don’t know the day “${typed}”.`)
  return found.date
}

/** Keeps what is to be told of how it was read. */
export const note = (cursor: Cursor, ...all: (string | undefined)[]): void => {
  cursor.notes.push(...all.flatMap(one => one ?? []))
}

/** The day that what is left begins with. */
export function dayAt({ monthFirst }: Cursor, rest: string, today: string): DateAt | undefined {
  return dateAt(rest, { today, monthFirst })
}

/** The same, where it may have begun some weeks ago. */
export function begunDay(cursor: Cursor, rest: string, today: string): DateAt | undefined {
  try {
    return dayAt(cursor, rest, today)
  } catch (error) {
    if (!(error instanceof NoDay && error.isPast)) throw error
    return dayAt(cursor, rest, plusDays(today, -begunDays))
  }
}

/** @throws {UserError} for a span too long to be meant */
export function check(from: string, to: string): void {
  const days = daysBetween(from, to) + 1
  if (days > longestDays || days < 1)
    throw new UserError(
      `That would be ${days} days, from ${dateInWords(from)} to ${dateInWords(to)}. ${form} Add the years if you mean that.`,
    )
}

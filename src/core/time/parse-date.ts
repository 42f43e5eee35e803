import { UserError } from '../user-error.ts'
import { monthOf, weekdayOf } from './calendar.ts'
import { NoDay } from './date-parts.ts'
import { dateAt, leftOutTime } from './date-shapes.ts'
import { dateInWords } from './in-words.ts'
import { timeAt } from './parse-time.ts'
import { plainLine } from './plain-line.ts'

/** A day that was typed, and a word about how it was read where it could be read otherwise. */
export interface ParsedDate {
  /** Such as `2026-12-12`. */
  date: string
  /** `I read 4/5 as Apr 5; for May 4, write “May 4”.` */
  note?: string
}

/** Characters that a day may take. */
const longest = 200

/** Whether words look as if they were meant for a date. */
export const looksLikeDate = (typed: string): boolean =>
  /\d/.test(typed) ||
  /^(today|tonight|tomorrow|next|this|in|end|eod|eow|eom)\b/i.test(typed.trim()) ||
  typed.split(/[\s,]+/).some(word => weekdayOf(word) !== undefined || monthOf(word) !== undefined)

/**
 * Reads a day in its usual spellings, as seen on `today` (a date such as `2026-11-24`). A time of the day behind it is told as
 * left out: a day is all that is kept.
 * @throws {UserError} for what is no date, for a day that no calendar has, for words that are left, and for a day in the past.
 */
export function parseDate(typed: string, today: string, monthFirst = true): ParsedDate {
  if (typed.length > longest) throw new UserError(new NoDay('That is too long to be a day.').message)
  const line = plainLine(typed)
    .replace(/[!]+$/, '')
    // As computers write an instant.
    .replace(/^(\d{4}-\d\d-\d\d)t(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?z?$/, '$1 $2')
  const lead = /^(?:(?:on|by|for|due|before|until|the day of)(?=\s)\s*)+/.exec(line)?.[0] ?? ''
  const said = line.slice(lead.length).trim()
  const found = dateAt(said, { today, monthFirst, isWhole: true })
  if (!found) throw new NoDay(`I don’t know the day “${typed.trim()}”.`)
  const rest = said.slice(found.length).replace(/^[\s,.;]+|[\s,.;]+$/g, '')
  const note = [found.note, restOf(rest, typed.trim())].filter(Boolean).join(' ')
  if (found.date < today)
    throw new NoDay(`${dateInWords(found.date, today)} has already passed.`, { isPast: true, example: today })
  return { date: found.date, ...(note && { note }) }
}

/** A time behind a day is told as left out; anything else is refused. */
function restOf(rest: string, typed: string): string | undefined {
  if (rest === '') return undefined
  if (isTime(rest)) return leftOutTime(rest)
  throw new NoDay(
    `I don’t know what “${rest}” means in “${typed}”.${/^\d\d$/.test(rest) ? ' For a year, write all four digits.' : ''}`,
  )
}

const isTime = (words: string): boolean => {
  const line = words.replace(/^(?:at|by|around|before|@)\s*/, '')
  if (
    /^(?:eod|cob|end of (?:the )?day|close of business|(?:in )?the (?:morning|afternoon|evening)|morning|afternoon|evening|night)$/.test(
      line,
    )
  )
    return true
  const parts = line.split(' ')
  const time = timeAt(parts)
  return (
    time !== undefined && time.taken === parts.length && (time.sure || line !== words || /:\d\d/.test(line))
  )
}

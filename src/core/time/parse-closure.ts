import { type Closure, without } from '../schedule/closures.ts'
import { UserError } from '../user-error.ts'
import { plusDays } from './calendar.ts'
import { begunDay, type Cursor, check, everyYear, form, type Item } from './closure/cursor.ts'
import { partOfDay, wholeDaysOnly, withoutPart } from './closure/part-of-day.ts'
import { readDays } from './closure/read-days.ts'
import { readMonthly, readWeekly } from './closure/read-weekdays.ts'
import { readFederal, readWhole } from './closure/read-whole.ts'
import { dateAt } from './date-shapes.ts'
import { exceptShape } from './excepting.ts'
import { holidayAt } from './holidays.ts'
import { dateInWords } from './in-words.ts'
import { plainLine } from './plain-line.ts'

/** What was typed, and a word about how it was read where it could be read otherwise, or about what was left out. */
export interface ParsedClosures {
  closures: readonly Closure[]
  note?: string
}

/** The same, of one closure. */
export interface ParsedClosure {
  closure: Closure
  note?: string
}

/** Characters that are read. */
const longest = 2_000

/**
 * Reads the closed days of a library, as seen on `today` (such as `2026-11-24`): dates, spans, lists, holidays, days of the week
 * within a season, and what is left out of them.
 * @throws {UserError} for what is no date, for what is past, for words that are left, and for a span too long to be meant.
 */
export function parseClosures(typed: string, today: string, monthFirst = true): ParsedClosures {
  if (typed.length > longest) throw new UserError(`That is too long. ${form}`)
  try {
    return readClosures(typed, today, monthFirst)
  } catch (error) {
    throw wholeDays(typed, today, monthFirst) ?? error
  }
}

function readClosures(typed: string, today: string, monthFirst: boolean): ParsedClosures {
  const cursor: Cursor = { line: tidied(typed), today, monthFirst, notes: [] }
  const [base = '', excepted] = cursor.line.split(excepting)
  cursor.line = takeReason(cursor, base)
  const reopens = takeReopening(cursor)
  if (cursor.line === '') throw new UserError(form)
  const items = readItems(cursor, typed)
  if (reopens) closeUntil(items, reopens)
  const closures = items.flatMap(item => closuresOf(item, today))
  const left = excepted === undefined ? closures : leaveOut(closures, excepted, cursor)
  return { closures: left, ...(cursor.notes.length > 0 && { note: cursor.notes.join(' ') }) }
}

/** `early on Dec 23`: undefined where the rest names no day, or nothing is said of a part of one. */
function wholeDays(typed: string, today: string, monthFirst: boolean): UserError | undefined {
  const line = plainLine(typed)
  const part = partOfDay(line)
  if (part === undefined) return undefined
  const why = reason.exec(line)?.[0]
  const days = tidied(why && partOfDay(why) ? line.slice(0, -why.length) : withoutPart(line))
  try {
    return wholeDaysOnly(part, days, readClosures(days, today, monthFirst).closures)
  } catch {
    return undefined
  }
}

/** As `parseClosures`, where one closure is expected. @throws {UserError} where several were typed. */
export function parseClosure(typed: string, today: string, monthFirst = true): ParsedClosure {
  const { closures, note } = parseClosures(typed, today, monthFirst)
  const [closure, ...more] = closures
  if (!closure || more.length > 0) throw new UserError(`Name one at a time. ${form}`)
  return { closure, ...(note && { note }) }
}

const excepting = new RegExp(`,? ?\\b${exceptShape} `)

const lead =
  /^(?:(?:please|we are|we're|we will be|we'll be|the library is|the library will be|library|it's|is|will be|be|close|closed|closing|shut|off|holiday|for|on|from|during|the whole of|all of|all)(?= |:) ?:? ?)+/

const reason = / (?:because|due to|since|so that|for) .*$| \((?!observed\b)[^)]*[a-z]{3,}[^)]*\)$/

const separator = /^(?: ?[,;&+] ?(?:and |& )?| and also | and | plus | as well as | & )(?:on |also |for )?/

/** Without what ends a sentence: the point of `26.12.` belongs to the day. */
const unitsOf = (line: string): string => line.replace(/(?<!\d{1,2}\.\d{1,2})[.!]+$/, '').trim()

/** What people draw between the first day and the last. */
const arrows = / ?(?:[-=]+>|→|[~⁓〜]|\.{2,}) ?/g

function tidied(typed: string): string {
  const line = unitsOf(plainLine(typed).replace(arrows, ' - '))
  const start = lead.exec(line)?.[0] ?? ''
  // “all sundays” needs its word; “off” and the like do not.
  return /\ball $/.test(start) ? `all ${line.slice(start.length)}` : line.slice(start.length)
}

/** Why it is closed is told as left out. */
function takeReason(cursor: Cursor, line: string): string {
  const found = reason.exec(line)?.[0]
  // “For a late opening” says that it is a part of the day.
  if (found === undefined || partOfDay(found) || dateIn(found, cursor)) return line
  cursor.notes.push(`I keep the days alone: I left out “${found.trim()}”.`)
  return line.slice(0, -found.length).trim()
}

const dateIn = (words: string, cursor: Cursor): boolean => {
  try {
    const said = words.trim().replace(/^\(|\)$|^(?:for|since|due to|because) /g, '')
    return dateAt(said, { ...cursor, today: cursor.today }) !== undefined || holidayAt(said) !== undefined
  } catch {
    return true
  }
}

/** `reopening Jan 2`, behind the days: the day itself is open. */
function takeReopening(cursor: Cursor): string | undefined {
  const [said, day = ''] = reopening.exec(cursor.line) ?? []
  const found = said === undefined ? undefined : begunDay(cursor, day, cursor.today)
  if (!said || found?.length !== day.length) return undefined
  cursor.line = cursor.line.slice(0, -said.length)
  return found.date
}

const reopening =
  /,? ?(?:and |then |but )?(?:we |we'll |the library )?(?:(?:will |are |be )*(?:re-?open(?:s|ing)?|open(?:ing|s)? again|back(?: open| in)?|return(?:s|ing)?))(?: again)?(?: on)? (?:the )?([a-z\d].*)$/

/** Closed up to the day before. @throws {UserError} where the days that were named end otherwise */
function closeUntil(items: readonly Item[], reopens: string): void {
  const last = items.at(-1)
  if (last?.type !== 'span') throw new UserError(form)
  const before = plusDays(reopens, -1)
  if (before < last.from || (last.to !== last.from && last.to !== before))
    throw new UserError(
      `Closed through ${dateInWords(last.to)} and open again on ${dateInWords(reopens)} do not fit together. ${form}`,
    )
  last.to = before
}

function readItems(cursor: Cursor, typed: string): Item[] {
  const items: Item[] = []
  while (cursor.line !== '') {
    if (items.length > 0) {
      const joint = separator.exec(cursor.line)?.[0]
      if (joint === undefined) throw new UserError(strange(cursor.line, typed))
      cursor.line = cursor.line.slice(joint.length)
    }
    const before = cursor.line
    const found = readItem(cursor)
    if (!found || cursor.line === before) throw new UserError(strange(cursor.line, typed))
    items.push(...found)
    const year = everyYear.exec(cursor.line)?.[0]
    if (year !== undefined) {
      cursor.line = cursor.line.slice(year.length)
      // Behind the last one it is said of all; before that, of the one it follows.
      const meant = cursor.line === '' ? items : found
      for (const item of meant) makeYearly(item)
    }
    cursor.line = cursor.line.replace(/^ (?=$)/, '')
  }
  return items
}

function makeYearly(item: Item): void {
  if (item.type === 'span') item.yearly = true
  else if (item.closure.from?.length === 10 && item.closure.to?.length === 10)
    Object.assign(item.closure, { from: item.closure.from.slice(5), to: item.closure.to.slice(5) })
}

function strange(rest: string, typed: string): string {
  const words = rest.replace(/^[\s,;&]+/, '')
  if (partOfDay(words)) return `I can close whole days only, and “${words}” is a part of one. ${form}`
  return words === plainLine(typed)
    ? `I don’t know the days “${typed.trim()}”. ${form}`
    : `I don’t know what “${words}” means in “${typed.trim()}”. ${form}`
}

function readItem(cursor: Cursor): Item[] | undefined {
  const yearly = /^(?:every|each) (?:year )?(?:on )?/.exec(cursor.line)?.[0]
  return (
    readFederal(cursor) ??
    readMonthly(cursor) ??
    readWeekly(cursor) ??
    readWhole(cursor) ??
    readDays(cursor, yearly)
  )
}

function closuresOf(item: Item, today: string): Closure[] {
  if (item.type === 'repeating') {
    const { from, to } = item.closure
    if (to !== undefined && to.length > 5 && to < today)
      throw new UserError(`That is over already: it ended on ${dateInWords(to)}. ${form}`)
    if (from !== undefined && to !== undefined && from.length > 5 && from > to) check(from, to)
    return [item.closure]
  }
  const { from, to, yearly, name, holiday, observed: isObserved } = item
  if (yearly && holiday) return [{ holiday, ...(isObserved && { observed: true }) }]
  if (yearly) return [{ from: from.slice(5), to: to.slice(5) }]
  if (to < today) throw new UserError(`That is over already: it ended on ${dateInWords(to)}. ${form}`)
  return [{ from, to, ...(name && { name }) }]
}

/** `except 27 Dec and 3 Jan`: those days stay open. @throws {UserError} for a day that is none of those that were to be closed */
function leaveOut(closures: readonly Closure[], typed: string, cursor: Cursor): Closure[] {
  const inner: Cursor = { ...cursor, line: unitsOf(typed.trim()) }
  let left = [...closures]
  for (const item of readItems(inner, typed)) {
    if (item.type !== 'span')
      throw new UserError(`Name the days that stay open: “every sunday except Dec 27”. ${form}`)
    const { from, to } = item
    const next = left.flatMap(one => without(one, from, to))
    if (next.length === left.length && next.every((one, at) => one === left[at]))
      throw new UserError(
        `${dateInWords(from)} is none of those days, so there is nothing to leave out. ${form}`,
      )
    left = next
  }
  // What was left of a month that has begun may lie behind: `november except Nov 28`, typed on that day.
  left = left.filter(
    one => !('to' in one && one.to !== undefined && one.to.length > 5 && one.to < cursor.today),
  )
  if (left.length === 0) throw new UserError(`Then no day is left. ${form}`)
  return left
}

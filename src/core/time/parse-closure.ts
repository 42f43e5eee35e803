import { type Closure, type RepeatingClosure, without } from '../schedule/closures.ts'
import { UserError } from '../user-error.ts'
import {
  daysBetween,
  endOfMonth,
  mondayOf,
  monthNames,
  monthOf,
  ordinalOf,
  partsOf,
  plusDays,
  weekday,
} from './calendar.ts'
import { type DateAt, dateAt, dayShape, monthShape, NoDay, ordinalShape, yearShape } from './date-shapes.ts'
import { holidayAt, holidays, nextOf, observed } from './holidays.ts'
import { dateInWords } from './in-words.ts'
import { timeAt } from './parse-time.ts'
import { parseWeekdays } from './parse-weekdays.ts'
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

const form =
  'Write closed days as “Dec 24–Jan 1”, “Dec 24 & 25”, “Dec 25 every year”, “Thanksgiving”, “every sunday” or “every sunday Jun 1 – Aug 31”.'
/** Longer than this it was rather a slip: 5 Jan–3 Jan would be a year. */
const longestDays = 200
/** A span may have begun already. */
const begunDays = 60
/** Characters that are read. */
const longest = 2_000

/** What is read from, and how far. */
interface Cursor {
  line: string
  today: string
  monthFirst: boolean
  notes: string[]
  /** The last day that was named: `the day after` is told from it. */
  last?: string
}

/** What one item of a list says. A date is not yet past or to come: `every year` may stand behind all of them. */
type Item =
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

/**
 * Reads the closed days of a library, as seen on `today` (such as `2026-11-24`): dates, spans, lists, holidays, days of the week
 * within a season, and what is left out of them.
 * @throws {UserError} for what is no date, for what is past, for words that are left, and for a span too long to be meant.
 */
export function parseClosures(typed: string, today: string, monthFirst = true): ParsedClosures {
  if (typed.length > longest) throw new UserError(`That is too long. ${form}`)
  const cursor: Cursor = { line: tidied(typed), today, monthFirst, notes: [] }
  const [base = '', excepted] = cursor.line.split(exceptShape)
  cursor.line = takeReason(cursor, base)
  if (cursor.line === '') throw new UserError(form)
  const items = readItems(cursor, typed)
  const closures = items.flatMap(item => closuresOf(item, today))
  const left = excepted === undefined ? closures : leaveOut(closures, excepted, cursor)
  return { closures: left, ...(cursor.notes.length > 0 && { note: cursor.notes.join(' ') }) }
}

/** As `parseClosures`, where one closure is expected. @throws {UserError} where several were typed. */
export function parseClosure(typed: string, today: string, monthFirst = true): ParsedClosure {
  const { closures, note } = parseClosures(typed, today, monthFirst)
  const [closure, ...more] = closures
  if (!closure || more.length > 0) throw new UserError(`Name one at a time. ${form}`)
  return { closure, ...(note && { note }) }
}

const exceptShape = /,? ?\b(?:except(?: for| on)?|but not(?: on)?|excluding|other than|apart from)\b /
const lead =
  /^(?:(?:please|we are|we're|we will be|we'll be|the library is|the library will be|library|it's|is|will be|be|close|closed|closing|shut|off|holiday|for|on|from|during|the whole of|all of|all)(?= |:) ?:? ?)+/
const reason = / (?:because|due to|since|so that|for) .*$| \((?!observed\b)[^)]*[a-z]{3,}[^)]*\)$/
const everyYear = /^,? ?(?:(?:every|each) year|yearly|annually|each and every year)(?= |$|,)/
const separator = /^(?: ?[,;&+] ?(?:and |& )?| and also | and | plus | as well as | & )(?:on |also |for )?/
const dash = /^(?: ?- ?| (?:to|through|thru|until|till|up to) )(?:and including )?(?:the )?/
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
  if (found === undefined || dateIn(found, cursor)) return line
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
  const time = timeAt(words.replace(/^(?:at|from|until|after|before|by) /, '').split(' '))
  if (time || /\b(?:half day|early|noon|morning|afternoon|evening)\b/.test(words))
    return `I can close whole days only, and “${words}” is a part of one. ${form}`
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

/** `federal holidays`: all eleven, every year. */
function readFederal(cursor: Cursor): Item[] | undefined {
  const said =
    /^(?:(?:the|all|every|each) )*(?:us |u\.s\. )?(?:federal|national|public) holidays?(?: \(?observed\)?)?/.exec(
      cursor.line,
    )?.[0]
  if (said === undefined) return undefined
  cursor.line = cursor.line.slice(said.length)
  const isObserved = /observed/.test(said)
  return holidays
    .filter(one => one.federal)
    .map(one => {
      const date = nextOf(one, cursor.today)
      return {
        type: 'span',
        from: date,
        to: date,
        holiday: one.id,
        name: one.name,
        yearly: true,
        ...(isObserved && { observed: true }),
      }
    })
}

const plural =
  "(?:mon|tues|wednes|thurs|fri|satur|sun)day'?s|(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)s?\\.?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekends?|weekdays?"
const dayList = new RegExp(
  `^(?:(?:${plural})(?![a-z])(?: ?(?:,|&|\\+|/|and|,? and|or) ?(?:every |each |on )?(?=(?:${plural})(?![a-z]))| ?(-|to|through|thru) ?(?=(?:${plural})(?![a-z])))?)+`,
)
const every = /^(?:on )?(?:(every|each|all)(?: of the)? (other |second |2nd )?|no )/

/** `every sunday 1 Jun – 31 Aug`, `all sundays and mondays`, `weekends in july`; one bare `sunday` is the coming one. */
function readWeekly(cursor: Cursor): Item[] | undefined {
  const [start = '', said, other] = every.exec(cursor.line) ?? []
  const list = dayList.exec(cursor.line.slice(start.length))?.[0]
  if (list === undefined) return undefined
  const isPlural =
    said !== undefined ||
    start === 'no ' ||
    /(?:days|ends)(?:'|\b)/.test(list) ||
    /weekends|weekdays/.test(list)
  if (!isPlural || /^(?:this|next|coming) /.test(cursor.line)) return undefined
  const weekdays = daysOf(list)
  if (weekdays === undefined) return undefined
  cursor.line = cursor.line.slice(start.length + list.trimEnd().length)
  const season = readSeason(cursor)
  const everyOther = other ? firstWith(weekdays, season.from ?? cursor.today) : undefined
  return [{ type: 'repeating', closure: { weekdays, ...season, ...(everyOther && { everyOther }) } }]
}

const firstWith = (weekdays: readonly number[], from: string): string =>
  [0, 1, 2, 3, 4, 5, 6].map(more => plusDays(from, more)).find(date => weekdays.includes(weekday(date))) ??
  from

function daysOf(list: string): number[] | undefined {
  const words = list
    .replace(/\b(?:every|each|on)\b/g, ' ')
    .replace(/[,&+/]|\b(?:and|or)\b/g, ' ')
    .replace(/'s|s'/g, 's')
    .replace(/ ?\b(?:to|through|thru)\b ?| ?- ?/g, ' - ')
    .split(' ')
    .filter(Boolean)
  const found = new Set<number>()
  let last: number | undefined
  for (const [at, word] of words.entries()) {
    if (word === '-') continue
    const days = parseWeekdays(word)
    if (!days) return undefined
    const [first = 0] = days
    if (words[at - 1] === '-' && last !== undefined)
      for (let day = last; day !== first; day = (day + 1) % 7) found.add(day)
    for (const day of days) found.add(day)
    last = days.at(-1)
  }
  return [...found].sort((a, b) => a - b)
}

/** The season of a day of the week: `1 Jun – 31 Aug`, `in July and August`, `until 31 Aug`, `starting 4 Jan`. */
function readSeason(cursor: Cursor): { from?: string; to?: string } {
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
function monthAt(rest: string, from: string): { from: string; to: string; length: number } | undefined {
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

const nthOfMonth = new RegExp(
  `^(?:every |each )?(?:the )?(?<nth>${ordinalShape}(?:(?:,| and| &|, and) (?:the )?${ordinalShape})*) (?<day>[a-z]+)(?: (?:of|in))? (?:(?<month>${monthShape})(?<year>,? ${yearShape})?|(?<every>(?:every|each|the|a) month)|monthly)`,
)
const dayOfMonth = new RegExp(
  `^(?:on )?(?:the )?(?<days>${dayShape}(?:(?:,| and| &) (?:the )?${dayShape})*|last day) of (?:every|each) month`,
)

/** `first monday of every month`, `4th thursday of november every year`, `the 15th of every month`. */
function readMonthly(cursor: Cursor): Item[] | undefined {
  const days = dayOfMonth.exec(cursor.line)
  if (days?.groups?.days) {
    cursor.line = cursor.line.slice(days[0].length)
    const all = days.groups.days
      .split(/[^\da-z]+/)
      .flatMap(word => (word === 'last' ? -1 : /^\d/.test(word) ? Number.parseInt(word, 10) : []))
    return [{ type: 'repeating', closure: { weekdays: [], monthDays: all, ...readSeason(cursor) } }]
  }
  const found = nthOfMonth.exec(cursor.line)
  const weekdays = parseWeekdays(found?.groups?.day ?? '')
  if (!found?.groups || weekdays?.length !== 1) return undefined
  const { month, year } = found.groups
  const behind = cursor.line.slice(found[0].length)
  const yearly = everyYear.exec(behind)?.[0]
  // Without “every year” it is one day.
  if (month && !/^(?:every|each) /.test(found[0]) && yearly === undefined) return undefined
  if (month && year) return undefined
  const nth = (found.groups.nth ?? '').split(/[ ,&]+/).flatMap(word => ordinalOf(word) ?? [])
  cursor.line = behind.slice(yearly?.length ?? 0)
  const at = month && monthOf(month)
  return [{ type: 'repeating', closure: { weekdays, nth, ...(at ? { months: [at] } : readSeason(cursor)) } }]
}

/** Weeks and months as a whole: `next week`, `the week of Dec 14`, `thanksgiving week`, `all of August`, `this weekend`. */
function readWhole(cursor: Cursor): Item[] | undefined {
  const { line, today } = cursor
  const whole = (from: string, to: string, length: number): Item[] => {
    check(from, to)
    cursor.line = line.slice(length)
    cursor.last = to
    return [{ type: 'span', from, to, yearly: false }]
  }
  const week = /^(?:(?:all|the whole|the entire|the rest) (?:of )?)?(this|next) week(?! ?end)(?![a-z])/.exec(
    line,
  )
  if (week) {
    const monday = plusDays(mondayOf(today), week[1] === 'next' ? 7 : 0)
    return whole(monday < today ? today : monday, plusDays(monday, 6), week[0].length)
  }
  const weekend = /^(?:the )?(this|next|coming) week ?end(?![a-z])/.exec(line)
  if (weekend) {
    const saturday = plusDays(mondayOf(today), weekend[1] === 'next' ? 12 : 5)
    const from = saturday < today ? today : saturday
    return whole(from, plusDays(saturday, 1), weekend[0].length)
  }
  const month = /^(?:(?:all|the whole) (?:of )?)?(this|next) month(?![a-z])/.exec(line)
  if (month) {
    const first = month[1] === 'next' ? plusDays(endOfMonth(today), 1) : today
    return whole(first, endOfMonth(first), month[0].length)
  }
  const lead = /^(?:the )?week(end)? (?:of|starting|beginning) /.exec(line)
  const of = lead && dayAt(cursor, line.slice(lead[0].length), today)
  if (lead && of) {
    const monday = mondayOf(of.date)
    const length = lead[0].length + of.length
    return lead[1]
      ? whole(plusDays(monday, 5), plusDays(monday, 6), length)
      : whole(monday, plusDays(monday, 6), length)
  }
  const holiday = holidayAt(line)
  const behind = holiday && / week(?![a-z])/.exec(line.slice(holiday.length))
  if (holiday && behind?.index === 0) {
    const monday = mondayOf(nextOf(holiday.holiday, today))
    return whole(monday, plusDays(monday, 6), holiday.length + 5)
  }
  const start =
    /^(?:(?:all|the whole|the month) of |in |(?:the )?(?:whole|entire) (?:month of )?)?/.exec(line)?.[0] ?? ''
  const named = monthAt(line.slice(start.length), today)
  if (!named) return undefined
  const rest = line.slice(start.length + named.length)
  const to = dash.exec(rest)?.[0]
  const end = to === undefined ? undefined : monthAt(rest.slice(to.length), named.from)
  return end && to !== undefined
    ? whole(named.from, end.to, start.length + named.length + to.length + end.length)
    : whole(named.from, named.to, start.length + named.length)
}

/** Dates, spans of them, and several of one month. */
function readDays(cursor: Cursor, yearlyLead: string | undefined): Item[] | undefined {
  if (yearlyLead) cursor.line = cursor.line.slice(yearlyLead.length)
  const yearly = yearlyLead !== undefined
  const mark = (items: Item[] | undefined) => {
    for (const item of items ?? []) if (item.type === 'span' && yearly) item.yearly = true
    return items
  }
  return mark(readBeside(cursor) ?? readShared(cursor) ?? readSpan(cursor))
}

/** `and the day after`: of the day before. */
function readBeside(cursor: Cursor): Item[] | undefined {
  const [said, side] =
    /^(?:the )?(?:(?:next|following) day|day (after|before))(?! [a-z\d])/.exec(cursor.line) ?? []
  if (said === undefined) return undefined
  if (cursor.last === undefined)
    throw new UserError(`${side === 'before' ? 'Before' : 'After'} which day? ${form}`)
  cursor.line = cursor.line.slice(said.length)
  const date = plusDays(cursor.last, side === 'before' ? -1 : 1)
  if (side !== 'before') cursor.last = date
  return [{ type: 'span', from: date, to: date, yearly: false }]
}

const pieceShape = `${dayShape}(?: ?- ?${dayShape}| (?:to|through|thru) ${dayShape})?`
const joint = '(?: ?(?:,|&|\\+|/|,? and|,? &) ?(?:the )?)'
/** `12/24-26`, as numbers. */
const inNumbers = /^(?<a>\d{1,2})\/(?<b>\d{1,2}) ?- ?(?<c>\d{1,2})(?![\d/:.]|\s?[ap]\.?m)/
const monthThenDays = new RegExp(
  `^(?<month>${monthShape})[ -]?(?:the )?(?<days>${pieceShape}(?:${joint}${pieceShape})*)(?:,? (?<year>${yearShape}))?(?!\\d| ?${monthShape}|[/-]\\d|:|st|nd|rd|th)`,
)
const daysThenMonth = new RegExp(
  `^(?:the )?(?<days>${pieceShape}(?:${joint}${pieceShape})*)(?: of|-)? ?(?<month>${monthShape})(?:,? (?<year>${yearShape}))?(?![\\d])`,
)

/** Several days of one month: `Dec 24 & 25`, `24/25 Dec`, `Dec 24, 25 and 31`, `Dec 24-26, 2027`. */
function readShared(cursor: Cursor): Item[] | undefined {
  const line = spelledOut(cursor)
  const found = monthThenDays.exec(line) ?? daysThenMonth.exec(line)
  const { days, month, year } = found?.groups ?? {}
  if (!found || !days || !month || /^\d{1,2}(?:st|nd|rd|th)?$/.test(days)) return undefined
  const items: Item[] = []
  let from = cursor.today
  for (const piece of days.split(new RegExp(joint)).filter(Boolean)) {
    const ends = piece
      .split(/ ?- ?| (?:to|through|thru) /)
      .map(day => `${month} ${Number.parseInt(day, 10)}${year ? `, ${year}` : ''}`)
    const [first = '', last = first] = ends
    const begin = begunAt(cursor, first, from, ends.length > 1)
    const end = ends.length > 1 ? plain(cursor, last, begin) : begin
    check(begin, end)
    items.push({ type: 'span', from: begin, to: end, yearly: false })
    from = begin
    cursor.last = end
  }
  cursor.line = line.slice(found[0].length)
  return items
}

/** `12/24-26` with the name of its month, where months come first. */
const spelledOut = ({ line, monthFirst }: Cursor): string =>
  monthFirst
    ? line.replace(inNumbers, (whole, month: string, from: string, to: string) => {
        const name = monthNames[Number(month) - 1]
        return name && Number(to) > Number(from) ? `${name} ${from}-${to}` : whole
      })
    : line

const plain = (cursor: Cursor, typed: string, today: string): string => {
  const found = dateAt(typed, { today, monthFirst: cursor.monthFirst })
  if (!found) throw new NoDay(`I don’t know the day “${typed}”.`)
  return found.date
}

/** What has no year may have begun some weeks ago, where it goes on. */
function begunAt(cursor: Cursor, typed: string, today: string, goesOn: boolean): string {
  try {
    return plain(cursor, typed, today)
  } catch (error) {
    if (!goesOn || !(error instanceof NoDay && error.isPast)) throw error
    return plain(cursor, typed, plusDays(today, -begunDays))
  }
}

/** `24 Dec–2 Jan`, `12/24-1/1`, `Thanksgiving to Sunday`, `between Christmas and New Year’s`; or one day. */
function readSpan(cursor: Cursor): Item[] | undefined {
  const { line, today } = cursor
  const open = untilDay(cursor)
  if (open) return open
  const start = /^(?:from |(?:(?:the )?(?:week|days|time) )?between )?(?:the )?/.exec(line)?.[0] ?? ''
  const isBetween = /between/.test(start)
  const rest = line.slice(start.length)
  const first = begunDay(cursor, rest, today)
  if (!first) return undefined
  const behind = rest.slice(first.length)
  const sign = (isBetween ? /^ and (?:the )?/ : dash).exec(behind)?.[0]
  const end = sign === undefined ? undefined : dayAt(cursor, behind.slice(sign.length), first.date)
  if (sign !== undefined && end) {
    check(first.date, end.date)
    note(cursor, first.note, end.note)
    cursor.line = behind.slice(sign.length + end.length)
    if (dash.test(cursor.line) && !/^ ?- ?$/.test(cursor.line))
      throw new UserError(`I don’t know the days “${line}”. ${form}`)
    cursor.last = end.date
    return [{ type: 'span', from: first.date, to: end.date, yearly: false }]
  }
  // A span may have begun; a day alone must still come, unless it comes every year.
  const one = behindName(cursor, rest) ?? dayAlone(cursor, rest, everyYear.test(behind))
  note(cursor, one.note)
  cursor.line = rest.slice(one.length)
  cursor.last = one.date
  return [{ type: 'span', from: one.date, to: one.date, yearly: false, ...holidayIn(rest, one) }]
}

/** `until 24 Dec`: from today on. Whether that day is closed as well is told. */
function untilDay(cursor: Cursor): Item[] | undefined {
  const { line, today } = cursor
  const said = /^(?:now |today )?(until|till|through|thru|up to)(?: and including)?(?: on)? (?:the )?/.exec(
    line,
  )
  const end = said && dayAt(cursor, line.slice(said[0].length), today)
  if (!said || !end) return undefined
  check(today, end.date)
  const before = dateInWords(plusDays(end.date, -1))
  const isOpenEnd = /^(?:until|till|up to)$/.test(said[1] ?? '') && !/including/.test(said[0])
  note(
    cursor,
    end.note,
    isOpenEnd && end.date > today
      ? `I counted ${dateInWords(end.date)} as closed, too. If you open that day, write “through ${before}”.`
      : undefined,
  )
  cursor.line = line.slice(said[0].length + end.length)
  cursor.last = end.date
  return [{ type: 'span', from: today, to: end.date, yearly: false }]
}

function holidayIn(
  rest: string,
  { date, kind, length }: DateAt,
): { name?: string; holiday?: string; observed?: true } {
  const found = holidayAt(rest)
  if (!found || kind !== 'holiday') return {}
  const isObserved =
    /observed/.test(rest.slice(found.length, length)) ||
    (observed(found.holiday.on(Number(date.slice(0, 4))) ?? '') === date &&
      found.holiday.on(Number(date.slice(0, 4))) !== date)
  return {
    name: `${found.holiday.name}${isObserved ? ' observed' : ''}`,
    holiday: found.holiday.id,
    ...(isObserved && { observed: true }),
  }
}

/** `Thanksgiving (Thu, Nov 26, 2026)`, as closed days are said: the date behind the name is meant. */
function behindName(cursor: Cursor, rest: string): DateAt | undefined {
  const found = holidayAt(rest)
  const [said, date = ''] = (found && /^(?: observed)? \(([^)]+)\)/.exec(rest.slice(found.length))) ?? []
  const one = found && said && !/^observed$/.test(date) ? dayAt(cursor, date, cursor.today) : undefined
  return one && found && said ? { ...one, kind: 'holiday', length: found.length + said.length } : undefined
}

const note = (cursor: Cursor, ...all: (string | undefined)[]): void => {
  cursor.notes.push(...all.flatMap(one => one ?? []))
}

function dayAt({ monthFirst }: Cursor, rest: string, today: string): DateAt | undefined {
  return dateAt(rest, { today, monthFirst })
}

function begunDay(cursor: Cursor, rest: string, today: string): DateAt | undefined {
  try {
    return dayAt(cursor, rest, today)
  } catch (error) {
    if (!(error instanceof NoDay && error.isPast)) throw error
    return dayAt(cursor, rest, plusDays(today, -begunDays))
  }
}

/** A weekday alone is the coming one; `sunday` in words. */
function dayAlone(cursor: Cursor, rest: string, mayBePast: boolean): DateAt {
  const one = mayBePast ? begunDay(cursor, rest, cursor.today) : dayAt(cursor, rest, cursor.today)
  if (!one) throw new NoDay(`I don’t know the day “${rest}”.`)
  return one
}

function check(from: string, to: string): void {
  const days = daysBetween(from, to) + 1
  if (days > longestDays || days < 1)
    throw new UserError(
      `That would be ${days} days, from ${dateInWords(from)} to ${dateInWords(to)}. ${form} Add the years if you mean that.`,
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

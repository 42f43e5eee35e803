import { UserError } from '../../user-error.ts'
import { monthNames, plusDays, weekday, weekdayOf } from '../calendar.ts'
import { type DateAt, dayShape, monthShape, NoDay, weekdayShape, yearShape } from '../date-parts.ts'
import { holidayAt, observed } from '../holidays.ts'
import { dateInWords } from '../in-words.ts'
import {
  begunDay,
  begunDays,
  type Cursor,
  check,
  dash,
  dayAt,
  everyYear,
  form,
  type Item,
  note,
  plain,
} from './cursor.ts'

/** Dates, spans of them, and several of one month. */
export function readDays(cursor: Cursor, yearlyLead: string | undefined): Item[] | undefined {
  if (yearlyLead) cursor.line = cursor.line.slice(yearlyLead.length)
  const yearly = yearlyLead !== undefined
  const mark = (items: Item[] | undefined) => {
    for (const item of items ?? []) if (item.type === 'span' && yearly) item.yearly = true
    return items
  }
  return mark(readBeside(cursor) ?? readShared(cursor) ?? readSpan(cursor))
}

/** `and the day after`, `and the friday after`: told from the day that was named last. */
function readBeside(cursor: Cursor): Item[] | undefined {
  const { 0: said, groups } = beside.exec(cursor.line) ?? {}
  if (said === undefined) return undefined
  const back = groups?.side === 'before'
  if (cursor.last === undefined) throw new UserError(`${back ? 'Before' : 'After'} which day? ${form}`)
  cursor.line = cursor.line.slice(said.length)
  const day = weekdayOf(groups?.day ?? '')
  const next = plusDays(cursor.last, back ? -1 : 1)
  const away = day === undefined ? 0 : (back ? weekday(next) - day + 7 : day - weekday(next) + 7) % 7
  const date = plusDays(next, back ? -away : away)
  if (!back) cursor.last = date
  return [{ type: 'span', from: date, to: date, yearly: false }]
}

const beside = new RegExp(
  `^(?:the )?(?:(?:next|following) day|(?:day|(?<day>${weekdayShape})) (?<side>after|before|following))(?! [a-z\\d])`,
)

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

/** A weekday alone is the coming one; `sunday` in words. */
function dayAlone(cursor: Cursor, rest: string, mayBePast: boolean): DateAt {
  const one = mayBePast ? begunDay(cursor, rest, cursor.today) : dayAt(cursor, rest, cursor.today)
  if (!one) throw new NoDay(`I don’t know the day “${rest}”.`)
  return one
}

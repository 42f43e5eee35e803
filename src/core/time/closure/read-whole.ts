import { endOfMonth, mondayOf, plusDays } from '../calendar.ts'
import { holidayAt, holidays, nextOf } from '../holidays.ts'
import { type Cursor, check, dash, dayAt, type Item } from './cursor.ts'
import { monthAt } from './read-season.ts'

/** `federal holidays`: all eleven, every year. */
export function readFederal(cursor: Cursor): Item[] | undefined {
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

/** Weeks and months as a whole: `next week`, `the week of Dec 14`, `thanksgiving week`, `all of August`, `this weekend`. */
export function readWhole(cursor: Cursor): Item[] | undefined {
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

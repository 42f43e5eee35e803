import { NoDay } from '../../../core/time/date-parts.ts'
import { dateAt } from '../../../core/time/date-shapes.ts'
import { dateInWords } from '../../../core/time/in-words.ts'
import type { DateReader } from '../../../core/time/parse-start-date.ts'
import { inPart, isUnsure, type ParsedTime, type Time, timeAt } from '../../../core/time/parse-time.ts'
import { plainLine } from '../../../core/time/plain-line.ts'
import { dateIn } from '../../../core/time/recurrence.ts'
import { zoneOr } from '../../../core/time/time-zones.ts'
import { UserError } from '../../../core/user-error.ts'
import type { RunDate } from './run.ts'

const longest = 200
const example = 'Write it as “Dec 12”, “Dec 12 at 3 pm” or “Dec 12, 3 pm to 5 pm”.'

/** Reads when something is held: a day, and perhaps a time, its end and a zone: `Dec 12, 3 pm to 5 pm`. @throws {UserError} */
export function parseRunDate(typed: string, { now, tz, monthFirst }: DateReader): RunDate {
  if (typed.length > longest) throw new UserError(`That is too long to be a day. ${example}`)
  const line = plainLine(typed).replace(/^(?:on|is|to|for|the day is)\s+(?=\S)/, '')
  const today = dateIn(tz, now)
  const early = timeBefore(line)
  const said = line.slice(early?.length ?? 0)
  const found = dateAt(said, { today, monthFirst })
  if (!found) throw new UserError(`I don’t know the day “${typed.trim()}”. ${example}`)
  if (found.date < today)
    throw new NoDay(`${dateInWords(found.date, today)} has already passed.`, { isPast: true, example: today })
  const rest = said.slice(found.length).replace(/^[\s,.;]+|[\s,.;]+$/g, '')
  if (early && rest === '') return { day: found.date, from: early.time, tz }
  if (rest === '') return { day: found.date }
  const span = early ? undefined : spanAt(rest)
  const behind = span ? rest.slice(span.length).replace(/^[\s,(]+|[\s,)]+$/g, '') : rest
  const zone = behind === '' ? tz : zoneOr(behind.replace(/^in /, ''))
  const from = early?.time ?? span?.from
  if (!from || zone === undefined)
    throw new UserError(`I don’t know what “${behind}” means in “${typed.trim()}”. ${example}`)
  return { day: found.date, from, ...(span?.to && { to: span.to }), tz: zone }
}

/** `3 pm on Dec 12`: a time before the day. */
function timeBefore(line: string): { time: Time; length: number } | undefined {
  const [lead = ''] = /^at /.exec(line) ?? []
  const words = line.slice(lead.length).split(' ')
  const time = timeAt(words)
  // A bare number is the day: 12 Dec.
  if (!time?.sure) return undefined
  const length = lead.length + words.slice(0, time.taken).join(' ').length
  const [between = ''] = /^,? (?:on )?/.exec(line.slice(length)) ?? []
  return between === '' ? undefined : { time: { hh: time.hh, mm: time.mm }, length: length + between.length }
}

/** `at 3 pm`, `3-5 pm`, `from 3 to 5`: when it begins, and when it ends. */
function spanAt(rest: string): { from: Time; to?: Time; length: number } | undefined {
  const first = at(rest, /^(?:at|from|starting at|@|-|, ?)\s*/)
  if (!first) return undefined
  const second = at(rest.slice(first.length), /^\s*(?:to|until|till|-|and)\s*/, true)
  const length = first.length + (second?.length ?? 0)
  const end = second && byDay(second.time)
  // 3 to 5 pm: both are of the same half of the day.
  const begin = second?.time.sure && !first.time.sure ? alike(first.time, second.time) : byDay(first.time)
  return { from: begin, ...(end && { to: end }), length }
}

function at(line: string, lead: RegExp, needed = false) {
  const [before = ''] = lead.exec(line) ?? []
  if (needed && before === '') return undefined
  // A dash joins two times without a space between: 3-5 pm.
  const words = line
    .slice(before.length)
    .replace(/^(\d{1,2}(?::\d\d)?)-(?=\d)/, '$1 - ')
    .split(' ')
  const time = timeAt(words)
  if (!time) return undefined
  const taken = words.slice(0, time.taken).join(' ')
  return { time, length: before.length + taken.length }
}

/** Gatherings at three are in the afternoon. */
const byDay = (time: ParsedTime): Time => (isUnsure(time) ? inPart(time, 'afternoon') : pick(time))

function alike(first: ParsedTime, second: ParsedTime): Time {
  const later = { hh: first.hh + 12, mm: first.mm }
  return second.hh >= 12 && first.hh < 12 && later.hh <= second.hh ? later : pick(first)
}

const pick = ({ hh, mm }: Time): Time => ({ hh, mm })

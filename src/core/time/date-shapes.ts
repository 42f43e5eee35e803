import {
  countOf,
  dateFrom,
  endOfMonth,
  monthOf,
  nextMonday,
  plusDays,
  plusMonths,
  weekday,
  weekdayNames,
  weekdayOf,
} from './calendar.ts'
import {
  type DateAt,
  type DateContext,
  dayShape,
  type Found,
  type Groups,
  monthShape,
  NoDay,
  ordinalShape,
  weekdayShape,
  yearShape,
} from './date-parts.ts'
import {
  capital,
  fromNow,
  inNumbers,
  named,
  ofMonth,
  onDayOfMonth,
  onNth,
  onWeekday,
  relative,
  yearOfMonth,
} from './date-readers.ts'
import { holidayAt, nextOf, observed } from './holidays.ts'
import { dateInWords } from './in-words.ts'

const count =
  '(?:an?|another|the|one|(?:a )?couple(?: of)?|\\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)'

const unit = '(?:(?:business |work(?:ing)? ?)?days?|weeks?|wks?|fortnights?|months?|years?)'

interface Shape {
  shape: RegExp
  read(groups: Groups, context: DateContext, said: string): Found | undefined
}

/** Behind a day there is an end, or a sign; not more of a number or of a word, and no time. */
const behind = "(?![\\w:/]|[.,]\\d|-\\d{1,2}(?:[:.]\\d\\d)?\\s?[ap]\\.?m?\\b|\\s?[ap]\\.?m\\b|\\s?o'clock)"

const shape = (source: string, read: Shape['read']): Shape => ({
  shape: new RegExp(`^(?:${source})${behind}`),
  read,
})

const dated: readonly Shape[] = [
  shape('(?<year>\\d{4})(?<sep>[-/.])(?<month>\\d{1,2})\\k<sep>(?<day>\\d{1,2})', (one, _, said) =>
    named(Number(one.year), Number(one.month), Number(one.day), said),
  ),
  // The sign between them is the same twice, so that “24 dec-26 dec” is no year.
  shape(
    `(?<day>${dayShape})(?<sep>[-/.])(?<month>${monthShape})\\k<sep>(?<year>${yearShape}|\\d\\d)(?!\\s*${monthShape})`,
    ofMonth,
  ),
  shape(
    `(?<month>${monthShape})(?<sep>[-/])(?<day>${dayShape})\\k<sep>(?<year>${yearShape}|\\d\\d)`,
    ofMonth,
  ),
  shape(
    `(?:the )?(?<day>${dayShape})\\.?(?: day)?(?: of |[ /-]|(?<=\\.))?(?<month>${monthShape})(?: ?,? ?(?<year>${yearShape})| ?,? ?'(?<short>\\d\\d)| (?<bare>\\d\\d))?`,
    ofMonth,
  ),
  shape(
    `(?<month>${monthShape})[ -]?(?:the )?(?<day>${dayShape})\\.?(?: ?,? ?(?<year>${yearShape})| ?,? ?'(?<short>\\d\\d))?`,
    ofMonth,
  ),
  shape('(?<a>\\d{1,2})(?<sep>[/.-])(?<b>\\d{1,2})\\k<sep>(?<year>\\d{4}|\\d\\d)', inNumbers),
  shape('(?<a>\\d{1,2})(?<sep>/)(?<b>\\d{1,2})', inNumbers),
  shape('(?<a>\\d{1,2})(?<sep>\\.)(?<b>\\d{1,2})\\.', inNumbers),
  shape(
    `(?:the )?(?<nth>${ordinalShape}) (?<name>${weekdayShape})(?: (?:of|in))? (?:(?<month>${monthShape})(?:,? (?<year>${yearShape}))?|(?<rel>(?:this|next) month))`,
    onNth,
  ),
]

const others: readonly Shape[] = [
  shape('today|tonight|tonite|now', (_, { today }) => relative(today)),
  shape('tomorrow|tmrw|tmw|tomorow|tommorow|tommorrow', (_, { today }) => relative(plusDays(today, 1))),
  shape('(?:the )?day after tomorrow', (_, { today }) => relative(plusDays(today, 2))),
  shape('yesterday|(?:the )?day before yesterday', (_, { today }) => relative(plusDays(today, -1))),
  shape(
    `(?<which>this coming|this|next|coming|last|past) (?<name>${weekdayShape})|(?:the )?(?<bare>${weekdayShape})(?<after> after next| week)?`,
    onWeekday,
  ),
  shape(
    `(?:(?<lead>in|within) )?(?<count>${count}) (?<unit>${unit})(?<from> from (?:now|today)| from (?<name>${weekdayShape}|tomorrow)|(?= on| ${weekdayShape}))?`,
    fromNow,
  ),
  shape(`(?<count>${count}) (?<unit>${unit}) ago`, ({ count = '' }, { today }) =>
    relative(plusDays(today, -Math.max(1, countOf(count)))),
  ),
  shape('next week', (_, { today, isWhole }) => ({
    date: isWhole ? plusDays(today, 7) : nextMonday(today),
    kind: 'week',
  })),
  shape('next month', (_, { today, isWhole }) => ({
    date: isWhole ? plusMonths(today, 1) : plusDays(endOfMonth(today), 1),
    kind: 'week',
  })),
  shape('last (?:week|month|year)', (_, { today }) => relative(plusDays(today, -7))),
  shape('(?:the )?end of (?:the |this )?month|month end|eom', (_, { today }) => relative(endOfMonth(today))),
  shape('(?:the )?end of (?:the |this )?week|this week|eow', (_, { today }) =>
    relative(plusDays(today, (5 - weekday(today) + 7) % 7)),
  ),
  shape('(?:the )?end of next month', (_, { today }) =>
    relative(endOfMonth(plusMonths(`${today.slice(0, 8)}01`, 1))),
  ),
  shape('(?:the )?end of next week', (_, { today }) => relative(plusDays(nextMonday(today), 4))),
  shape('(?:the )?end of (?:the |this )?year|year end|eoy', (_, { today }) =>
    relative(`${today.slice(0, 4)}-12-31`),
  ),
  shape(
    `(?:the )?end of (?<month>${monthShape})(?: (?<year>${yearShape}))?`,
    ({ month = '', year }, { today }) => {
      const at = monthOf(month) ?? 1
      const own = year ? Number(year) : yearOfMonth(at, today)
      return { date: endOfMonth(dateFrom(own, at, 1) ?? today), kind: 'named' }
    },
  ),
  shape('eod|cob|(?:the )?end of (?:the )?day|close of business', (_, { today }) => relative(today)),
  shape(
    '(?:the )?(?<day>\\d{1,2}(?:st|nd|rd|th))(?: (?:of )?(?<rel>this month|next month|the month))?(?! (?:of|in|each|every|grade|graders?|floor|annual|anniversary|century|street|avenue|time|mon|tue|wed|thu|fri|sat|sun)(?:s|day|sday|nesday|rsday|urday|days)?\\b)',
    onDayOfMonth,
  ),
]

/** `12-24` may be anything else, unless a day is all that is expected. */
const dashed = shape('(?<a>\\d{1,2})(?<sep>-)(?<b>\\d{1,2})', inNumbers)

const weekdayBefore = new RegExp(`^(?:this |next |on )?(${weekdayShape})(?: ?,)? (?:the )?(?=\\S)`)

const weekdayBehind = new RegExp(
  `^ ?,? ?(?:\\((?<inside>${weekdayShape})\\)|(?<bare>${weekdayShape}))${behind}`,
)

const holidayYear = new RegExp(`^(?: ?\\(?(observed)\\)?)?(?:,? (?:(?:of|in) )?(${yearShape}))?${behind}`)

const endOfDay = /^(?:by )?(?:eod|cob|end of (?:the )?day|close of business)(?: on|,)? (?=\S)/

/** `noon friday`, `5pm on Dec 4`: a day is all that is kept. */
const timeBefore =
  /^(?:at )?(?<time>noon|midday|midnight|\d{1,2}(?::\d\d)? ?[ap]\.?m\.?|\d{1,2}:\d\d|\d{1,2}[ap])(?:,| on)? (?=\S)/

const beside =
  /^(?:(?<which>the day|the week|(?:an?|one|two|three|four|five|six|seven|\d{1,2}) (?:days?|weeks?)) )?(?<side>before|after) (?=\S)/

/**
 * Reads the day that a line begins with: the longest that can be one. The line is plain (`plainLine`).
 * @throws {NoDay} where it can only be meant for a day, and no calendar has it, or its weekday is another.
 */
export function dateAt(line: string, context: DateContext): DateAt | undefined {
  const start = endOfDay.exec(line)?.[0].length ?? 0
  if (start > 0) return moved(dateAt(line.slice(start), context), start) ?? dayAt(line, context)
  const time = context.isWhole ? timeBefore.exec(line) : null
  const behindTime = time && moved(dateAt(line.slice(time[0].length), context), time[0].length)
  if (behindTime) return { ...behindTime, note: noted(behindTime.note, leftOutTime(time.groups?.time ?? '')) }
  if (/^(?:the )?(?:day|night|evening|morning|week) (?:before|after)(?: that| it)?$/.test(line))
    throw whichDay(line)
  return besideAt(line, context) ?? weekdayAndDate(line, context) ?? dayAt(line, context)
}

const moved = (found: DateAt | undefined, by: number): DateAt | undefined =>
  found && { ...found, length: found.length + by }

/** That a day is all that is kept of a day and a time. */
export const leftOutTime = (time: string): string => `A day is all I need here: I left out “${time}”.`

const noted = (...all: (string | undefined)[]): string => all.filter(Boolean).join(' ')

const whichDay = (said: string): NoDay =>
  new NoDay(`${capital(said)} what?`, {
    how: 'Name that day, such as “the day before Dec 24”, or write the day itself: “Dec 23”.',
  })

/** `the day before Thanksgiving`, `two weeks after 1 Dec`. */
function besideAt(line: string, context: DateContext): DateAt | undefined {
  const { 0: said = '', groups } = beside.exec(line) ?? {}
  const which = groups?.which
  if (!which || holidayAt(line)) return undefined
  const of = dateAt(line.slice(said.length), context)
  if (!of) return undefined
  const many = countOf(which.split(' ')[0] ?? '') * (/week/.test(which) ? 7 : 1)
  return {
    ...of,
    length: of.length + said.length,
    kind: 'relative',
    date: plusDays(of.date, groups?.side === 'before' ? -many : many),
  }
}

function dayAt(line: string, context: DateContext): DateAt | undefined {
  const shapes = [...dated, ...others, ...(context.isWhole ? [dashed] : [])]
  const all = [...holidayIn(line, context), ...shapes.flatMap(one => readShape(one, line, context) ?? [])]
  const found = all.reduce<DateAt | undefined>(
    (best, one) => (best && best.length >= one.length ? best : one),
    undefined,
  )
  return found && withWeekday(found, line)
}

function readShape({ shape, read }: Shape, line: string, context: DateContext): DateAt | undefined {
  const said = shape.exec(line)
  const found = said && read(said.groups ?? {}, context, said[0])
  return found ? { ...found, length: said[0].length } : undefined
}

/** `Wednesday, January 1, 2027`: said twice, it must be the same day. */
function weekdayAndDate(line: string, context: DateContext): DateAt | undefined {
  const [lead = '', name = ''] = weekdayBefore.exec(line) ?? []
  if (lead === '') return undefined
  const rest = line.slice(lead.length)
  const shapes = [...dated, ...others.slice(-1)]
  const found = shapes
    .flatMap(one => readShape(one, rest, context) ?? [])
    .reduce<DateAt | undefined>((best, one) => (best && best.length >= one.length ? best : one), undefined)
  if (!found) return undefined
  checkWeekday(found, weekdayOf(name) ?? 0)
  return moved(found, lead.length)
}

/** `Dec 24 (Thursday)`, `24 Dec, Thursday`. */
function withWeekday(found: DateAt, line: string): DateAt {
  if (found.kind !== 'named' && found.kind !== 'holiday') return found
  const { 0: said, groups } = weekdayBehind.exec(line.slice(found.length)) ?? {}
  const open = groups?.inside
  const day = weekdayOf(open ?? groups?.bare ?? '')
  if (said === undefined || day === undefined) return found
  if (day === weekday(found.date)) return { ...found, length: found.length + said.length }
  // “Dec 24, sunday” may be two days; in brackets it is the same one.
  if (open) checkWeekday(found, day)
  return found
}

function checkWeekday({ date }: Found, day: number): void {
  if (weekday(date) === day) return
  const near =
    [-3, -2, -1, 1, 2, 3].map(more => plusDays(date, more)).find(one => weekday(one) === day) ?? date
  throw new NoDay(
    `${dateInWords(date).replace(/^\w+, /, '')} is a ${capital(weekdayNames[weekday(date)])}, not a ${capital(weekdayNames[day])}.`,
    {
      isConflict: true,
      how: `Which one do you mean: “${dateInWords(date)}” or “${dateInWords(near)}”?`,
    },
  )
}

function holidayIn(line: string, { today }: DateContext): DateAt[] {
  const found = holidayAt(line)
  if (!found) return []
  const rest = line.slice(found.length)
  const [more = '', isObserved, year] = holidayYear.exec(rest) ?? []
  const shown = (date: string) => (isObserved ? observed(date) : date)
  if (year) {
    const date = found.holiday.on(Number(year))
    return date ? [{ date: shown(date), kind: 'holiday', length: found.length + more.length }] : []
  }
  // The one that is observed may come before the day itself.
  const next = [nextOf(found.holiday, today), nextOf(found.holiday, plusDays(today, -3))].map(shown)
  const date = next.filter(one => one >= today).sort()[0] ?? today
  return [{ date, kind: 'holiday', yearless: true, length: found.length + more.length }]
}

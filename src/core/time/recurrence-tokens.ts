import { UserError } from '../user-error.ts'
import { ordinalOf } from './calendar.ts'
import { exceptShape } from './excepting.ts'
import { type DateReader, parseEndDate, parseStartDate, type StartDate } from './parse-start-date.ts'
import { type ParsedTime, type PartOfDay, parseTime } from './parse-time.ts'
import { parseTimeZone } from './parse-time-zone.ts'
import { addDays, parseWeekdays } from './parse-weekdays.ts'
import { dateIn } from './recurrence.ts'
import { checkHowOften, whichMonths, whichOfMonth } from './recurrence-refusals.ts'

/** What was found of when, so far. */
export interface Found {
  weekdays: Set<number>
  everyOther: boolean
  every: boolean
  weekly: boolean
  /** `monthly`, `every month`, `of the month` stands somewhere in the line. */
  monthly: boolean
  /** The first and the third Monday of the month, and not every one. */
  nth: number[]
  /** The 1st and the 15th of the month. */
  monthDays: number[]
  ranges: boolean
  /** The word before was a day of the week. */
  afterDay: boolean
  /** `except`: days of the week that follow are taken out. */
  excepting: boolean
  time?: ParsedTime
  part?: PartOfDay
  tz?: string
  beginning?: StartDate
  until?: string
}

const otherWeek = new Set('other second 2nd alternate alternating fortnight fortnightly biweekly'.split(' '))
const joining = new Set(
  'every each on at and & + , @ from the of a my local time weekly week weeks please pls again sharp around about'.split(
    ' ',
  ),
)
const ranging = new Set(['-', 'to', 'through', 'thru', 'till', 'until'])
const excepting = new RegExp(`^${exceptShape}(?= |$)`)
const partOfDay = /^(?:(?:in|at|during) )?(?:the )?(morning|afternoon|evening|night)s?(?= |$)/
const ordinal =
  '(?:first|second|third|fourth|fifth|last|[1-9](?:st|nd|rd|th)|[12]\\d(?:st|nd|rd|th)|3[01](?:st|nd|th))'
const ordinals = new RegExp(
  `^(?:the )?(${ordinal}(?:(?: ,)?(?: (?:and|&|or))? (?:the )?${ordinal})*)(?: (days?)(?= |$))?(?= |$)`,
)
const onOrdinal = new RegExp(`^(?:on )?(?:the )?${ordinal}(?= |$)`)
const ofMonth = /^(?: (?:of|in|on|each|every|a|per|the))* months?(?= |$)/
const everyMonth =
  /^(?:once )?(?:monthly|(?:every|each|per|a) (?:single )?month)(?: on)?(?= |$)|^(?:of|in|on) (?:(?:the|each|every|a) )?month(?= |$)|^(?:the )?(end) of (?:each|every) month(?= |$)/

/** Whether a line speaks of months in any of these ways. */
export const saysMonth = (words: readonly string[]): boolean =>
  words.some(word => /^(?:month|months|monthly)$/i.test(word))

/** Takes what these words begin with, if it says when; how many words that were. @throws {UserError} */
export function take(
  found: Found,
  words: readonly string[],
  isFirst: boolean,
  reader: DateReader | undefined,
): number {
  const [first = ''] = words
  const word = first.toLowerCase()
  const wasRanging = found.ranges
  const wasDay = found.afterDay
  found.ranges = false
  found.afterDay = false
  const many = takeMonthly(found, words) || takeDates(found, words, reader, wasDay)
  if (many > 0) return many
  found.ranges = ranging.has(word)
  if (isFirst || !startsWithCount.test(word)) checkHowOften(words)
  const days = parseWeekdays(word)
  if (days) return takeDays(found, days, wasRanging)
  const line = words.slice(0, 4).join(' ').toLowerCase()
  const except = excepting.exec(line)
  if (except && found.weekdays.size > 0) {
    const taken = except[0].split(' ').length
    if (!parseWeekdays(words[taken] ?? ''))
      throw new UserError(
        'I can leave out days of the week only, such as “weekdays except friday 9:00”. Leave the rest out: “monday 9:00”. On a day when the library is closed nothing comes: “hearth closed Dec 28”.',
      )
    found.excepting = true
    return taken
  }
  const part = partOfDay.exec(line)
  if (part) {
    found.part = part[1] as PartOfDay
    return part[0].split(' ').length
  }
  const time = found.time ? anotherTime(words, wasDay) : parseTime(words)
  if (time) {
    found.time = time
    return time.taken
  }
  checkOther(found, word, words[1])
  if (word === 'every' || word === 'each') found.every = true
  if (word === 'weekly') found.weekly = true
  if (otherWeek.has(word)) found.everyOther = true
  else if (!joining.has(word) && !(found.ranges && found.weekdays.size > 0)) {
    const zone = found.tz ? undefined : parseTimeZone(words)
    if (zone) found.tz = zone.tz
    return zone?.taken ?? 0
  }
  return 1
}

function takeDays(found: Found, days: readonly number[], ranges: boolean): number {
  if (found.excepting) for (const day of days) found.weekdays.delete(day)
  else addDays(found.weekdays, days, ranges)
  found.afterDay = true
  return 1
}

function takeDates(
  found: Found,
  words: readonly string[],
  reader: DateReader | undefined,
  ranging: boolean,
): number {
  const { beginning } = found
  // “On the 15th of every month” is no day of the calendar.
  if (found.monthly && onOrdinal.test(words.slice(0, 3).join(' ').toLowerCase())) return 0
  const from = beginning?.date ?? (reader ? dateIn(found.tz ?? reader.tz, reader.now) : '1970-01-01')
  const end = found.until
    ? undefined
    : parseEndDate(words, { from, monthFirst: reader?.monthFirst ?? true, ranging })
  if (end?.date) found.until = end.date
  if (end) return end.taken
  const start = reader && !beginning && parseStartDate(words, reader, found.tz ?? reader.tz)
  if (!start) return 0
  found.beginning = start
  return start.taken
}

/** `first and third monday of the month`, `the 15th of every month`, `monthly`. */
function takeMonthly(found: Found, words: readonly string[]): number {
  const line = words.join(' ').toLowerCase()
  const every = everyMonth.exec(line)
  if (every) {
    if (every[1]) found.monthDays.push(-1)
    return every[0].split(' ').length
  }
  const [said, list = '', day] = ordinals.exec(line) ?? []
  if (said === undefined) return 0
  const rest = line.slice(said.length)
  const which = list.split(/[ ,]+/).flatMap(word => ordinalOf(word) ?? [])
  const weekday = parseWeekdays(rest.trim().split(' ')[0] ?? '')
  const taken = said.split(' ').length
  const month = ofMonth.exec(rest)?.[0].trim().split(' ').length ?? 0
  if (weekday === undefined || day !== undefined) {
    // “the 15th” alone is a day of the calendar; “the last” alone is none.
    // “Every 15th at 9” is of the month; “every monday 1st graders” is not.
    const isBare = found.every && found.weekdays.size === 0 && /^(?:$| (?:at|@|,|and|&|noon|\d))/.test(rest)
    const isOfMonth = (found.monthly || isBare) && which.every(one => one > 0 || day !== undefined)
    if (!isOfMonth && which.length > 1 && onlyTime.test(rest)) throw whichMonths(said, rest)
    if (!isOfMonth || (found.nth.length > 0 && month === 0)) return 0
    found.monthDays.push(...which)
    return taken + month
  }
  if (!found.monthly) {
    // “Every second Friday” is every other one; “every third” is not said clearly.
    if (which.join() === '2') return 0
    if (which.length === 1 && which[0] !== -1 && !(which[0] === 1 && found.every))
      throw whichOfMonth(list, rest.trim().split(' ')[0] ?? '')
  }
  if (weekday.length > 1 || which.some(one => one > 5))
    throw new UserError(
      'Which day is that? Write it as “first monday of the month 9:00” or “the 15th of every month 9:00”, or by weeks: “monday 9:00”.',
    )
  found.nth.push(...which)
  return taken
}

/** `mon-fri and every other saturday`: one reminder has one rhythm. */
function checkOther(found: Found, word: string, next = ''): void {
  const isDay = parseWeekdays(next) !== undefined
  const mixes =
    found.weekdays.size > 0 &&
    isDay &&
    (otherWeek.has(word) ? !found.everyOther : found.everyOther && /^(?:every|each)$/.test(word))
  if (mixes)
    throw new UserError(
      'All the days have to come every week, or all of them every other week. Set one for each, such as “weekdays 9:00” and “every other saturday 9:00”.',
    )
}

/** Nothing but a time stands behind. */
const onlyTime = /^(?:$| (?:at|@|noon|\d))/

const startsWithCount = /^(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)$)/

/** A reminder has one time of the day; a mere number behind it says something else. */
function anotherTime([first = '']: readonly string[], behindDay: boolean): undefined {
  if (/^\d{1,2}(?:[:.]\d\d|[ap]m)/i.test(first) || (behindDay && /^\d{1,2}$/.test(first)))
    throw new UserError(
      `It can come at one time of the day, and “${first}” is a second one. Write one, such as “mon & thu 9:00”.`,
    )
}

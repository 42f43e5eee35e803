import { UserError } from '../user-error.ts'
import { type DateReader, parseStartDate, type StartDate } from './parse-start-date.ts'
import { type ParsedTime, type PartOfDay, parseTime } from './parse-time.ts'
import { parseTimeZone } from './parse-time-zone.ts'
import { addDays, parseWeekdays } from './parse-weekdays.ts'
import { checkHowOften } from './recurrence-refusals.ts'

/** What was found of when, so far. */
export interface Found {
  weekdays: Set<number>
  everyOther: boolean
  every: boolean
  weekly: boolean
  ranges: boolean
  time?: ParsedTime
  part?: PartOfDay
  tz?: string
  beginning?: StartDate
}

const otherWeek = new Set('other second 2nd alternate alternating fortnight fortnightly biweekly'.split(' '))
const joining = new Set(
  'every each on at and & + , @ from the of a my local time weekly week weeks please pls again sharp'.split(
    ' ',
  ),
)
const ranging = new Set(['-', '–', '—', 'to', 'through', 'thru', 'till', 'until'])
const partOfDay = /^(?:(?:in|at|during) )?(?:the )?(morning|afternoon|evening|night)s?(?= |$)/

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
  found.ranges = ranging.has(word)
  const beginning =
    reader && !found.beginning ? parseStartDate(words, reader, found.tz ?? reader.tz) : undefined
  if (beginning) {
    found.beginning = beginning
    return beginning.taken
  }
  if (isFirst || !startsWithCount.test(word)) checkHowOften(words)
  const days = parseWeekdays(word)
  if (days) {
    addDays(found.weekdays, days, wasRanging)
    return 1
  }
  const part = partOfDay.exec(words.slice(0, 3).join(' ').toLowerCase())
  if (part) {
    found.part = part[1] as PartOfDay
    return part[0].split(' ').length
  }
  const time = found.time ? anotherTime(words) : parseTime(words)
  if (time) {
    found.time = time
    return time.taken
  }
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

const startsWithCount = /^(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)$)/

/** A reminder has one time of the day; a mere number behind it says something else. */
function anotherTime([first = '']: readonly string[]): undefined {
  if (/^\d{1,2}(?:[:.]\d\d|[ap]m)/i.test(first))
    throw new UserError(
      `It can come at one time of the day, and “${first}” is a second one. Write one, such as “mon & thu 9:00”.`,
    )
}

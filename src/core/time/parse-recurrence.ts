import { type Reading, Unclear } from '../language/unclear.ts'
import { UserError } from '../user-error.ts'
import { listed, monthDayInWords, ordinalInWords, timeInWords } from './in-words.ts'
import { type DateReader, isPast, otherDay, type StartDate } from './parse-start-date.ts'
import { inPart, isUnsure, type ParsedTime, type Time } from './parse-time.ts'
import { takeTimeZone } from './parse-time-zone.ts'
import { addDays, daysInWords, everyDay, noDay, spaced } from './parse-weekdays.ts'
import {
  type DayPattern,
  dateIn,
  dayOfDate,
  instantAt,
  nextRun,
  notBefore,
  type Recurrence,
  weekdayOf,
} from './recurrence.ts'
import { whichDayOfMonth } from './recurrence-refusals.ts'
import { type Found, saysMonth, take } from './recurrence-tokens.ts'

const defaultTime: Time = { hh: 9, mm: 0 }

/** Characters of a line that is read for when: with the wishes behind it, nobody needs more. */
const longest = 1_000

/** What was said of when, and the words after it that say something else. */
export interface ParsedRecurrence extends Pick<DayPattern, 'nth' | 'monthDays'> {
  weekdays: readonly number[]
  hh: number
  mm: number
  everyOther: boolean
  /** What was named, and not left to what is usual. */
  named: { day: boolean; time: boolean; weeks: boolean }
  /** Only where a zone was typed. */
  tz?: string
  /** No occurrence comes before this date, such as `2026-12-12`. */
  from?: string
  /** None comes after this date. */
  until?: string
  /** When, in words that are read as the same again. */
  said: string
  rest: string
  /** How it was read, in sentences, where it could be read otherwise. */
  note?: string
}

/** Reads `mondays at 9`, `every other friday 15:30 in Europe/London`; what follows is handed back. @throws {UserError} */
export function parseRecurrence(typed: string, reader?: DateReader): ParsedRecurrence {
  const { when, stopped } = parsePartialRecurrence(typed, reader)
  if (!when.named.day) throw new UserError(noDay(stopped))
  return when
}

/**
 * As `parseRecurrence`, where the day may be left out: “9:00” alone, or only a zone. `stopped`: the word that says something else.
 * Days of the calendar are read for a `reader` alone.
 * @throws {Unclear} where the words say one of two things
 */
export function parsePartialRecurrence(
  typed: string,
  reader?: DateReader,
): { when: ParsedRecurrence; stopped: string | undefined } {
  if (typed.length > longest) throw new UserError(noDay(undefined))
  const { words, tz } = takeTimeZone(spaced(reader ? withToday(typed) : typed))
  const found: Found = {
    weekdays: new Set(),
    everyOther: false,
    every: false,
    weekly: false,
    monthly: saysMonth(words),
    nth: [],
    monthDays: [],
    ranges: false,
    afterDay: false,
    excepting: false,
    ...(tz && { tz }),
  }
  let at = 0
  while (at < words.length) {
    const taken = take(found, words.slice(at), at === 0, reader)
    if (taken === 0) break
    at += taken
  }
  const rest = words.slice(at).join(' ').replaceAll(' ,', ',')
  return { when: parsedFrom(found, rest, reader), stopped: words[at] }
}

/** `tonight` is today, and in the evening. */
const withToday = (typed: string): string =>
  typed
    .replace(/\b(?:tonight|tonite)\b/i, 'today in the evening')
    .replace(/\bthis (morning|afternoon|evening)\b/i, 'today in the $1')

function parsedFrom(found: Found, rest: string, reader: DateReader | undefined): ParsedRecurrence {
  const { weekdays, everyOther, beginning, part, time, tz, until } = found
  if (part && !time && part !== 'morning' && !saysMonthly(found)) throw whichTime(found, part, rest)
  if (part && !time && part !== 'morning')
    throw new UserError(
      `At what time in the ${part}? Write it after the day, such as “monday 3pm” or “monday 7pm”.`,
    )
  if (found.excepting && weekdays.size === 0)
    throw new UserError('No day of the week is left. Write those it should come on, such as “monday 9:00”.')
  const { hh, mm } = time ? (part ? inPart(time, part) : time) : defaultTime
  const monthly = monthlyOf(found, rest)
  if (beginning && !monthly)
    begin(weekdays, beginning, { hh, mm, tz: tz ?? reader?.tz ?? 'UTC' }, reader?.now)
  else if (part && found.every && weekdays.size === 0) addDays(weekdays, everyDay, false)
  if (beginning && until !== undefined && until < beginning.date)
    throw new UserError(isPast('That ends before it begins. Its end'))
  const day = weekdays.size > 0 || monthly?.monthDays !== undefined
  const named = { day, time: time !== undefined, weeks: everyOther || found.weekly || monthly !== undefined }
  const note = [time?.note, beginning?.note].filter(Boolean).join(' ')
  const when = {
    weekdays: monthly?.monthDays ? [] : [...weekdays].sort((a, b) => a - b),
    ...{ hh, mm, everyOther, named },
    ...monthly,
    ...(tz && { tz }),
    ...(beginning && { from: beginning.date }),
    ...(until && { until }),
  }
  if (time && !part && isUnsure(time)) throw whichHalf({ ...when, time }, rest)
  return { ...when, said: sayAgain(when), rest, ...(note && { note }) }
}

const twoWaysToCount = () =>
  new UserError(
    'Those are two ways to count. Write one of them, such as “monday 9:00”, “first monday of the month 9:00” or “the 15th of every month 9:00”.',
  )

/** Which days of the month were named. @throws {UserError} where none were, or days of two kinds. */
function monthlyOf(found: Found, rest: string): Pick<DayPattern, 'nth' | 'monthDays'> | undefined {
  const { weekdays, nth, monthDays, beginning, everyOther } = found
  const unique = (all: readonly number[]) =>
    [...new Set(all)].sort((a, b) => (a < 0 ? 99 : a) - (b < 0 ? 99 : b))
  const both = monthDays.length > 0 && (nth.length > 0 || weekdays.size > 0)
  if (both || (everyOther && nth.length + monthDays.length > 0)) throw twoWaysToCount()
  if (nth.length > 0 && weekdays.size > 3)
    throw new UserError(
      'Name one day of the week, such as “first monday of the month 9:00”, or a day of the month: “the 15th of every month 9:00”.',
    )
  if (nth.length > 0) return { nth: unique(nth) }
  if (monthDays.length > 0) return { monthDays: unique(monthDays) }
  // A word “month” that is about something else stands in the rest.
  if (!found.monthly || /\bmonth/i.test(rest)) return undefined
  if (weekdays.size > 0) throw whichDayOfMonth(daysInWords([...weekdays].slice(0, 1)).toLowerCase())
  if (!beginning?.isDay) throw whichDayOfMonth()
  if (everyOther) throw twoWaysToCount()
  return { monthDays: [Number(beginning.date.slice(8))] }
}

const saysMonthly = ({ nth, monthDays }: Found): boolean => nth.length + monthDays.length > 0

/** `monday afternoon`: at what time? */
function whichTime(
  { weekdays, beginning, everyOther, tz, until }: Found,
  part: string,
  rest: string,
): Unclear {
  const days = daysInWords([...weekdays])
  const readings = (part === 'afternoon' ? [14, 16] : [18, 19]).map((hh): Reading => {
    const time = { hh, mm: 0 }
    const typed = [
      // As in `said`: it stands behind “every”.
      days && everyOther ? 'other week on' : '',
      days || beginning?.date,
      timeAgain(time),
      days && beginning ? `starting ${beginning.date}` : '',
      until ? `until ${until}` : '',
      tz ? `tz ${tz}` : '',
      rest,
    ]
    return { label: timeInWords(time), typed: typed.filter(Boolean).join(' ') }
  })
  return new Unclear(`At what time in the ${part}?`, readings)
}

/** A bare “2” may be at night or in the afternoon. */
function whichHalf(
  when: Omit<ParsedRecurrence, 'said' | 'rest'> & { time: ParsedTime },
  rest: string,
): Unclear {
  const { time } = when
  const readings = [(time.hh % 12) + 12, time.hh % 12].map((hh): Reading => {
    const said = sayAgain({ ...when, hh })
    return { label: timeInWords({ hh, mm: time.mm }), typed: [said, rest].filter(Boolean).join(' ') }
  })
  const clock = `${time.hh % 12 || 12}:${String(time.mm).padStart(2, '0')}`
  return new Unclear(`Is ${clock} in the afternoon, or at night?`, readings)
}

/** A date that is named is a day of the week as well: it is the one meant, or must be one of those that are named. */
function begin(
  weekdays: Set<number>,
  { date, isDay, starting }: StartDate,
  at: { hh: number; mm: number; tz: string },
  now = 0,
): void {
  const day = dayOfDate(date)
  if (!isDay) return
  if (weekdays.size > 0 && !starting && !weekdays.has(weekdayOf(day)))
    throw new UserError(otherDay(date, daysInWords([...weekdays])))
  if (weekdays.size > 0) return
  weekdays.add(weekdayOf(day))
  if (instantAt({ ...at, weekdays: [] }, day) <= now) throw new UserError(isPast('Today at that time'))
}

function sayAgain(when: Omit<ParsedRecurrence, 'said' | 'rest'>): string {
  const { named, tz, from, until } = when
  return [
    daysAgain(when),
    named.time ? timeAgain(when) : '',
    tz ? `tz ${tz}` : '',
    from ? `starting ${from}` : '',
    until ? `until ${until}` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function daysAgain({
  weekdays,
  everyOther,
  named,
  nth,
  monthDays,
}: Omit<ParsedRecurrence, 'said' | 'rest'>): string {
  if (monthDays) return `month on ${listed(monthDays.map(monthDayInWords))}`
  const days = named.day ? daysInWords(weekdays) : ''
  if (nth) return `month on the ${listed(nth.map(ordinalInWords))} ${days}`
  return [everyOther ? 'other week on' : named.weeks ? 'week on' : '', days].filter(Boolean).join(' ')
}

/** `2:30pm`, `9:00`: a time of which nobody need ask. */
const timeAgain = ({ hh, mm }: Time): string => {
  const minutes = String(mm).padStart(2, '0')
  return hh >= 7 && hh < 13 ? `${hh}:${minutes}` : `${hh % 12 || 12}:${minutes}${hh < 12 ? 'am' : 'pm'}`
}

/** The rule of what was said, for the zone it is meant in; every second week counts from its first occurrence. */
export function recurrenceOf(
  when: Pick<
    ParsedRecurrence,
    'weekdays' | 'hh' | 'mm' | 'everyOther' | 'from' | 'until' | 'nth' | 'monthDays'
  >,
  tz: string,
  now: number,
): Recurrence {
  const { weekdays, hh, mm, everyOther, from, until, nth, monthDays } = when
  const rule = {
    ...{ weekdays, hh, mm, tz },
    ...(nth && { nth }),
    ...(monthDays && { monthDays }),
    ...(until && { until }),
  }
  if (!everyOther) return rule
  const first = nextRun({ weekdays, hh, mm, tz }, notBefore(rule, from, now))
  return { ...rule, everyOther: dateIn(tz, first) }
}

import { UserError } from '../user-error.ts'
import { type DateReader, isPast, otherDay, type StartDate } from './parse-start-date.ts'
import { inPart, type Time } from './parse-time.ts'
import { takeTimeZone } from './parse-time-zone.ts'
import { addDays, daysInWords, everyDay, noDay, spaced } from './parse-weekdays.ts'
import { dateIn, dayOfDate, instantAt, nextRun, notBefore, type Recurrence, weekdayOf } from './recurrence.ts'
import { type Found, take } from './recurrence-tokens.ts'

const defaultTime: Time = { hh: 9, mm: 0 }

/** Characters of a line that is read for when: with the wishes behind it, nobody needs more. */
const longest = 1_000

/** What was said of when, and the words after it that say something else. */
export interface ParsedRecurrence {
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
  /** When, in words that are read as the same again. */
  said: string
  rest: string
}

/** Reads `mondays at 9`, `every other friday 15:30 in Europe/London`; what follows is handed back. @throws {UserError} */
export function parseRecurrence(typed: string, reader?: DateReader): ParsedRecurrence {
  const { when, stopped } = parsePartialRecurrence(typed, reader)
  if (!when.named.day) throw new UserError(noDay(stopped))
  return when
}

/**
 * As `readWhen`, where the day may be left out: “9:00” alone, or only a zone. `stopped`: the word that says something else.
 * Days of the calendar are read for a `reader` alone.
 */
export function parsePartialRecurrence(
  typed: string,
  reader?: DateReader,
): { when: ParsedRecurrence; stopped: string | undefined } {
  if (typed.length > longest) throw new UserError(noDay(undefined))
  const { words, tz } = takeTimeZone(spaced(typed))
  const found: Found = {
    weekdays: new Set(),
    everyOther: false,
    every: false,
    weekly: false,
    ranges: false,
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

function parsedFrom(found: Found, rest: string, reader: DateReader | undefined): ParsedRecurrence {
  const { weekdays, everyOther, beginning, part, time, tz } = found
  if (part && !time && part !== 'morning')
    throw new UserError(
      `At what time in the ${part}? Write it behind the day, such as “monday 15:00” or “monday 7pm”.`,
    )
  const { hh, mm } = time ? (part ? inPart(time, part) : time) : defaultTime
  if (beginning) begin(weekdays, beginning, { hh, mm, tz: tz ?? reader?.tz ?? 'UTC' }, reader?.now)
  else if (part && found.every && weekdays.size === 0) addDays(weekdays, everyDay, false)
  const named = { day: weekdays.size > 0, time: time !== undefined, weeks: everyOther || found.weekly }
  const when = {
    weekdays: [...weekdays].sort((a, b) => a - b),
    ...{ hh, mm, everyOther, named },
    ...(tz && { tz }),
    ...(beginning && { from: beginning.date }),
  }
  return { ...when, said: sayAgain(when), rest }
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

function sayAgain({
  weekdays,
  hh,
  mm,
  everyOther,
  named,
  tz,
  from,
}: Omit<ParsedRecurrence, 'said' | 'rest'>): string {
  const time = `${hh}:${String(mm).padStart(2, '0')}`
  return [
    everyOther ? 'other week on' : named.weeks ? 'week on' : '',
    named.day ? daysInWords(weekdays) : '',
    named.time ? time : '',
    tz ? `tz ${tz}` : '',
    from ? `starting ${from}` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** The rule of what was said, for the zone it is meant in; every second week counts from its first occurrence. */
export function recurrenceOf(
  {
    weekdays,
    hh,
    mm,
    everyOther,
    from,
  }: Pick<ParsedRecurrence, 'weekdays' | 'hh' | 'mm' | 'everyOther' | 'from'>,
  tz: string,
  now: number,
): Recurrence {
  const rule = { weekdays, hh, mm, tz }
  return everyOther ? { ...rule, everyOther: dateIn(tz, nextRun(rule, notBefore(rule, from, now))) } : rule
}

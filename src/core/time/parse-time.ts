import { UserError } from '../user-error.ts'

/** A time of the day on the wall. */
export interface Time {
  hh: number
  mm: number
}

/** A time as it was typed. */
export interface ParsedTime extends Time {
  /** Whether it leaves no doubt of the half of the day: `9pm`, `14:30`, `noon`. */
  sure: boolean
  taken: number
}

const hours = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve'.split('|')
const counts: Readonly<Record<string, number>> = {
  five: 5,
  ten: 10,
  quarter: 15,
  fifteen: 15,
  twenty: 20,
  'twenty-five': 25,
  half: 30,
  thirty: 30,
  forty: 40,
  'forty-five': 45,
  fifty: 50,
}
const named: Readonly<Record<string, Time>> = {
  noon: { hh: 12, mm: 0 },
  midday: { hh: 12, mm: 0 },
  midnight: { hh: 0, mm: 0 },
}

const half = '(?<half>a\\.?m\\.?|p\\.?m\\.?)'
const spoken = `(?<word>${hours.join('|')})`
const ends = "(?: o'?clock)?"
/** Each way to say a time, tried in turn on the words as one line. */
const shapes = [
  '(?:12 )?(?<named>noon|midday|midnight)',
  `(?:an? )?(?<away>(?:five|ten|quarter|twenty-five|twenty|half)|\\d{1,2} minutes)(?: minutes)? (?<side>past|after|to|before|till?) (?:(?<hour>\\d{1,2})|${spoken})(?: ?${half})?${ends}`,
  `(?<away>half) (?:${spoken})(?: ${half})?`,
  `${spoken}(?: (?<minutes>fifteen|thirty|forty-five|forty|twenty|ten|fifty))?(?: ${half})?${ends}(?!-)`,
  `(?<hour>\\d{1,2})(?:[:.h](?<mm>\\d\\d))?(?: ?${half}| ?h| uhr)?(?: o'?clock)?`,
  '(?<hour>\\d\\d)(?<mm>\\d\\d)(?: ?h| hours| hrs| uhr)?',
].map(shape => new RegExp(`^(?:${shape})(?=,?(?:\\s|$))`))

/** Behind a number these mean that it is no time: `5 minutes`, `12 people`, `two questions`. */
const measure =
  /^(?:\d+[ -]?|[a-z]+ )(?:m|mins?|minutes?|people|persons|folks|participants|days?|weeks?|hours?|months?|questions?|icebreakers?|times?|for|of|that|about|words?)(?=\s|$)/
const counted = /^(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)/

/**
 * Reads a time where these words begin with one (`9`, `9:00`, `14h`, `9 am`, `0930`, `noon`, `half past nine`), and how many
 * it took. @throws {UserError} for what looks like a time and is none, such as 27:99.
 */
export function parseTime(words: readonly string[]): ParsedTime | undefined {
  const line = words.slice(0, 6).join(' ').toLowerCase()
  if (/^\d+(?:st|nd|rd|th)\b/.test(line)) return undefined
  const found = shapes.map(shape => shape.exec(line)).find(Boolean)
  const isMeasure =
    counted.test(line) && measure.test(line) && !/^\S+ minutes? (?:past|to|after|before)/.test(line)
  if (isMeasure && !found?.[0].includes(' ')) return undefined
  const time = found && timeOf(found.groups ?? {})
  if (time) return { ...time, taken: found[0].split(' ').length }
  if (/^\d/.test(line)) throw new UserError(noTime(words[0] ?? ''))
  return undefined
}

function timeOf(said: Record<string, string | undefined>): (Time & { sure: boolean }) | undefined {
  const known = said.named && named[said.named]
  if (known) return { ...known, sure: true }
  const hour = said.word === undefined ? Number(said.hour) : hours.indexOf(said.word) + 1
  const away = said.away === undefined ? 0 : (counts[said.away] ?? Number.parseInt(said.away, 10))
  const isBefore = said.side !== undefined && !/^(?:past|after)$/.test(said.side)
  const time = onTheWall(hour, Number(said.mm ?? counts[said.minutes ?? ''] ?? 0), said.half)
  if (!time || away > 59) return undefined
  const minutes = (time.hh * 60 + time.mm + (isBefore ? -away : away) + 24 * 60) % (24 * 60)
  return { hh: Math.floor(minutes / 60), mm: minutes % 60, sure: said.half !== undefined || hour > 12 }
}

function onTheWall(hours: number, mm: number, ending: string | undefined): Time | undefined {
  if (ending && (hours < 1 || hours > 12)) return undefined
  const hh = ending ? (hours % 12) + (ending.startsWith('p') ? 12 : 0) : hours
  return hh < 24 && mm < 60 ? { hh, mm } : undefined
}

/** A part of the day. */
export type PartOfDay = 'morning' | 'afternoon' | 'evening' | 'night'

/** The time that is meant in a part of the day: three in the afternoon is 15:00. */
export function inPart({ hh, mm, sure }: ParsedTime, part: PartOfDay): Time {
  const isLater = {
    morning: false,
    afternoon: hh < 12,
    evening: hh > 2 && hh < 12,
    night: hh > 5 && hh < 12,
  }[part]
  return { hh: isLater && !sure ? hh + 12 : hh, mm }
}

const noTime = (word: string): string =>
  `“${word}” is not a time of the day. Write it as 9:00, 9am or 14:30, behind the weekday: “monday 9:00”.`

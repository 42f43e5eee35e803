import { UserError } from '../user-error.ts'

/** A time of the day on the wall. */
export interface Time {
  hh: number
  mm: number
}

/** A time as it was typed. */
export interface ParsedTime extends Time {
  /** Whether it leaves no doubt of the half of the day: `9pm`, `14:30`, `02:30`, `noon`. */
  sure: boolean
  taken: number
  /** How it was read, where it could be read otherwise. */
  note?: string
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
  noontime: { hh: 12, mm: 0 },
  midday: { hh: 12, mm: 0 },
  midnight: { hh: 0, mm: 0 },
}
/** When a working day is over, where nobody says when. */
const endOfDay: Time = { hh: 17, mm: 0 }

const half = '(?: ?(?<half>[ap]\\.?m\\.?)|(?<letter>[ap]))'
const spoken = `(?<word>${hours.join('|')})`
const ends = "(?: o'?clock)?"
/** Each way to say a time, tried in turn on the words as one line. */
const shapes = [
  '(?:12(?::00)? )?(?<named>noon|noontime|midday|midnight)',
  '(?:by )?(?:the )?(?<eod>eod|cob|end of (?:the )?day|close of business)',
  `(?:an? )?(?<away>(?:five|ten|quarter|twenty-five|twenty|half)|\\d{1,2} minutes)(?: minutes)? (?<side>past|after|to|before|till?) (?:(?<hour>\\d{1,2})|${spoken}|(?<named>noon|midnight))${half}?${ends}`,
  `(?<away>half) (?:${spoken})${half}?`,
  `${spoken}(?: (?<minutes>fifteen|thirty|forty-five|forty|twenty|ten|fifty))?${half}?${ends}(?!-)`,
  `(?<hour>\\d{1,2})(?:[:.h](?<mm>\\d\\d))?(?:${half}|ish| ?h| uhr)?(?: o'?clock)?`,
  `(?<hour>\\d{1,2})(?<mm>\\d\\d)${half}`,
  '(?<hour>\\d\\d)(?<mm>\\d\\d)(?: ?h| hours| hrs| uhr)?',
  '(?<hour>[1-9])(?<mm>[0-5]\\d)',
].map(shape => new RegExp(`^(?:${shape})(?=,?(?:\\s|$))`))

/** Behind a number these mean that it is no time: `5 minutes`, `12 people`, `two questions`. */
const measure =
  /^(?:(?:\d+[ -]?|[a-z]+ )(?:m|mins?|minutes?|people|persons|folks|participants|days?|weeks?|hours?|months?|questions?|icebreakers?|times?|for|of|words?)|[a-z]+ (?:that|about))(?=\s|$)/
const counted = /^(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)/

/**
 * Reads a time where these words begin with one (`9`, `9:00`, `14h`, `9 am`, `6p`, `930am`, `noon`, `half past nine`), and how many
 * it took. @throws {UserError} for what looks like a time and is none, such as 27:99.
 */
export function parseTime(words: readonly string[]): ParsedTime | undefined {
  const time = timeAt(words)
  if (time) return time
  const line = words.slice(0, 6).join(' ').toLowerCase()
  if (/^(?:an? )?(?:half|quarter) (?:past|to|after|till?)(?= |$)/.test(line))
    throw new UserError(`“${words.slice(0, 2).join(' ')}” of which hour? ${timeForm}`)
  if (/^\d/.test(line) && !/^\d+(?:st|nd|rd|th)\b/.test(line) && !isMeasure(line))
    throw new UserError(noTime(words[0] ?? ''))
  return undefined
}

/** As `parseTime`: undefined also for what looks like a time and is none. */
export function timeAt(words: readonly string[]): ParsedTime | undefined {
  const line = words.slice(0, 6).join(' ').toLowerCase()
  if (/^\d+(?:st|nd|rd|th)\b/.test(line)) return undefined
  for (const shape of shapes) {
    const found = shape.exec(line)
    if (!found || (isMeasure(line) && !found[0].includes(' '))) continue
    const time = timeOf(found.groups ?? {})
    if (time) return { ...time, taken: found[0].split(' ').length }
  }
  return undefined
}

const isMeasure = (line: string): boolean =>
  counted.test(line) && measure.test(line) && !/^\S+ minutes? (?:past|to|after|before)/.test(line)

function timeOf(said: Record<string, string | undefined>): Omit<ParsedTime, 'taken'> | undefined {
  if (said.eod) return { ...endOfDay, sure: true, note: `I read “${said.eod}” as 5:00 p.m.` }
  const known = said.named && named[said.named]
  if (known && said.away === undefined) return { ...known, sure: true }
  const hour = known ? known.hh : said.word === undefined ? Number(said.hour) : hours.indexOf(said.word) + 1
  const away = said.away === undefined ? 0 : (counts[said.away] ?? Number.parseInt(said.away, 10))
  const isBefore = said.side !== undefined && !/^(?:past|after)$/.test(said.side)
  const ending = said.half ?? said.letter
  const time = onTheWall(hour, Number(said.mm ?? counts[said.minutes ?? ''] ?? 0), ending)
  if (!time || away > 59) return undefined
  const minutes = (time.hh * 60 + time.mm + (isBefore ? -away : away) + 24 * 60) % (24 * 60)
  const sure = known !== undefined || ending !== undefined || hour > 12 || /^0/.test(said.hour ?? '')
  return { hh: Math.floor(minutes / 60), mm: minutes % 60, sure }
}

function onTheWall(hours: number, mm: number, ending: string | undefined): Time | undefined {
  if (ending && (hours < 1 || hours > 12)) return undefined
  const hh = ending ? (hours % 12) + (ending.startsWith('p') ? 12 : 0) : hours
  return hh < 24 && mm < 60 ? { hh, mm } : undefined
}

/** Whether nobody can tell if it is meant at night or in the afternoon: `2`, `3:30`, `half past five`. */
export const isUnsure = ({ hh, sure }: Pick<ParsedTime, 'hh' | 'sure'>): boolean => !sure && hh < 7

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

const timeForm = 'Write it as 9:00, 9am or 2:30pm, after the weekday: “monday 9:00”.'
const noTime = (word: string): string => `“${word}” is not a time of the day. ${timeForm}`

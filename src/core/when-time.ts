import { Problem } from './problem.ts'

/** A time of the day on the wall. */
export interface Time {
  hh: number
  mm: number
}

const named: Readonly<Record<string, Time>> = {
  noon: { hh: 12, mm: 0 },
  midday: { hh: 12, mm: 0 },
  midnight: { hh: 0, mm: 0 },
}

/** Behind a number these mean that it is no time: `5 minutes`, `12 people`. */
const measure = /^(m|mins?|minutes?|people|persons|folks|participants|weeks?|hours?)$/i

const shape = /^(\d{1,2})(?:[:.h]([0-9]{2})|(h))?(am|pm|a\.m\.|p\.m\.)?$/
const digits = /^([0-9]{2})([0-9]{2})$/

/**
 * Reads a time where these words begin with one (`9`, `9:00`, `8.30`, `14h`, `9 am`, `0930`, `noon`), and how many it took.
 * @throws {Problem} for what looks like a time and is none, such as 27:99.
 */
export function readTime(words: readonly string[]): (Time & { taken: number }) | undefined {
  const [first = '', second = ''] = words.map(word => word.toLowerCase().replace(/,$/, ''))
  const known = Object.hasOwn(named, first) ? named[first] : undefined
  if (known) return { ...known, taken: 1 }
  if (!/^\d/.test(first) || /^\d+(st|nd|rd|th)$/.test(first)) return undefined
  if (measure.test(second) || /^\d+(m|mins?|minutes?)$/.test(first)) return undefined
  const behind = /^(am|pm|a\.m\.|p\.m\.|h|uhr|noon|midnight|o'clock|o’clock)$/.test(second) ? second : ''
  const half = behind && /^[ap]/.test(behind) ? behind : ''
  const [, hours, minutes = '0', , ending] = shape.exec(first + half) ?? digits.exec(first) ?? []
  const time = hours === undefined ? undefined : onTheWall(Number(hours), Number(minutes), ending)
  if (!time) throw new Problem(noTime(words[0] ?? '', half))
  return { ...time, taken: behind ? 2 : 1 }
}

function onTheWall(hours: number, mm: number, ending: string | undefined): Time | undefined {
  if (ending && (hours < 1 || hours > 12)) return undefined
  const hh = ending ? (hours % 12) + (ending.startsWith('p') ? 12 : 0) : hours
  return hh < 24 && mm < 60 ? { hh, mm } : undefined
}

const noTime = (word: string, half: string): string =>
  `“${[word, half].filter(Boolean).join(' ')}” is not a time of the day. Write it as 9:00, 9am or 14:30, behind the weekday: “monday 9:00”.`

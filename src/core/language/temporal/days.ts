import { monthOf, plusDays, weekday, weekdayOf } from '../../time/calendar.ts'
import { dateAt as readDay } from '../../time/date-shapes.ts'
import { parseDate } from '../../time/parse-date.ts'
import type { Line } from '../normalize.ts'
import { numberAt, numberOf, numbers, ordinals } from './numbers.ts'

/** Who reads, and when: what `tomorrow` and `4/5` mean. */
export interface Now {
  /** Such as `2026-11-28`. */
  today: string
  monthFirst: boolean
}

const dayName = /^(?:mon|tue|wed|thu|fri|sat|sun)/

/** The day of the week that a word names, also in the plural. */
export function dayNamed(word: string): number | undefined {
  if (!dayName.test(word)) return undefined
  return weekdayOf(word) ?? weekdayOf(word.replace(/s$/, ''))
}

/** `mondays` */
export const isPlural = (word: string): boolean => /days$/.test(word)

const monthName = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/
const monthNamed = (word: string): number | undefined => (monthName.test(word) ? monthOf(word) : undefined)

const spokenTens: Readonly<Record<string, number>> = { twentieth: 20, thirtieth: 30 }

/** A day of the month in words: `ninth`, `twenty first`. */
function spokenDay(words: Line['words'], at: number): { day: number; taken: number } | undefined {
  const [first = '', second = ''] = [words[at]?.text, words[at + 1]?.text]
  const alone = spokenTens[first] ?? teenth(first)
  if (alone > 0) return { day: alone, taken: 1 }
  const many = first === 'twenty' ? 20 : first === 'thirty' ? 30 : 0
  const more = ordinals.indexOf(second)
  return many > 0 && more > 0 && more < 10 && many + more < 32 ? { day: many + more, taken: 2 } : undefined
}

/** `ninth`, `fifteenth`; 0 where it is none. */
function teenth(word: string): number {
  const at = ordinals.indexOf(word)
  if (at > 0) return at
  const number = /teenth$/.test(word) ? numbers.indexOf(word.slice(0, -2)) : -1
  return Math.max(0, number)
}

/** How many words from here are a day of the calendar, as `parseDate` takes it. */
export function dateWords({ words }: Line, at: number): string[] | undefined {
  const say = (many: number) => words.slice(at, at + many).map(word => word.text)
  const [first = '', second = '', third = '', fourth = ''] = say(4)
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(first) || /^\d{1,2}\/\d{1,2}(?:\/\d{2,4})?$/.test(first)) return [first]
  const isDay = (word: string) => /^(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$/.test(word)
  const isYear = (word: string) => /^20\d\d$/.test(word)
  if (monthNamed(first) && second === 'the' && isDay(third)) return [first, second, third]
  // “December ninth”, as it is dictated; “we may first call” is no date.
  const the = second === 'the' ? 1 : 0
  const spoken = monthNamed(first) && first !== 'may' ? spokenDay(words, at + 1 + the) : undefined
  if (spoken) return [first, String(spoken.day), ...Array<string>(spoken.taken - 1 + the).fill('')]
  if (monthNamed(first) && isDay(second)) return say(isYear(third) ? 3 : 2)
  if (
    (isDay(first) && monthNamed(second) && second !== 'may') ||
    (isDay(first) && second === 'may' && !/^(be|i|we|you|have|want|need)$/.test(third))
  )
    return say(isYear(third) ? 3 : 2)
  if (isDay(first) && /^(?:of|de)$/.test(second) && monthNamed(third)) return say(isYear(fourth) ? 4 : 3)
  // “The twelfth of December.”
  const told = spokenDay(words, at)
  if (told && words[at + told.taken]?.text === 'of' && monthNamed(words[at + told.taken + 1]?.text ?? ''))
    return [
      String(told.day),
      ...Array<string>(told.taken - 1).fill(''),
      ...say(told.taken + 2).slice(told.taken),
    ]
  if (/^(?:today|tonight|tomorrow)$/.test(first)) return [first]
  if (/^(?:this|next|coming)$/.test(first) && dayNamed(second) !== undefined && !isPlural(second))
    return say(2)
  if (/^(?:this|next)$/.test(first) && /^(?:week|month)$/.test(second)) return say(2)
  if (first === 'day' && second === 'after' && third === 'tomorrow') return say(3)
  if (first === 'end' && second === 'of' && /^(?:week|month)$/.test(third)) return say(3)
  if (
    first === 'end' &&
    second === 'of' &&
    /^(?:the|this|next)$/.test(third) &&
    /^(?:week|month)$/.test(fourth)
  )
    return say(4)
  return undefined
}

/** No other word begins a day, but for a number. */
const beginsDay =
  /^(?:\d|(?:the|el|an?|in|within|another|couple|half|this|next|coming|day|end)$|to(?:day|night|morrow)|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)/

/** A day of the calendar that is said here, and how many words that took. */
export function dateAt(line: Line, at: number, now: Now): { date: string; taken: number } | undefined {
  const { words } = line
  const first = words[at]?.text ?? ''
  if (!beginsDay.test(first) && Number.isNaN(numberOf(first))) return undefined
  const the = /^(?:the|el)$/.test(first) ? 1 : 0
  const named = dayNamed(first)
  // “Monday week” is a week behind the coming one.
  if (
    named !== undefined &&
    !isPlural(first) &&
    words[at + 1]?.text === 'week' &&
    !often.test(words[at - 1]?.text ?? '')
  )
    return { date: plusDays(comingDay(named, now.today), 7), taken: 2 }
  // “A week from Tuesday.”
  const from =
    /^(?:a|one)$/.test(first) && words[at + 1]?.text === 'week' && words[at + 2]?.text === 'from'
      ? dayNamed(words[at + 3]?.text ?? '')
      : undefined
  if (from !== undefined) return { date: plusDays(comingDay(from, now.today), 7), taken: 4 }
  const beside = besideDay(line, at, now)
  if (beside) return beside
  const said = dateWords(line, at + the)
  if (said) {
    const date = dateOr(said.filter(Boolean).join(' ').replace(' de ', ' of '), now)
    return date ? { date, taken: said.length + the } : undefined
  }
  const within = /^(?:in|within)$/.test(first) ? 1 : 0
  const many =
    numberAt(line, at + within) ??
    (/^(?:a|an|one|another)$/.test(words[at + within]?.text ?? '') ? { value: 1, taken: 1 } : undefined)
  if (many) {
    const unit = words[at + within + many.taken]?.text ?? ''
    const behind = words[at + within + many.taken + 1]?.text
    const isFrom = behind === 'from'
    if (/^(?:day|week|month)s?$/.test(unit) && (within > 0 || isFrom)) {
      const date = dateOr(`in ${many.value} ${unit}`, now)
      return date ? { date, taken: within + many.taken + 1 + (isFrom ? 2 : 0) } : undefined
    }
  }
  const ordinal = words[at + the]?.text ?? ''
  if (/^(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)$/.test(ordinal) && (the > 0 || at > 0)) {
    const behind = words[at + the + 1]?.text ?? ''
    if (dayNamed(behind) !== undefined) return undefined
    if (
      /^(?:grade|grader|graders|floor|one|question|of|answer|time|anniversary|annual|step|century|street|avenue)$/.test(
        behind,
      )
    )
      return undefined
    return { date: dayOfMonth(Number.parseInt(ordinal, 10), now.today), taken: the + 1 }
  }
  return undefined
}

/** The next such day of a month. */
function dayOfMonth(day: number, today: string): string {
  for (let more = 0; more < 62; more++) {
    const date = plusDays(today, more)
    if (Number(date.slice(8)) === day) return date
  }
  return today
}

function dateOr(words: string, { today, monthFirst }: Now): string | undefined {
  try {
    return parseDate(words, today, monthFirst).date
  } catch {
    return undefined
  }
}

/** The coming day of a name: that of today is a week away. */
export const comingDay = (day: number, today: string): string =>
  plusDays(today, (day - weekday(today) + 7) % 7 || 7)

/** Leads up to what comes again and again. */
export const often = /^(?:every|each|per)$/

/** `the day before Thanksgiving`, `the Friday after Dec 24`, as the grammar of days reads it. */
function besideDay(
  line: Line,
  at: number,
  { today, monthFirst }: Now,
): { date: string; taken: number } | undefined {
  const { words } = line
  const the = words[at]?.text === 'the' ? 1 : 0
  const which = words[at + the]?.text ?? ''
  const isBeside =
    (which === 'day' || dayNamed(which) !== undefined) &&
    /^(?:before|after)$/.test(words[at + the + 1]?.text ?? '')
  const from = words[at]?.from ?? 0
  if (!isBeside || words[at + the + 2] === undefined) return undefined
  try {
    const found = readDay(line.clean.slice(from).toLowerCase(), { today, monthFirst })
    const behind = found ? words.findIndex(word => word.from >= from + found.length) : 0
    const taken = behind < 0 ? words.length - at : behind - at
    return found && taken > the + 2 ? { date: found.date, taken } : undefined
  } catch {
    return undefined
  }
}

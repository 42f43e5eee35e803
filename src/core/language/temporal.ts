import { monthOf, plusDays, weekday, weekdayOf } from '../time/calendar.ts'
import { monthDayInWords, ordinalInWords } from '../time/in-words.ts'
import { parseDate } from '../time/parse-date.ts'
import { type ParsedRecurrence, parsePartialRecurrence } from '../time/parse-recurrence.ts'
import { isUnsure, parseTime, type Time } from '../time/parse-time.ts'
import { zoneOr } from '../time/time-zones.ts'
import type { Line } from './normalize.ts'
import type { ClassMatcher } from './pattern.ts'

/** Who reads, and when: what `tomorrow` and `4/5` mean. */
export interface Now {
  /** Such as `2026-11-28`. */
  today: string
  monthFirst: boolean
}

/** What a line says of when: how often, on which days, at what time, where that time is meant. */
export interface Moment {
  /** Days of the week, in the order they were named; 0 is Sunday. */
  weekdays: readonly number[]
  /** It is said that it comes again and again: `every`, `mondays`, `weekly`. */
  recurs: boolean
  everyOther: boolean
  time?: Time
  /** Nobody can tell whether it is meant at night or in the afternoon: it is asked. */
  unsure?: true
  /** A day of the calendar. */
  date?: string
  tz?: string
  /** What cannot be had, as it was said: `monthly`, `every hour`. */
  refused?: string
  /** Places of the words that say so. */
  hits: readonly number[]
}

const numbers =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const tens: Readonly<Record<string, number>> = {
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const spanish =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince'.split(' ')
const ordinals =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ')

/** The number a word says: `5`, `five`, `a dozen`; NaN where it says none. */
export function numberOf(word: string): number {
  if (/^\d{1,6}$/.test(word)) return Number(word)
  const at = numbers.indexOf(word)
  if (at >= 0) return at
  if (word === 'dozen') return 12
  if (Object.hasOwn(tens, word)) return tens[word] ?? Number.NaN
  const other = spanish.indexOf(word)
  return other >= 0 ? other : Number.NaN
}

/** The number at a place, and how many words it took: `twenty five`, `a dozen`, `15`. */
export function numberAt({ words }: Line, at: number): { value: number; taken: number } | undefined {
  const word = words[at]?.text ?? ''
  const next = words[at + 1]?.text ?? ''
  if ((word === 'a' || word === 'an') && next === 'dozen') return { value: 12, taken: 2 }
  if (word === 'a' && (next === 'couple' || next === 'few'))
    return { value: next === 'couple' ? 2 : 3, taken: words[at + 2]?.text === 'of' ? 3 : 2 }
  if (word === 'half' && next === 'a' && words[at + 2]?.text === 'dozen') return { value: 6, taken: 3 }
  if ((word === 'a' || word === 'one') && next === 'hundred') return { value: 100, taken: 2 }
  if (word === 'couple') return { value: 2, taken: next === 'of' ? 2 : 1 }
  const value = numberOf(word)
  if (Number.isNaN(value)) return undefined
  if (next === 'dozen' && value < 20) return { value: value * 12, taken: 2 }
  const ones = numbers.indexOf(next)
  const compound = value >= 20 && value % 10 === 0 && ones > 0 && ones < 10 && /^[a-z]+$/.test(word)
  return compound ? { value: value + ones, taken: 2 } : { value, taken: 1 }
}

/** Which in a row: `third`, `3rd`, `number 3`, `#3`, `3`. */
export function ordinalOf(word: string): number {
  const at = ordinals.indexOf(word)
  if (at > 0) return at
  const counted = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)
  return counted ? Number(counted[1]) : numberOf(word)
}

const dayName = /^(?:mon|tue|wed|thu|fri|sat|sun)/
/** The day of the week that a word names, also in the plural. */
export function dayNamed(word: string): number | undefined {
  if (!dayName.test(word)) return undefined
  return weekdayOf(word) ?? weekdayOf(word.replace(/s$/, ''))
}
const isPlural = (word: string): boolean => /days$/.test(word)

const monthNamed = (word: string): number | undefined => (word.length < 3 ? undefined : monthOf(word))

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
function dateWords({ words }: Line, at: number): string[] | undefined {
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

/** A day of the calendar that is said here, and how many words that took. */
export function dateAt(line: Line, at: number, now: Now): { date: string; taken: number } | undefined {
  const { words } = line
  const first = words[at]?.text ?? ''
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

/** A time of the day that is said here. `bare`: a mere number, which may be something else. */
export function timeAt(
  line: Line,
  at: number,
): { time: Time; taken: number; bare: boolean; sure: boolean } | undefined {
  const { words } = line
  const first = words[at]?.text.replace(/ish$/, '') ?? ''
  if (
    !/^(?:\d|noon|midday|midnight|half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|eod|cob)/.test(
      first,
    )
  )
    return undefined
  if (first === 'eod' || first === 'cob')
    return { time: { hh: 17, mm: 0 }, taken: 1, bare: false, sure: true }
  const compact = /^(\d{1,2})(\d\d)([ap]m?)$/.exec(first)
  const short = /^(\d{1,2}(?::\d\d)?)([ap])$/.exec(first)
  const start = compact
    ? `${compact[1]}:${compact[2]}${compact[3]?.padEnd(2, 'm')}`
    : short
      ? `${short[1]}${short[2]}m`
      : first
  // “At 10 for the teens” is a time; “10 for lunch” counts people.
  const before = words[at - 1]?.text ?? ''
  const isPlaced = /^(?:at|around|by)$/.test(before) || dayNamed(before) !== undefined
  const rest = words.slice(at + 1, at + 6).map(word => word.text)
  const said = [start, ...(isPlaced && rest[0] === 'for' ? [] : rest)]
  if (/^\d/.test(first) && !/^\d{1,2}(?:[:.]\d\d)?(?:[ap]m|h)?$/.test(start)) return undefined
  try {
    const found = parseTime(said)
    if (!found) return undefined
    const behind = words[at + found.taken]?.text ?? ''
    if (
      found.taken === 1 &&
      /^(?:\d{1,2}|[a-z]+)$/.test(start) &&
      /^(?:minutes?|people|weeks?|days?|months?|hours?|questions?|kids|teens|of|more|years?|grade)$/.test(
        behind,
      )
    )
      return undefined
    const bare =
      found.taken === 1 && /^(?:\d{1,2}|[a-z]+)$/.test(start) && !/^(?:noon|midday|midnight)$/.test(start)
    return { time: { hh: found.hh, mm: found.mm }, taken: found.taken, bare, sure: found.sure }
  } catch {
    return undefined
  }
}

/** Classes of words that patterns may name, and code knows: `<number>`, `<day>`, `<date>`, `<time>`. */
export const temporalClasses: Readonly<Record<string, ClassMatcher>> = {
  number: (line, at) => numberAt(line, at)?.taken ?? 0,
  ordinal: (line, at) => {
    const text = line.words[at]?.text ?? ''
    return /^(?:last|previous)$/.test(text) || !Number.isNaN(ordinalOf(text)) ? 1 : 0
  },
  day: (line, at) => (dayNamed(line.words[at]?.text ?? '') === undefined ? 0 : 1),
  date: (line, at) => {
    const the = line.words[at]?.text === 'the' ? 1 : 0
    if (dayNamed(line.words[at]?.text ?? '') !== undefined) return dateWords(line, at + 1)?.length ?? 1
    return (
      dateAt(line, at, { today: '2026-01-01', monthFirst: true })?.taken ??
      dateWords(line, at + the)?.length ??
      0
    )
  },
  time: (line, at) => timeAt(line, at)?.taken ?? 0,
}

const often = /^(?:every|each|per)$/
const monthly = /^(?:monthly|quarterly|yearly|annually|bimonthly)$/
const parts: Readonly<Record<string, 'am' | 'pm'>> = {
  morning: 'am',
  mornings: 'am',
  afternoon: 'pm',
  afternoons: 'pm',
  evening: 'pm',
  evenings: 'pm',
  night: 'pm',
  nights: 'pm',
  am: 'am',
  pm: 'pm',
}
/** What comes so often “a week”. */
const isCounted = /^(?:icebreaker|question|prompt|opener|post|one|reminder)$/
const ranging = /^(?:to|thru|through|till|until)$/

/** Several grammars ask the same of a line. */
const known = new WeakMap<Line['words'], { now: Now; moment: Moment }>()

const exceptTwo = /^(?:but not|other than|apart from)$/

/** Reads what a line says of when, wherever it stands. Pure; never throws. */
export function readMoment(line: Line, now: Now): Moment {
  const before = known.get(line.words)
  if (before && before.now.today === now.today && before.now.monthFirst === now.monthFirst)
    return before.moment
  const moment = momentIn(line, now)
  known.set(line.words, { now, moment })
  return moment
}

function momentIn(line: Line, now: Now): Moment {
  const { words } = line
  const weekdays: number[] = []
  const hits: number[] = []
  const found: {
    recurs: boolean
    everyOther: boolean
    time?: Time
    sure?: boolean
    date?: string
    tz?: string
    refused?: string
    part?: 'am' | 'pm'
  } = { recurs: false, everyOther: false }
  const mark = (from: number, many: number) => {
    for (let more = 0; more < many; more++) hits.push(from + more)
  }
  let range = false
  for (let at = 0; at < words.length; ) {
    const text = words[at]?.text ?? ''
    const next = words[at + 1]?.text ?? ''
    const taken = step(at, text, next)
    if (taken > 0) mark(at, taken)
    if (taken === 0) range = ranging.test(text) && weekdays.length > 0
    else if (dayNamed(text) === undefined) range = false
    at += Math.max(1, taken)
  }
  return {
    weekdays,
    recurs: found.recurs,
    everyOther: found.everyOther,
    ...(found.time && { time: inDay(found.time, found.sure ?? false, found.part) }),
    ...(found.time &&
      !found.part &&
      isUnsure({ ...found.time, sure: found.sure ?? false }) && { unsure: true }),
    ...(found.date && { date: found.date }),
    ...(found.tz && { tz: found.tz }),
    ...(found.refused && { refused: found.refused }),
    hits,
  }

  /** `except wednesday`, `but not on weekends`: those days are taken out again. */
  function leftOut(at: number): number {
    const word = (place: number) => words[place]?.text ?? ''
    const lead = /^(?:except|excluding|minus|not|excepto|menos)$/.test(word(at))
      ? 1
      : exceptTwo.test(`${word(at)} ${word(at + 1)}`)
        ? 2
        : 0
    if (lead === 0 || weekdays.length === 0) return 0
    let to = at + lead
    while (/^(?:for|on|the|los|las)$/.test(word(to))) to++
    const out: number[] = []
    for (; ; to++) {
      const day = dayNamed(word(to))
      if (day !== undefined) out.push(day)
      else if (/^weekends?$/.test(word(to))) out.push(6, 0)
      else if (!(out.length > 0 && /^(?:and|or|y|o)$/.test(word(to)) && dayNamed(word(to + 1)) !== undefined))
        break
    }
    for (const day of out) if (weekdays.includes(day)) weekdays.splice(weekdays.indexOf(day), 1)
    return out.length > 0 ? to - at : 0
  }

  function step(at: number, text: string, next: string): number {
    const left = leftOut(at)
    if (left > 0) return left
    if (often.test(text)) {
      const third = words[at + 2]?.text ?? ''
      if (
        /^(?:other|second|2nd|alternate|two|2)$/.test(next) &&
        (dayNamed(third) !== undefined || /^weeks?$/.test(third))
      ) {
        found.recurs = true
        found.everyOther = true
        return /^weeks?$/.test(third) ? 3 : 2
      }
      if (/^(?:month|hour|quarter|year)$/.test(next) || (next === 'other' && /^(?:day|month)$/.test(third))) {
        found.refused ??= `${text} ${next}`
        return 2
      }
      if (/^(?:first|third|fourth|last|1st|3rd|4th)$/.test(next) && dayNamed(third) !== undefined) {
        found.refused ??= `${text} ${next} ${third}`
        return 3
      }
      if (
        dayNamed(next) !== undefined ||
        /^(?:week|day|weekday|morning|workday|work|weekend|single)s?$/.test(next)
      ) {
        found.recurs = true
        if (next === 'week') return 2
        // “Every morning”: where no days are named, that is each.
        if (/^(?:mornings?|single)$/.test(next) && weekdays.length === 0) add([0, 1, 2, 3, 4, 5, 6])
        return 1
      }
      return 0
    }
    if (monthly.test(text) || text === 'hourly') {
      found.refused ??= text
      return 1
    }
    if (
      /^(?:once|twice)$/.test(text) &&
      next === 'a' &&
      /^(?:week|month|day)$/.test(words[at + 2]?.text ?? '')
    ) {
      if (text === 'once' && words[at + 2]?.text === 'week') found.recurs = true
      else found.refused ??= `${text} a ${words[at + 2]?.text}`
      return 3
    }
    if (/^(?:first|second|third|fourth|last|1st|2nd|3rd|4th)$/.test(text) && dayNamed(next) !== undefined) {
      const behind = words.slice(at + 2, at + 5).map(word => word.text)
      if (behind.includes('month')) {
        found.refused ??= `${text} ${next} of the month`
        return 2 + behind.indexOf('month') + 1
      }
      return 0
    }
    if (/^(?:biweekly|fortnightly)$/.test(text)) {
      found.recurs = true
      found.everyOther = true
      return 1
    }
    if (text === 'weekly') {
      found.recurs = true
      return 1
    }
    // “One icebreaker a week.”
    if (text === 'a' && next === 'week' && isCounted.test(words[at - 1]?.text ?? '')) {
      found.recurs = true
      return 2
    }
    if (text === 'daily' || (text === 'day' && often.test(words[at - 1]?.text ?? ''))) {
      found.recurs = true
      add([0, 1, 2, 3, 4, 5, 6])
      return 1
    }
    // “To end the workday with” tells no schedule.
    const isTheDay =
      /^(?:weekday|workday)$/.test(text) && /^(?:the|our|a|my|this)$/.test(words[at - 1]?.text ?? '')
    if ((/^(?:weekdays?|workdays?)$/.test(text) && !isTheDay) || (text === 'work' && /^days?$/.test(next))) {
      found.recurs = true
      add([1, 2, 3, 4, 5])
      return text === 'work' ? 2 : 1
    }
    if (/^weekends?$/.test(text) && (often.test(words[at - 1]?.text ?? '') || text.endsWith('s'))) {
      found.recurs = true
      add([6, 0])
      return 1
    }
    if (/^(?:mwf|tth|m-f|mf)$/.test(text)) {
      found.recurs = true
      add(text === 'mwf' ? [1, 3, 5] : text === 'tth' ? [2, 4] : [1, 2, 3, 4, 5])
      return 1
    }
    const zone = zoneAt(at)
    if (zone) {
      found.tz ??= zone.tz
      return zone.taken
    }
    const day = dayNamed(text)
    if (day !== undefined) {
      // “Tuesday, Dec 1”: the date is meant.
      const date = dateWords(line, at + 1) && dateAt(line, at + 1, now)
      if (date) {
        found.date ??= date.date
        return 1 + date.taken
      }
      if (range) {
        for (let one = weekdays.at(-1) ?? day; one !== day; one = (one + 1) % 7)
          if (!weekdays.includes(one)) weekdays.push(one)
        range = false
      } else if (/-$/.test(line.clean.slice(0, words[at]?.from ?? 0).trimEnd()) && weekdays.length > 0) {
        for (let one = weekdays.at(-1) ?? day; one !== day; one = (one + 1) % 7)
          if (!weekdays.includes(one)) weekdays.push(one)
      }
      add([day])
      if (isPlural(text) || /^(?:morning|afternoon|evening|night)s$/.test(next)) found.recurs = true
      return 1
    }
    const date = dateAt(line, at, now)
    if (date && text !== 'tonight') {
      found.date ??= date.date
      return date.taken
    }
    // “I am” says nothing of the morning.
    const isVerb = text === 'am' && !/\d/.test(words[at - 1]?.text ?? '')
    const part = Object.hasOwn(parts, text) && !isVerb ? parts[text] : undefined
    if (part) {
      found.part ??= part
      return 1
    }
    const time = found.time ? undefined : timeAt(line, at)
    if (time && (!time.bare || isTimeLike(at))) {
      found.time = time.time
      found.sure = time.sure
      return time.taken
    }
    return 0
  }

  /** A mere number is a time behind `at`, and beside a day. */
  function isTimeLike(at: number): boolean {
    const before = words[at - 1]?.text ?? ''
    const behind = words[at + 1]?.text ?? ''
    if (/ish$/.test(words[at]?.text ?? '')) return true
    if (/^(?:at|around|about|by|after|before|like|@)$/.test(before))
      return !/^(?:about|like)$/.test(before) || weekdays.length > 0
    return (
      dayNamed(before) !== undefined ||
      /^(?:oclock|sharp)$/.test(behind) ||
      (Object.hasOwn(parts, behind) && behind !== 'am') ||
      (behind === 'in' && /^(?:the|morning)$/.test(words[at + 2]?.text ?? ''))
    )
  }

  /** `london time`, `eastern time`, `EST`. */
  function zoneAt(at: number): { tz: string; taken: number } | undefined {
    for (let many = 1; many <= 3; many++) {
      if (words[at + many]?.text !== 'time') continue
      const name = words
        .slice(at, at + many)
        .map(word => word.text)
        .join(' ')
      const tz =
        /^(?:the|a|my|our|what|story|this|some|any|no|per|each|every|same|first|standard|local|short|next|of)$/.test(
          words[at]?.text ?? '',
        )
          ? undefined
          : zoneOr(name)
      if (tz) return { tz, taken: many + 1 }
    }
    const text = words[at]?.text ?? ''
    if (/^(?:est|edt|cst|cdt|mst|mdt|pst|pdt|utc|gmt)$/.test(text)) {
      const tz = zoneOr(text)
      return tz ? { tz, taken: 1 } : undefined
    }
    return undefined
  }

  function add(days: readonly number[]): void {
    // “Daily, on weekdays”: the fewer days are meant.
    if (days.length === 7 && weekdays.length > 0) return
    if (weekdays.length === 7) weekdays.length = 0
    for (const day of days) if (!weekdays.includes(day)) weekdays.push(day)
  }
}

/** Three is in the afternoon: no library is at work at three in the night. */
function inDay({ hh, mm }: Time, sure: boolean, part: 'am' | 'pm' | undefined): Time {
  if (sure) return { hh, mm }
  if (part === 'am') return { hh: hh === 12 ? 0 : hh, mm }
  if (part === 'pm') return { hh: hh < 12 && hh > 0 ? hh + 12 : hh, mm }
  return { hh: hh > 0 && hh < 7 ? hh + 12 : hh, mm }
}

const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
/** The name of a day of the week: 0 is Sunday. */
export const dayInWords = (day: number): string => names[day] ?? ''
/** `09:00`. */
export const clock = ({ hh, mm }: Time): string =>
  `${String(hh).padStart(2, '0')}:${String(mm).padStart(2, '0')}`

/** The canonical words of a moment: `every other week`, `monday 09:00`, `weekdays 08:30`, `2026-12-12`, `tz Europe/London`. */
export function momentWords({ weekdays, everyOther, time, date, tz }: Moment): string[] {
  const at = time ? ` ${clock(time)}` : ''
  const days =
    weekdays.length === 7
      ? [`every day${at}`]
      : weekdays.length === 5 && [1, 2, 3, 4, 5].every(day => weekdays.includes(day))
        ? [`weekdays${at}`]
        : weekdays.map(day => `${dayInWords(day)}${at}`)
  return [
    ...(everyOther ? ['every other week'] : []),
    ...days,
    ...(date ? [date] : []),
    ...(days.length === 0 && time ? [clock(time)] : []),
    ...(tz ? [`tz ${tz}`] : []),
  ]
}

/** What the grammar of reminders makes of the part of a line that says when; undefined where other words stand within it. */
export function recurrenceIn(
  line: Line,
  { hits }: Moment,
  { today, monthFirst }: Now,
): ParsedRecurrence | undefined {
  const places = hits.toSorted((a, b) => a - b)
  const [first] = places
  const last = places.at(-1)
  if (first === undefined || last === undefined) return undefined
  const lead = line.words.slice(0, first).findLastIndex(word => !leading.test(word.text)) + 1
  const from = line.words[lead]?.from ?? 0
  const typed = line.clean.slice(from, line.words[last]?.to)
  try {
    const reader = { now: Date.parse(`${today}T12:00:00Z`), tz: 'UTC', monthFirst }
    const { when } = parsePartialRecurrence(typed, reader)
    return when.rest === '' ? when : undefined
  } catch {
    return undefined
  }
}

const leading =
  /^(?:every|each|the|on|at|of|first|second|third|fourth|last|other|until|through|and|starting)$/

/** Its canonical words: `first monday of the month 09:00`, `until 2026-12-24`. */
export function recurrenceWords({
  nth,
  monthDays,
  weekdays,
  hh,
  mm,
  named,
  everyOther,
  tz,
  from,
  until,
}: ParsedRecurrence): string[] {
  const time = { hh, mm }
  const at = named.time ? ` ${clock(time)}` : ''
  const more = [
    ...(from && !named.day ? [from] : []),
    ...(until ? [`until ${until}`] : []),
    ...(tz ? [`tz ${tz}`] : []),
  ]
  if (monthDays) return [...monthDays.map(day => `${monthDayInWords(day)} of the month${at}`), ...more]
  if (nth)
    return [
      ...nth.flatMap(one =>
        weekdays.map(day => `${ordinalInWords(one)} ${dayInWords(day)} of the month${at}`),
      ),
      ...more,
    ]
  return [
    ...momentWords({ weekdays, recurs: true, everyOther, ...(named.time && { time }), hits: [] }),
    ...more,
  ]
}

/** The same as what is typed: `every other monday 09:00 in Europe/London`. What is not sure stays so: it is asked. */
export function momentTyped({ weekdays, everyOther, time: known, unsure, date, tz }: Moment): string {
  const time = known && unsure ? { ...known, hh: known.hh % 12 } : known
  const days = weekdays.length === 7 ? 'every day' : weekdays.map(dayInWords).join(' & ')
  return [
    everyOther ? 'every other' : '',
    days || (date ?? ''),
    time ? (unsure ? clock(time).replace(/^0/, '') : clock(time)) : '',
    date && days ? `starting ${date}` : '',
    tz ? `tz ${tz}` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

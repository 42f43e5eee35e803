import { weekday } from '../../time/calendar.ts'
import { exceptShape } from '../../time/excepting.ts'
import { isUnsure, type Time } from '../../time/parse-time.ts'
import { zoneOr } from '../../time/time-zones.ts'
import { type Line, said } from '../normalize.ts'
import { dateAt, dateWords, dayNamed, isPlural, type Now, often } from './days.ts'
import { timeAt } from './time-at.ts'

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
  /** It names what does not go together, as it was typed: two times, two dates, a weekday of another date. Whoever reads it whole has to say so. */
  clash?: string
  /** What cannot be had, as it was said: `monthly`, `every hour`. */
  refused?: string
  /** Places of the words that say so. */
  hits: readonly number[]
}

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

/** “Weekdays, not Fridays” is said of what was named before. */
const excepting = new RegExp(`^(?:${exceptShape}|not(?: on)?)(?= |$)`)

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
    clash?: true
    clashTo?: number
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
    ...(found.clash && { clash: said(line, Math.min(...hits), found.clashTo ?? Math.max(...hits) + 1) }),
    hits,
  }

  /** `except wednesday`, `but not on weekends`: those days are taken out again. */
  function leftOut(at: number): number {
    const word = (place: number) => words[place]?.text ?? ''
    if (weekdays.length === 0) return 0
    const said = excepting.exec([0, 1, 2].map(more => word(at + more)).join(' '))?.[0]
    if (said === undefined) return 0
    let to = at + said.split(' ').length
    while (/^(?:the|los|las)$/.test(word(to))) to++
    const out: number[] = []
    for (; ; to++) {
      const day = dayNamed(word(to))
      if (day !== undefined) out.push(day)
      else if (/^weekends?$/.test(word(to))) out.push(6, 0)
      else if (!(out.length > 0 && /^(?:and|or|y|o)$/.test(word(to)) && dayNamed(word(to + 1)) !== undefined))
        break
    }
    for (const day of out) if (weekdays.includes(day)) weekdays.splice(weekdays.indexOf(day), 1)
    // “Except in December” cannot be had; “not for teens” is about something else.
    if (out.length === 0 && !said.startsWith('not'))
      Object.assign(found, { clash: true, clashTo: words.length })
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
        if (weekday(date.date) !== day) found.clash = true
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
      if (found.date && found.date !== date.date && /^(?:and|or|y|the)$/.test(words[at - 1]?.text ?? ''))
        found.clash = true
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
    const time = timeAt(line, at)
    if (time && (!time.bare || isTimeLike(at))) {
      // “Mon 9 and Thu 2pm.”
      if (found.time && (weekdays.length === 0 || (time.bare && words[at - 1]?.text !== 'at'))) return 0
      if (found.time) {
        found.clash = clock(found.time) !== clock(time.time) || found.clash
        return time.taken
      }
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
    // “Change the reminder to 10.”
    if (
      before === 'to' &&
      at === words.length - 1 &&
      /^(?:change|move|switch|set|shift|make|push|bump)$/.test(words[0]?.text ?? '')
    )
      return true
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

const clock = ({ hh, mm }: Time): number => hh * 60 + mm

/** Three is in the afternoon: no library is at work at three in the night. */
function inDay({ hh, mm }: Time, sure: boolean, part: 'am' | 'pm' | undefined): Time {
  if (sure) return { hh, mm }
  if (part === 'am') return { hh: hh === 12 ? 0 : hh, mm }
  if (part === 'pm') return { hh: hh < 12 && hh > 0 ? hh + 12 : hh, mm }
  return { hh: hh > 0 && hh < 7 ? hh + 12 : hh, mm }
}

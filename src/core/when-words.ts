import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns/format'
import { nearest } from './nearest.ts'
import { Problem } from './problem.ts'
import { dateIn, nextRun, type Rule } from './when.ts'
import { readTime, type Time } from './when-time.ts'
import { zoneInWords, zoneNamed } from './zones.ts'

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const workingDays = [1, 2, 3, 4, 5]
const defaultTime: Time = { hh: 9, mm: 0 }

const form =
  'Write a weekday and a time, such as “monday 9:00”, “tue & thu 14:30”, “weekdays 8:30” or “every other friday 15:00”.'

/** Characters of a line that is read for when: with the wishes behind it, nobody needs more. */
const longest = 1_000

/** What was said of when, and the words after it that say something else. */
export interface When {
  weekdays: readonly number[]
  hh: number
  mm: number
  everyOther: boolean
  /** What was named, and not left to what is usual. */
  named: { day: boolean; time: boolean }
  /** Only where a zone was typed. */
  tz?: string
  /** When, as it was typed. */
  said: string
  rest: string
}

const dayWords: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...days.flatMap((name, day) => spellings(name.toLowerCase()).map(word => [word, [day]] as const)),
  ...['weekday', 'weekdays', 'workday', 'workdays'].map(word => [word, workingDays] as const),
  ...['weekend', 'weekends'].map(word => [word, [0, 6]] as const),
  ...['day', 'daily'].map(word => [word, [0, 1, 2, 3, 4, 5, 6]] as const),
])
const otherWords = new Set(['other', 'second', '2nd', 'alternate', 'fortnightly', 'biweekly'])
const joining = new Set('every each on at and & + , @ from the weekly'.split(' '))
const ranging = new Set(['-', '–', 'to', 'through', 'till', 'until'])

/** Reads `mondays at 9`, `every other friday 15:30 in Europe/London`; what follows is handed back. @throws {Problem} */
export function readWhen(typed: string): When {
  const { when, stopped } = readSome(typed)
  if (!when.named.day) throw new Problem(noDay(stopped))
  return when
}

/** As `readWhen`, where the day may be left out: “9:00” alone, or only a zone. `stopped`: the word that says something else. */
export function readSome(typed: string): { when: When; stopped: string | undefined } {
  if (typed.length > longest) throw new Problem(`That is too long to be a day and a time. ${form}`)
  const { words: line, tz } = takeZone(typed)
  const tokens = spaced(line)
  const found = { weekdays: new Set<number>(), everyOther: false, time: undefined as Time | undefined }
  let at = 0
  let ranges = false
  while (at < tokens.length) {
    const word = (tokens[at] ?? '').toLowerCase()
    const named = dayWords.get(word)
    const time = found.time ? undefined : readTime(tokens.slice(at))
    if (named) addDays(found.weekdays, named, ranges)
    else if (time) found.time = time
    else if (otherWords.has(word)) found.everyOther = true
    else if (!joining.has(word) && !(ranging.has(word) && found.weekdays.size > 0)) break
    ranges = ranging.has(word)
    at += time?.taken ?? 1
  }
  const { hh, mm } = found.time ?? defaultTime
  const named = { day: found.weekdays.size > 0, time: found.time !== undefined }
  const weekdays = [...found.weekdays].sort((a, b) => a - b)
  const said = [...tokens.slice(0, at), ...(tz ? ['tz', tz] : [])].join(' ')
  const rest = tokens.slice(at).join(' ')
  const when = { weekdays, hh, mm, everyOther: found.everyOther, named, ...(tz && { tz }), said, rest }
  return { when, stopped: tokens[at] }
}

/** The rule of what was said, for the zone it is meant in; every second week counts from its first turn. */
export function ruleOf(
  { weekdays, hh, mm, everyOther }: Pick<When, 'weekdays' | 'hh' | 'mm' | 'everyOther'>,
  tz: string,
  now: number,
): Rule {
  const rule = { weekdays, hh, mm, tz }
  return everyOther ? { ...rule, everyOther: dateIn(tz, nextRun(rule, now)) } : rule
}

/** `every Monday at 09:00 (New York time)`. */
export function ruleInWords({ weekdays, hh, mm, tz, everyOther }: Rule): string {
  const clock = `${two(hh)}:${two(mm)}`
  return `every ${everyOther ? 'other ' : ''}${daysInWords(weekdays)} at ${clock} (${zoneInWords(tz)})`
}

/** An instant as the clock of a zone shows it: `Monday, 30 November at 09:00`. */
export const instantInWords = (at: number, tz: string): string =>
  format(new TZDate(at, tz), "EEEE, d MMMM 'at' HH:mm")

/** `Monday, 28 December`. */
export const dayInWords = (at: number, tz: string): string => format(new TZDate(at, tz), 'EEEE, d MMMM')

/** The date of the next turn in words. */
export const nextInWords = (rule: Rule, after: number): string =>
  instantInWords(nextRun(rule, after), rule.tz)

/** `in` is a zone's word only before a name with a slash: “in pairs” says something else. */
function takeZone(typed: string): { words: string; tz?: string } {
  const shape =
    /(?:^|\s)\(?(?:(?:tz|timezone|time zone)[\s:=]+([^\s)]+)|in\s+([A-Za-z_]+(?:\/[\w+-]+)+|UTC|GMT))\)?(?=\s|$)/i
  const match = shape.exec(typed)
  if (!match) return { words: typed }
  return { words: typed.replace(match[0], ' '), tz: zoneNamed(match[1] ?? match[2] ?? '') }
}

/** Words with what joins days set apart, and “every 2 weeks” in the one word that means it. */
function spaced(line: string): string[] {
  return line
    .replace(/\b(?:2|two)[- ]weeks\b/gi, 'other')
    .replace(/(?<=[a-z])\s*([,&+/–-])\s*(?=[a-z])/gi, (whole, sign, at) => {
      const before = /[a-z]+$/i.exec(line.slice(0, at))?.[0]?.toLowerCase() ?? ''
      return dayWords.has(before) ? ` ${sign === '/' ? '&' : sign} ` : whole
    })
    .replace(/(?<=[a-z]),/gi, ' ,')
    .split(/\s+/)
    .filter(Boolean)
}

/** `mon – fri` fills the days between. */
function addDays(to: Set<number>, named: readonly number[], ranges: boolean): void {
  const from = [...to].at(-1)
  const until = named[0]
  if (ranges && from !== undefined && until !== undefined && named.length === 1)
    for (let day = from; day !== until; day = (day + 1) % 7) to.add(day)
  for (const day of named) to.add(day)
}

function spellings(day: string): string[] {
  const short = { tuesday: ['tues'], wednesday: ['weds'], thursday: ['thur', 'thurs'] }[day] ?? []
  const all = [day, day.slice(0, 3), ...short]
  return all.flatMap(word => [word, `${word}s`, `${word}.`])
}

/** That no day was named, or that this word is none. */
export function noDay(word: string | undefined): string {
  if (!word) return `I need to know the day. ${form}`
  const near = nearest(
    word,
    days.map(day => day.toLowerCase()),
    1,
  )
  return `I do not know a day called “${word}”.${near.length > 0 ? ` Did you mean ${near[0]}?` : ''} ${form}`
}

const two = (count: number): string => String(count).padStart(2, '0')

/** `weekday`, `Monday and Friday`: what follows “every”. */
export function daysInWords(weekdays: readonly number[]): string {
  if (weekdays.length === 7) return 'day'
  if (weekdays.length === 5 && workingDays.every(day => weekdays.includes(day))) return 'weekday'
  // People's weeks begin on Monday.
  const names = [...weekdays].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7)).map(day => days[day] ?? '')
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

import { nearest } from '../language/did-you-mean.ts'
import { dayNames, weekdayNames } from './calendar.ts'

const workingDays = [1, 2, 3, 4, 5]
/** All days of the week: 0 is Sunday. */
export const everyDay: readonly number[] = [0, 1, 2, 3, 4, 5, 6]

const form =
  'Write a weekday and a time, such as “monday 9:00”, “tue & thu 2:30pm”, “weekdays 8:30” or “every other friday 3pm”.'

const dayWords: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...dayNames.flatMap((name, day) => spellings(name.toLowerCase()).map(word => [word, [day]] as const)),
  ...['weekday', 'weekdays', 'workday', 'workdays', 'm-f'].map(word => [word, workingDays] as const),
  ...['weekend', 'weekends'].map(word => [word, [0, 6]] as const),
  ...['day', 'days', 'daily', 'everyday'].map(word => [word, everyDay] as const),
  ['mwf', [1, 3, 5]],
  ['tth', [2, 4]],
])

/** The days of the week that a word names: `mon`, `Fridays`, `weekdays`. */
export const parseWeekdays = (word: string): readonly number[] | undefined => dayWords.get(word.toLowerCase())

/** Words with what joins days set apart, and every way to say “every other week” in the one that is read. */
export function spaced(line: string): string[] {
  return line
    .normalize('NFKC')
    .replace(/[\u2212\p{Pd}]/gu, '-')
    .replace(/\p{Cf}/gu, '')
    .replace(/[“”"`„«»]/g, ' ')
    .replace(/[’‘]/g, "'")
    .replace(/\b(mon|tues|wednes|thurs|fri|satur|sun)day'?s'?(?= |$)/gi, '$1day')
    .replace(/\b(week|work)(?:ing)?[- ](days?|ends?)\b/gi, '$1$2')
    .replace(/\b(?:once )?(every|each) (?:(?:2|two|couple of)[- ]|other )(?:weeks?|wks?)\b/gi, '$1 other')
    .replace(/\b(?:once )?(every|each) (?:14|fourteen) days\b/gi, '$1 other')
    .replace(
      /\b(?:once (?:a|per|every|each) week|(?:every|each|per) (?:single |1 |one )?weeks?)\b/gi,
      'weekly',
    )
    .replace(/\b(bi|fort)[- ](weekly|nightly)\b/gi, '$1$2')
    .replace(/\bevery-other\b/gi, 'every other')
    .replace(/\b[a-z]{2,9}(?:-[a-z]{2,9}){2,}\b/gi, chain =>
      chain.split('-').every(parseWeekdays) ? chain.replaceAll('-', ' & ') : chain,
    )
    .replace(/(?<=[a-z.])\s*([&+/-])\s*(?=[a-z])/gi, apart)
    .replace(/[,;]/g, ' , ')
    .replace(/@(?=\d)/g, ' @ ')
    .split(/\s+/)
    .filter(Boolean)
}

/** Behind a day these join it to the next; behind other words they belong to them. */
function apart(whole: string, sign: string, at: number, line: string): string {
  const before = /[a-z]+\.?$/i.exec(line.slice(0, at))?.[0] ?? ''
  return parseWeekdays(before) ? ` ${sign === '/' ? '&' : sign} ` : whole
}

/** `mon – fri` fills the days between. */
export function addDays(to: Set<number>, named: readonly number[], ranges: boolean): void {
  const from = [...to].at(-1)
  const until = named[0]
  if (ranges && from !== undefined && until !== undefined && named.length === 1)
    for (let day = from; day !== until; day = (day + 1) % 7) to.add(day)
  for (const day of named) to.add(day)
}

function spellings(day: string): string[] {
  const short = { tuesday: ['tues'], wednesday: ['weds'], thursday: ['thur', 'thurs'] }[day] ?? []
  const all = [day, day.slice(0, 3), ...short].flatMap(word => [word, `${word}s`, `${word}.`])
  // “We” is a word of its own.
  return day === 'wednesday' ? all : [...all, day.slice(0, 2)]
}

/** That no day was named, or that this word is none. */
export function noDay(word: string | undefined): string {
  if (!word) return `I need to know the day. ${form}`
  const near = nearest(word, weekdayNames, 1)
  return `I don’t know a day called “${word}”.${near.length > 0 ? ` Did you mean ${near[0]}?` : ''} ${form}`
}

/** That these words mean nothing behind a day. */
export const strayWords = (words: string): string => `I don’t know what “${words}” means here. ${form}`

/** `weekday`, `Monday and Friday`: what follows “every”. */
export function daysInWords(weekdays: readonly number[]): string {
  if (weekdays.length === 7) return 'day'
  if (weekdays.length === 5 && workingDays.every(day => weekdays.includes(day))) return 'weekday'
  // People's weeks begin on Monday.
  const names = [...weekdays].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7)).map(day => dayNames[day] ?? '')
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

import { monthOf, ordinalOf, plusDays, weekday } from '../calendar.ts'
import { dayShape, monthShape, ordinalShape, yearShape } from '../date-parts.ts'
import { parseWeekdays } from '../parse-weekdays.ts'
import { type Cursor, everyYear, type Item } from './cursor.ts'
import { readSeason } from './read-season.ts'

const plural =
  "(?:mon|tues|wednes|thurs|fri|satur|sun)day'?s|(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)s?\\.?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekends?|weekdays?"

const dayList = new RegExp(
  `^(?:(?:${plural})(?![a-z])(?: ?(?:,|&|\\+|/|and|,? and|or) ?(?:every |each |on )?(?=(?:${plural})(?![a-z]))| ?(-|to|through|thru) ?(?=(?:${plural})(?![a-z])))?)+`,
)

const every = /^(?:on )?(?:(every|each|all)(?: of the)? (other |second |2nd )?|no )/

/** `every sunday 1 Jun – 31 Aug`, `all sundays and mondays`, `weekends in july`; one bare `sunday` is the coming one. */
export function readWeekly(cursor: Cursor): Item[] | undefined {
  const [start = '', said, other] = every.exec(cursor.line) ?? []
  const list = dayList.exec(cursor.line.slice(start.length))?.[0]
  if (list === undefined) return undefined
  const isPlural =
    said !== undefined ||
    start === 'no ' ||
    /(?:days|ends)(?:'|\b)/.test(list) ||
    /weekends|weekdays/.test(list)
  if (!isPlural || /^(?:this|next|coming) /.test(cursor.line)) return undefined
  const weekdays = daysOf(list)
  if (weekdays === undefined) return undefined
  cursor.line = cursor.line.slice(start.length + list.trimEnd().length)
  const season = readSeason(cursor)
  const everyOther = other ? firstWith(weekdays, season.from ?? cursor.today) : undefined
  return [{ type: 'repeating', closure: { weekdays, ...season, ...(everyOther && { everyOther }) } }]
}

const firstWith = (weekdays: readonly number[], from: string): string =>
  [0, 1, 2, 3, 4, 5, 6].map(more => plusDays(from, more)).find(date => weekdays.includes(weekday(date))) ??
  from

function daysOf(list: string): number[] | undefined {
  const words = list
    .replace(/\b(?:every|each|on)\b/g, ' ')
    .replace(/[,&+/]|\b(?:and|or)\b/g, ' ')
    .replace(/'s|s'/g, 's')
    .replace(/ ?\b(?:to|through|thru)\b ?| ?- ?/g, ' - ')
    .split(' ')
    .filter(Boolean)
  const found = new Set<number>()
  let last: number | undefined
  for (const [at, word] of words.entries()) {
    if (word === '-') continue
    const days = parseWeekdays(word)
    if (!days) return undefined
    const [first = 0] = days
    if (words[at - 1] === '-' && last !== undefined)
      for (let day = last; day !== first; day = (day + 1) % 7) found.add(day)
    for (const day of days) found.add(day)
    last = days.at(-1)
  }
  return [...found].sort((a, b) => a - b)
}

const nthOfMonth = new RegExp(
  `^(?:every |each )?(?:the )?(?<nth>${ordinalShape}(?:(?:,| and| &|, and) (?:the )?${ordinalShape})*) (?<day>[a-z]+)(?: (?:of|in))? (?:(?<month>${monthShape})(?<year>,? ${yearShape})?|(?<every>(?:every|each|the|a) month)|monthly)`,
)

const dayOfMonth = new RegExp(
  `^(?:on )?(?:the )?(?<days>${dayShape}(?:(?:,| and| &) (?:the )?${dayShape})*|last day) of (?:every|each) month`,
)

/** `first monday of every month`, `4th thursday of november every year`, `the 15th of every month`. */
export function readMonthly(cursor: Cursor): Item[] | undefined {
  const days = dayOfMonth.exec(cursor.line)
  if (days?.groups?.days) {
    cursor.line = cursor.line.slice(days[0].length)
    const all = days.groups.days
      .split(/[^\da-z]+/)
      .flatMap(word => (word === 'last' ? -1 : /^\d/.test(word) ? Number.parseInt(word, 10) : []))
    return [{ type: 'repeating', closure: { weekdays: [], monthDays: all, ...readSeason(cursor) } }]
  }
  const found = nthOfMonth.exec(cursor.line)
  const weekdays = parseWeekdays(found?.groups?.day ?? '')
  if (!found?.groups || weekdays?.length !== 1) return undefined
  const { month, year } = found.groups
  const behind = cursor.line.slice(found[0].length)
  const yearly = everyYear.exec(behind)?.[0]
  // Without “every year” it is one day.
  if (month && !/^(?:every|each) /.test(found[0]) && yearly === undefined) return undefined
  if (month && year) return undefined
  const nth = (found.groups.nth ?? '').split(/[ ,&]+/).flatMap(word => ordinalOf(word) ?? [])
  cursor.line = behind.slice(yearly?.length ?? 0)
  const at = month && monthOf(month)
  return [{ type: 'repeating', closure: { weekdays, nth, ...(at ? { months: [at] } : readSeason(cursor)) } }]
}

import { dayNames, monthNames } from './calendar.ts'
import { timeInWords } from './in-words.ts'
import { reader, spokenLocale } from './reader-locale.ts'

const weekdays = dayNames.map(name => name.slice(0, 3))
const months = monthNames.map(name => name.slice(0, 3))

/** How days are written in English, as `in-words.ts` beside this writes them: `Sat, Dec 12, 2026 at 3:00 p.m. to 5:00 p.m.` */
const written = new RegExp(
  [
    `^(?:(?<weekday>${weekdays.join('|')}),? )?`,
    String.raw`(?:(?<month>[A-Z][a-z]{2}) (?<day>\d{1,2})|(?<dayFirst>\d{1,2}) (?<monthThen>[A-Z][a-z]{2}))`,
    String.raw`(?:,? (?<year>\d{4}))?(?: at (?<from>\d{1,2}:\d\d(?: [ap]\.m\.)?)(?: to (?<to>\d{1,2}:\d\d(?: [ap]\.m\.)?))?)?$`,
  ].join(''),
)

/** A day that is written in English, as another language writes it; undefined for what is no day. */
export function translatedDate(words: string, language: string): string | undefined {
  const { weekday, month, day, dayFirst, monthThen, year, from, to } = written.exec(words)?.groups ?? {}
  const monthAt = months.indexOf((month ?? monthThen ?? '').toLowerCase())
  if (monthAt < 0) return undefined
  const at = instantOf({ monthAt, day: Number(day ?? dayFirst), year: Number(year), weekday })
  if (at === undefined) return undefined
  const date = reader(spokenLocale(language, undefined))
    .format({
      ...(weekday && { weekday: 'short' }),
      month: 'short',
      day: 'numeric',
      ...(year && { year: 'numeric' }),
      timeZone: 'UTC',
    })
    .format(at)
  const times = [from, to].flatMap(time => (time ? [translatedTime(time, language)] : []))
  return [date, times.join(' – ')].filter(Boolean).join(', ')
}

/** `3:00 p.m.`, or `15:00`. */
function translatedTime(time: string, language: string): string {
  const [hours = 0, mm = 0] = time.split(/[: ]/).map(Number)
  const hh = /[ap]\.m\./.test(time) ? (hours % 12) + (time.includes('p.m.') ? 12 : 0) : hours
  return timeInWords({ hh, mm }, spokenLocale(language, undefined))
}

/** `January` in another language; undefined for what is no month. */
export function translatedMonth(word: string, language: string): string | undefined {
  const monthAt = monthNames.indexOf(word.toLowerCase())
  if (monthAt < 0) return undefined
  return reader(spokenLocale(language, undefined))
    .format({ month: 'long', timeZone: 'UTC' })
    .format(Date.UTC(2024, monthAt))
}

interface WrittenDay {
  monthAt: number
  day: number
  /** Not a number: none is written. */
  year: number
  weekday: string | undefined
}

/** That day; where no year is written, in one in which it falls on its weekday. */
function instantOf({ monthAt, day, year, weekday }: WrittenDay): number | undefined {
  const years = Number.isNaN(year) ? Array.from({ length: 12 }, (_, at) => 2024 + at) : [year]
  return years
    .map(one => Date.UTC(one, monthAt, day))
    .find(at => {
      const date = new Date(at)
      const isThere = date.getUTCMonth() === monthAt
      return isThere && (weekday === undefined || weekdays[date.getUTCDay()] === weekday)
    })
}

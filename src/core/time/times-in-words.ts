import { dayNames } from './calendar.ts'
import { capital } from './date-readers.ts'
import { dateInWords, timeInWords } from './in-words.ts'

const weekday = new RegExp(String.raw`\b(?:${dayNames.map(name => name.toLowerCase()).join('|')})s?\b`, 'g')

/** Days and times in a line that Hearth reads, as people write them: `monday 09:00 2026-12-14` is `Monday 9:00 a.m. Mon, Dec 14, 2026`. */
export const timesInWords = (line: string, today?: string, locale?: string): string =>
  line
    .replace(/\b(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})\b/g, '$1 to $2')
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, date => dateInWords(date, today, locale))
    .replace(/\b([01]\d|2[0-3]):([0-5]\d)\b/g, (_, hh, mm) =>
      timeInWords({ hh: Number(hh), mm: Number(mm) }, locale),
    )
    .replace(weekday, capital)

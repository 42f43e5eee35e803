import { monthDayInWords, ordinalInWords } from '../../time/in-words.ts'
import { type ParsedRecurrence, parsePartialRecurrence } from '../../time/parse-recurrence.ts'
import type { DateReader } from '../../time/parse-start-date.ts'
import type { Time } from '../../time/parse-time.ts'
import type { Line } from '../normalize.ts'
import type { Now } from './days.ts'
import type { Moment } from './moment.ts'

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
  // In another language the words are read as they are spelled here.
  const spelled = line.words
    .slice(lead, last + 1)
    .map(({ text }) => text)
    .join(' ')
    .replace(/\bde (?=every month)/, 'of ')
  const reader = { now: Date.parse(`${today}T12:00:00Z`), tz: 'UTC', monthFirst }
  return wholeRecurrence(typed, reader) ?? wholeRecurrence(spelled, reader)
}

function wholeRecurrence(typed: string, reader: DateReader): ParsedRecurrence | undefined {
  try {
    const { when } = parsePartialRecurrence(typed, reader)
    return when.rest === '' ? when : undefined
  } catch {
    return undefined
  }
}

const leading =
  /^(?:every|each|the|on|at|of|\d{1,2}(?:st|nd|rd|th)|days?|first|second|third|fourth|fifth|last|other|until|through|and|starting)$/

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

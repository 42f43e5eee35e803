import { parseTime, type Time } from '../../time/parse-time.ts'
import type { Line } from '../normalize.ts'
import { dayNamed } from './days.ts'

const hours = ' una dos tres cuatro cinco seis siete ocho nueve diez once doce'.split(' ')
/** `las tres y media`. */
const spanishPart: Readonly<Record<string, string>> = { media: '30', cuarto: '15' }
const spanishHour = (word: string): string | undefined =>
  hours.indexOf(word) > 0 ? String(hours.indexOf(word)) : undefined

/** A time of the day that is said here. `bare`: a mere number, which may be something else. */
export function timeAt(
  line: Line,
  at: number,
): { time: Time; taken: number; bare: boolean; sure: boolean } | undefined {
  const { words } = line
  // “A las dos”, “at once”: Spanish numbers are times behind `at` alone.
  const spanish = words[at - 1]?.text === 'at' ? spanishHour(words[at]?.text ?? '') : undefined
  const first = spanish ?? words[at]?.text.replace(/ish$/, '') ?? ''
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
  const half =
    before === 'at' && rest[0] === 'y' && /^\d{1,2}$/.test(start) ? spanishPart[rest[1] ?? ''] : undefined
  const said = half
    ? [`${start}:${half}`, ...rest.slice(2)]
    : [start, ...(isPlaced && rest[0] === 'for' ? [] : rest)]
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
    const taken = found.taken + (half ? 2 : 0)
    return { time: { hh: found.hh, mm: found.mm }, taken, bare: bare && !half, sure: found.sure }
  } catch {
    return undefined
  }
}

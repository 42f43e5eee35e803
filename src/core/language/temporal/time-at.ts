import { parseTime, type Time } from '../../time/parse-time.ts'
import type { Line } from '../normalize.ts'
import { dayNamed } from './days.ts'

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

import { Unclear } from '../language/unclear.ts'
import { UserError } from '../user-error.ts'
import { type Destination, takeDestination } from './parse-destination.ts'
import { type ParsedRecurrence, parsePartialRecurrence } from './parse-recurrence.ts'
import type { DateReader } from './parse-start-date.ts'
import { refuseTimeZone } from './parse-time-zone.ts'
import { noDay, strayWords } from './parse-weekdays.ts'

/** What was said of reminding: to stop, or when and where. What was left out is undefined: it stays as it is, or is as usual. */
export type ParsedReminder =
  | { type: 'off' }
  | {
      type: 'set'
      /** Only of what `named`, `everyOther` and `tz` tell was it spoken. */
      when?: ParsedRecurrence
      where?: Destination
    }

/** Characters that are read; there is no need for more. */
const longest = 1_000

const off = /^(?:(?:turn |switch )?off|stop|never|none|no|no more|not any ?more|don't)$/i
const form = '/plan remind monday 9:00 in this channel'

/**
 * Reads what follows “remind”: `monday 9:00`, `every other friday 15:30 in this channel`, `here in DM`, `off`. `room`: what
 * the room it was typed in is called. @throws {UserError}
 */
export function parseReminder(typed: string, reader?: DateReader, room?: string): ParsedReminder {
  if (typed.length > longest) throw new UserError(noDay(undefined))
  const line = typed
    .normalize('NFKC')
    .replace(/[“”"`]/g, ' ')
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!]+$/, '')
    .replace(/^(?:please )?(?:me|us)(?=\s|$)\s*/i, '')
  if (off.test(line)) return { type: 'off' }
  const { words, where } = takeDestination(line, { room, form })
  const set = { type: 'set', ...(where && { where }) } as const
  if (words === '') return set
  const { when, stopped } = readWhen(words, reader, where)
  if (stopped === undefined) return { ...set, when }
  refuseTimeZone(when.rest)
  throw new UserError(when.named.day || when.named.time ? strayWords(when.rest) : noDay(stopped))
}

/** A question about the time keeps in mind where it was to come. */
function readWhen(words: string, reader: DateReader | undefined, where: Destination | undefined) {
  try {
    return parsePartialRecurrence(words, reader)
  } catch (error) {
    if (!(error instanceof Unclear) || !where) throw error
    const behind = where === 'here' ? 'in this channel' : 'in DM'
    const readings = error.readings.map(one => ({ ...one, typed: `${one.typed} ${behind}` }))
    throw new Unclear(error.question, readings)
  }
}

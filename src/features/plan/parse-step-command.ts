import type { Call } from '../../core/command.ts'
import { parseDate } from '../../core/time/parse-date.ts'
import { inField, UserError } from '../../core/user-error.ts'
import type { StepWords } from '../walkthrough/run/plan-steps.ts'
import { type ParsedStep, parseStep, type StepReader } from './parse-step.ts'
import type { PlanRequest } from './refresh-cards.ts'

/** Which step, and what follows; chosen in the card's list, or typed. */
export function numberAnd({ call, rest }: PlanRequest): [typed: string, rest: string] {
  const chosen = call.values.step
  const [, typed, words = ''] = /^(?:step )?(s?\d{1,2})(?:[\s:.]+(.*))?$/su.exec(rest) ?? []
  if (typed) return [typed, words.trim()]
  return chosen ? [chosen, rest] : ['', rest]
}

/** What a form says of a step: an emptied field takes away what was there. */
export function formWords({ values }: Call, reader: StepReader): ParsedStep {
  const { what = '', who = '', by = '' } = values
  const found =
    by.trim() === '' ? { date: '' } : inField('by', () => parseDate(by, reader.today, reader.monthFirst))
  return {
    words: { what, who, by: found.date },
    ...('note' in found && found.note && { note: found.note }),
  }
}

/** A change may name one part of a step: `by Dec 19`, `who Ben`, `no date`. */
export function partOf(words: string, reader: StepReader): ParsedStep {
  // “Who Ben, by Dec 19”: both.
  const [, who, by] = /^who\s+(.+?),?\s+by\s+(.+)$/is.exec(words) ?? []
  if (who && by) {
    const date = partOf(`by ${by}`, reader)
    return { ...date, words: { ...date.words, who } }
  }
  const [, part = '', value = ''] = /^(by|who|what)\s+(.+)$/is.exec(words) ?? []
  const only = (one: StepWords) => ({ words: one })
  if (/^(no date|no one|nobody)$/i.test(words)) return only(/date/i.test(words) ? { by: '' } : { who: '' })
  if (part.toLowerCase() === 'who') return only({ who: value })
  if (part.toLowerCase() === 'what') return only({ what: value })
  if (part.toLowerCase() !== 'by') return parseStep(words, reader)
  const { date, note } = parseDate(value, reader.today, reader.monthFirst)
  return { words: { by: date }, ...(note && { note }) }
}

/** Where a step is to be moved to. @throws {UserError} */
export function placeInList(typed: string, from: number, last: number): number {
  const said = typed.toLowerCase().replace(/^(to|as) /, '')
  const places: Readonly<Record<string, number>> = {
    up: from - 1,
    down: from + 1,
    first: 1,
    top: 1,
    last,
    bottom: last,
  }
  const place = places[said] ?? Number(said)
  if (said !== '' && Number.isInteger(place)) return place
  throw new UserError('Say where to: “move 3 up”, “move 3 down” or “move 3 to 1”.')
}

/** A name in small letters is somebody’s where a colleague goes by it. */
export async function withPerson(call: Call, read: ParsedStep): Promise<ParsedStep> {
  const { perhaps, ...rest } = read
  const found = perhaps && (await call.named(perhaps.who))
  return found ? { ...rest, words: { ...rest.words, what: perhaps.what, who: found.name } } : rest
}

/** Where platforms put an id behind the `@`, the name belongs: `@U0BEN` is Ben. It may also be somebody without an account. */
export async function named(call: Call, words: StepWords): Promise<StepWords> {
  if (!words.who?.includes('@')) return words
  // A mention has a name of several words: `@Priya Nair`.
  const mentioned = [...(call.mentioned ?? [])].sort((a, b) => b.name.length - a.name.length)
  const whole = mentioned.reduce((who, { name }) => who.replaceAll(`@${name}`, name), words.who)
  const names = whole.split(/(@[^\s,]+)/).map(async part => {
    if (!part.startsWith('@')) return part
    const { name } = await call.colleague(part.slice(1))
    return name
  })
  return { ...words, who: (await Promise.all(names)).join('') }
}

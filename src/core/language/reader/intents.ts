import { meaningOf } from '../examples.ts'
import type { Context, Intent } from '../grammar.ts'
import type { Line } from '../normalize.ts'
import type { Found, Vocabulary } from '../vocabulary.ts'
import type { ReaderDeps } from './reading.ts'

/** Below this nothing was said that could be acted upon. */
export const least = 3.4
/** Readings that are looked into. */
export const mostTried = 4

/** Finds what a line may ask for. */
export interface Intents {
  /** All that it may ask for, the likeliest first; one for each command and action. */
  of(line: Line, context: Context): Intent[]
  /** What is said in it without the polite words before and behind: `ok, can you … please`. */
  bare(kind: 'request' | 'move', line: Line): Found[]
  /** The language that it is asked in, where that is another than English. */
  language(line: Line): string | undefined
}

/** Makes what finds it: in the patterns of the content, and in what each grammar knows by its words. */
export function createIntents({ vocabulary, grammars }: ReaderDeps): Intents {
  const language = (line: Line) =>
    vocabulary.find('request', line).find(({ entry }) => entry.language)?.entry.language
  return { of: intentsIn, bare: findBare, language }

  function intentsIn(line: Line, context: Context): Intent[] {
    const best = new Map<string, Intent>()
    for (const found of [...vocabulary.find('request', line), ...findBare('request', line)]) {
      const intent = intentOf(found)
      const key = `${intent.command} ${intent.action}`
      const before = best.get(key)
      if (!before || before.score < intent.score) best.set(key, intent)
    }
    for (const grammar of grammars) {
      const told = grammar.evidence?.(line, context, vocabulary)
      if (!told || told.score <= 0) continue
      const { action = '', hits, caught = {} } = told
      const own = [...best.entries()].filter(([, one]) => one.command === grammar.command)
      if (action === '')
        for (const [key, one] of own) best.set(key, { ...one, score: one.score + told.score * 0.5 })
      const key = `${grammar.command} ${action}`
      const isMore = action !== '' && (best.get(key)?.score ?? 0) < told.score
      if (own.length === 0 || isMore)
        best.set(key, {
          command: grammar.command,
          action,
          score: told.score,
          hits: new Set(hits),
          caught,
        })
    }
    return [...best.values()]
      .map(one => inPlace(one, line, context, vocabulary))
      .sort((a, b) => b.score - a.score)
  }

  /** The same, in what is left without the polite words before and behind: `ok, can you … please`. */
  function findBare(kind: 'request' | 'move', line: Line): Found[] {
    const from = span('lead', line, 0)
    const end = line.words.length
    let to = end
    for (let at = Math.max(from + 1, to - 5); at < to; at++) if (at + span('tail', line, at) === to) to = at
    // “Stop for today” ends in a polite word that is its own.
    const parts = [...(from > 0 && from < end ? [end] : []), ...(to > from && to < end ? [to] : [])]
    return parts.flatMap(till => findWithin(kind, line, from, till))
  }

  /** The same, among the words from one place to another. */
  function findWithin(kind: 'request' | 'move', line: Line, from: number, till: number): Found[] {
    const shift = (at: number) => at + from
    return vocabulary.find(kind, { ...line, words: line.words.slice(from, till) }).map(found => ({
      ...found,
      from: shift(found.from),
      to: shift(found.to),
      hits: found.hits.map(shift),
      caught: Object.fromEntries(
        Object.entries(found.caught).map(([name, [start, end]]) => [
          name,
          [shift(start), shift(end)] as const,
        ]),
      ),
    }))
  }

  /** How many words from a place are of a class, one after the other. */
  function span(name: string, line: Line, at: number): number {
    let taken = 0
    for (let more = 1; more > 0 && at + taken < line.words.length; taken += more)
      more = vocabulary.within(name, line, at + taken)
    return taken
  }
}

/** What was shown here last is what a line is likeliest about; a short one that names nothing else is about nothing else. */
const inPlace = (intent: Intent, line: Line, { last }: Context, vocabulary: Vocabulary): Intent => {
  if (!last || intent.action === '' || intent.command === 'ask') return intent
  if (last.command === intent.command) return { ...intent, score: intent.score + 1.5 }
  const next = continuing[last.command]
  if (
    next &&
    continuing[intent.command] === intent.action.split(',')[0] &&
    !vocabulary.names(intent.command, line) &&
    line.words.length < 8
  )
    return { ...intent, command: last.command, action: next, score: intent.score + 1.5 }
  const isPointing =
    line.words.length < 8 && Object.keys(intent.caught).length === 0 && pointable.has(last.command)
  return isPointing && pointable.has(intent.command) && !vocabulary.names(intent.command, line)
    ? {
        ...intent,
        score: intent.score - 2.5,
        ...(isPointer(line) && !areAlike(intent.command, last.command) && { misses: true as const }),
      }
    : intent
}

/** What shows one more of the same, for each command that shows one at a time: `more` is about what was shown. */
const continuing: Readonly<Record<string, string>> = { icebreaker: 'another', readings: 'next' }

/** Commands that show what somebody may point at: `share it`, `done`, `another one`. */
export const pointable = new Set(['icebreaker', 'readings', 'plan', 'gathering', 'weekly', 'closed'])

/** `it`, `that one`: what is meant was shown. */
export const isPointer = ({ words }: Line): boolean =>
  words.some(({ text }) => /^(?:it|this|that|these|those|them|one)$/.test(text))

/** A plan is told much of what any walk-through is told. */
const areAlike = (one: string, other: string): boolean =>
  /^(?:plan|gathering)$/.test(one) && /^(?:plan|gathering)$/.test(other)

function intentOf({ entry, hits, caught }: Found): Intent {
  return {
    ...meaningOf(entry.means ?? ''),
    // What catches a name or a step says more than what only lies around it.
    score: entry.weight + 0.25 * Math.min(8, hits.length - 1) + 0.1 * Object.keys(caught).length,
    hits: new Set(hits),
    caught,
  }
}

import type { Context, Grammar } from '../grammar.ts'
import type { Vocabulary } from '../vocabulary.ts'

/** What a line means. */
export interface Reading {
  /** The canonical name: `icebreaker`, `answer`, `care`; null where Hearth asks without a reading. */
  command: string | null
  /** What else it says, in canonical words. */
  slots: readonly string[]
  /** Words that were left out, as typed. */
  ignored: readonly string[]
  /** Whether it is asked about before anything is done. */
  ask: boolean
  /** The line as it would be typed to carry it out. */
  run?: string
  /** The language it was asked for in, where that is another than English. */
  language?: string
  /** What is said to it, by the id of the reply. */
  reply?: string
  /** It was only likest to this, which is asked about before anything is changed. */
  guess?: true
  /** What else it may mean, where that differs in effect: both are offered. */
  others?: readonly Reading[]
}

export type Reader = (typed: string, context: Context) => Reading
/** What a line is read with. */
export interface ReaderDeps {
  vocabulary: Vocabulary
  grammars: readonly Grammar[]
}

/** Nothing is done yet: it is asked, or said that it cannot be had. */
export const asking = (more: Partial<Reading>): Reading => ({
  command: null,
  slots: [],
  ignored: [],
  ask: true,
  ...more,
})

/** The words ask for more help with the question that waits. */
export const more = (): Reading => ({ command: 'more', slots: ['more'], ignored: [], ask: true, run: 'more' })

/** Whether it matters which of two is meant. */
export const differs = (one: Reading, other: Reading): boolean =>
  one.command !== null && other.command !== null && one.command !== other.command

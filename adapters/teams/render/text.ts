import type { Chunk as Whole } from '../../../src/core/delivery/chunk.ts'
import { plain, type Rich, type Span, spans } from '../../../src/core/message.ts'
import { limits } from '../limits.ts'
import { bytesOf } from './clip.ts'
import type { Carried, Choices } from './input-elements.ts'
import { type Called, mentioning } from './markdown.ts'
import { type Element, type Look, lineOf, type Mention, type Run, runLines } from './text-runs.ts'

/** What belongs together on a card, and what it says in plain characters. */
export interface Piece extends Whole {
  elements: readonly Element[]
  words: string
  mentions?: readonly Mention[]
}

/** How a message is drawn, once it is looked at as a whole. */
export interface Pen {
  carried?: Carried
  choices: Choices
  isCalled(span: Span): span is Called
}

/** What stands back. */
export const subtle: Look = { isSubtle: true, size: 'Small' }

/** A text, a piece for each of its lines; an empty one is nothing. */
export function text(
  line: Rich,
  { isCalled }: Pick<Pen, 'isCalled'>,
  look: Look = {},
  spacing?: string,
): Piece[] {
  if (plain(line).trim() === '') return []
  const called = spans(line).some(isCalled) ? calling(line, isCalled, look, spacing) : undefined
  // Too long for one line: then they are named, and not called.
  if (called && weightOf(called) <= limits.lineBytes * 3) return [called]
  return runLines(line, look).map((runs, at) => ({
    elements: [lineOf(runs, at > 0 ? 'None' : spacing)],
    words: wordsOf(runs),
  }))
}

function calling(line: Rich, isCalled: Pen['isCalled'], look: Look, spacing: string | undefined): Piece {
  const { text: marked, mentions } = mentioning(line, isCalled)
  const block = { type: 'TextBlock', text: marked, wrap: true, ...look, ...(spacing && { spacing }) }
  return { elements: [block], words: plain(line), mentions }
}

/** What a piece takes in a message: its words stand there twice more, in the text alternatives. */
export const weightOf = ({ elements, words, mentions = [] }: Piece): number =>
  bytesOf(elements) + 2 * bytesOf(words) + bytesOf(mentions)

/** What runs say in plain characters, with the addresses behind them. */
export const wordsOf = (runs: readonly Run[]): string =>
  runs
    .map(run => {
      const { url } = (run.selectAction ?? {}) as { url?: string }
      return url && url !== run.text ? `${run.text} (${url})` : run.text
    })
    .join('')

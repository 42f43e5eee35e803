import type { Chunk } from '../../../src/core/delivery/chunk.ts'
import { plain, type Rich, type Span, spans } from '../../../src/core/message.ts'
import { limits } from '../limits.ts'
import { bytesOf } from './clip.ts'
import type { ButtonData, Choices } from './input-elements.ts'
import { type Mentioned, mentioning } from './markdown.ts'
import { type Element, lineOf, type Mention, runLines, type TextRun, type TextStyle } from './text-runs.ts'

/** Elements of a card that stay together, and their plain text. */
export interface BlockGroup extends Chunk {
  elements: readonly Element[]
  words: string
  mentions?: readonly Mention[]
}

/** What rendering a block needs to know of the whole message. */
export interface RenderContext {
  buttonData?: ButtonData
  choices: Choices
  isMentioned(span: Span): span is Mentioned
}

/** The style of secondary text. */
export const subtle: TextStyle = { isSubtle: true, size: 'Small' }

/** Renders a text as one group for each of its lines; an empty text renders nothing. */
export function text(
  line: Rich,
  { isMentioned }: Pick<RenderContext, 'isMentioned'>,
  style: TextStyle = {},
  spacing?: string,
): BlockGroup[] {
  if (plain(line).trim() === '') return []
  const mentioned = spans(line).some(isMentioned)
    ? mentionGroup(line, isMentioned, style, spacing)
    : undefined
  // A line too long for one block names people without mentioning them.
  if (mentioned && weightOf(mentioned) <= limits.lineBytes * 3) return [mentioned]
  return runLines(line, style).map((runs, at) => ({
    elements: [lineOf(runs, at > 0 ? 'None' : spacing)],
    words: wordsOf(runs),
  }))
}

function mentionGroup(
  line: Rich,
  isMentioned: RenderContext['isMentioned'],
  style: TextStyle,
  spacing: string | undefined,
): BlockGroup {
  const { text: marked, mentions } = mentioning(line, isMentioned)
  const block = { type: 'TextBlock', text: marked, wrap: true, ...style, spacing }
  return { elements: [block], words: plain(line), mentions }
}

/** The bytes that a group takes in a message: its words are repeated in both text alternatives. */
export const weightOf = ({ elements, words, mentions = [] }: BlockGroup): number =>
  bytesOf(elements) + 2 * bytesOf(words) + bytesOf(mentions)

/** The plain text of runs, with the addresses of their links. */
export const wordsOf = (runs: readonly TextRun[]): string =>
  runs
    .map(run => {
      const { url } = (run.selectAction ?? {}) as { url?: string }
      return url && url !== run.text ? `${run.text} (${url})` : run.text
    })
    .join('')

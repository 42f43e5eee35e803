import type { Chunk } from '../../../src/core/delivery/chunk.ts'
import { type Rich, type Span, spanText } from '../../../src/core/message.ts'
import { clip, isLink } from '../../../src/core/text.ts'
import { limits } from '../limits.ts'
import { bytesOf, charactersIn, unmentioning } from './clip.ts'

/** A part of a card, as Adaptive Cards 1.5 have it. */
export type Element = { type: string } & Readonly<Record<string, unknown>>

/** A mention in a card: Teams notifies the person. */
export interface Mention {
  type: 'mention'
  text: string
  mentioned: { id: string; name: string }
}

/** Elements of a card that stay together, and their plain text. */
export interface BlockGroup extends Chunk {
  elements: readonly Element[]
  words: string
  mentions?: readonly Mention[]
}

/** The bytes that a group takes in a message: its words are repeated in both text alternatives. */
export const weightOf = ({ elements, words, mentions = [] }: BlockGroup): number =>
  bytesOf(elements) + 2 * bytesOf(words) + bytesOf(mentions)

/** The style of all runs of a line, beside a run's own. */
export type TextStyle = Readonly<Record<string, unknown>>

/** The style of secondary text. */
export const subtle: TextStyle = { isSubtle: true, size: 'Small' }

/** A run of text that is shown character by character: Teams reads markdown in a TextBlock, and none in a TextRun. */
interface TextRun extends Readonly<Record<string, unknown>> {
  type: 'TextRun'
  text: string
}

/** Renders a text as one group for each of its lines; an empty text renders nothing. */
export function textLines(text: Rich, style: TextStyle = {}, spacing?: string): BlockGroup[] {
  const lines = runLines(text, style)
  if (lines.every(runs => runs.every(run => run.text.trim() === ''))) return []
  return lines.map((runs, at) => ({
    elements: [richTextBlock(runs, at > 0 ? 'None' : spacing)],
    words: wordsOf(runs),
  }))
}

/** Splits a text into lines of runs: a TextRun may not hold a line break. */
function runLines(text: Rich, style: TextStyle): TextRun[][] {
  const lines: TextRun[][] = [[]]
  for (const span of [text].flat()) {
    const [first = '', ...more] = (typeof span === 'string' ? span : labelOf(span)).split('\n')
    const own = { ...style, ...styleOf(span) }
    add(first, own)
    for (const next of more) {
      lines.push([])
      add(next, own)
    }
  }
  return lines.flatMap(one => cut(one, limits.lineBytes))

  function add(words: string, look: TextStyle): void {
    if (words === '') return
    lines.at(-1)?.push({ type: 'TextRun', text: words.includes('<') ? unmentioning(words) : words, ...look })
  }
}

/** What a span shows; a link its words, since its address is behind them. */
function labelOf(span: Exclude<Span, string>): string {
  if ('bold' in span) return span.bold
  if ('spoken' in span) return span.spoken
  if ('link' in span) return linkable(span.link) ? span.text || span.link : spanText(span)
  if ('code' in span) return afterName(span.code)
  return 'person' in span ? `@${span.name}` : span.italic
}

/** What is typed with a slash elsewhere is typed after Hearth's name in Teams, where a slash opens Teams' own menu. */
const afterName = (code: string): string => code.replace(/^\/(hearth )?(?=[a-z])/i, '@Hearth ')

function styleOf(span: Span): TextStyle {
  if (typeof span === 'string') return {}
  if ('bold' in span) return { weight: 'Bolder' }
  if ('spoken' in span) return {}
  if ('italic' in span) return { italic: true }
  if ('code' in span) return { fontType: 'Monospace' }
  if ('link' in span && linkable(span.link))
    return {
      selectAction: {
        type: 'Action.OpenUrl',
        url: span.link,
        title: clip(unmentioning(span.text || span.link), limits.linkTitle),
      },
    }
  return 'person' in span ? { weight: 'Bolder' } : {}
}

/** Whether Teams takes this as a link or for a button. */
export const linkable = (url: string): boolean => url.length <= limits.url && isLink(url)

/** Wraps the runs of one line in an element. */
const richTextBlock = (runs: readonly TextRun[], spacing?: string): Element => ({
  type: 'RichTextBlock',
  inlines: runs.length > 0 ? runs : [{ type: 'TextRun', text: ' ' }],
  spacing,
})

/** The plain text of runs, with the addresses of their links. */
const wordsOf = (runs: readonly TextRun[]): string =>
  runs
    .map(run => {
      const { url } = (run.selectAction ?? {}) as { url?: string }
      return url && url !== run.text ? `${run.text} (${url})` : run.text
    })
    .join('')

/** Cuts a long line into lines of the allowed size, at a space where there is one. */
function cut(line: TextRun[], most: number): TextRun[][] {
  // Nearly every line is short: a character takes three bytes at most.
  if (JSON.stringify(line).length * 3 <= most || bytesOf(line) <= most) return [line]
  const lines: TextRun[][] = [[]]
  let left = most
  for (const run of line) {
    const frame = bytesOf({ ...run, text: '' })
    let rest = run.text
    while (frame + bytesOf(rest) > left) {
      const at = breakAt(rest, charactersIn(rest, left - frame), left === most)
      if (at > 0) lines.at(-1)?.push({ ...run, text: rest.slice(0, at) })
      rest = rest.slice(at)
      lines.push([])
      left = most
    }
    if (rest !== '') lines.at(-1)?.push({ ...run, text: rest })
    left -= frame + bytesOf(rest)
  }
  return lines
}

/** `fresh`: the line is empty so far, so the word has to be cut somewhere. */
function breakAt(words: string, most: number, fresh: boolean): number {
  const space = most > 0 ? words.lastIndexOf(' ', most - 1) + 1 : 0
  if (space > most / 2) return space
  return fresh ? most : 0
}

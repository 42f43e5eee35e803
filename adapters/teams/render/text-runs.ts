import { type Rich, type Span, spans, spanText } from '../../../src/core/message.ts'
import { limits } from '../limits.ts'
import { bytesOf, charactersIn, clip, unmentioning } from './clip.ts'

/** A part of a card, as Adaptive Cards 1.5 have it. */
export type Element = { type: string } & Readonly<Record<string, unknown>>

/** A run of text that is shown character by character: Teams reads markdown in a TextBlock, and none in a TextRun. */
export interface TextRun extends Readonly<Record<string, unknown>> {
  type: 'TextRun'
  text: string
}

/** The style of all runs of a line, beside a run's own. */
export type TextStyle = Readonly<Record<string, unknown>>

/** Who is named in a card, so that Teams tells them. */
export interface Mention {
  type: 'mention'
  text: string
  mentioned: { id: string; name: string }
}

/** Splits a text into lines of runs: a TextRun may not hold a line break. */
export function runLines(line: Rich, style: TextStyle = {}): TextRun[][] {
  const lines: TextRun[][] = [[]]
  for (const span of spans(line)) {
    const [first = '', ...more] = (typeof span === 'string' ? span : labelOf(span)).split('\n')
    const own = { ...style, ...styleOf(span) }
    add(first, own)
    for (const next of more) {
      lines.push([])
      add(next, own)
    }
  }
  return lines.flatMap(one => cut(one, limits.lineBytes))

  function add(text: string, style: TextStyle): void {
    if (text !== '') lines.at(-1)?.push({ type: 'TextRun', text: unmentioning(text), ...style })
  }
}

/** What a span shows; a link its words, since its address is behind them. */
function labelOf(span: Exclude<Span, string>): string {
  if ('link' in span) return linkable(span.link) ? span.text || span.link : spanText(span)
  if ('code' in span) return afterName(span.code)
  return 'person' in span ? `@${span.name}` : spanText(span)
}

/** What is typed with a slash elsewhere is typed after Hearth's name in Teams, where a slash opens Teams' own menu. */
const afterName = (code: string): string => code.replace(/^\/(hearth )?(?=[a-z])/i, '@Hearth ')

function styleOf(span: Span): TextStyle {
  if (typeof span === 'string') return {}
  if ('bold' in span) return { weight: 'Bolder' }
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
export const linkable = (url: string): boolean =>
  url.length <= limits.url && /^(https?:\/\/|mailto:)[^\s]+$/i.test(url) && URL.canParse(url)

/** Wraps the runs of one line in an element. */
export const lineOf = (runs: readonly TextRun[], spacing?: string): Element => ({
  type: 'RichTextBlock',
  inlines: runs.length > 0 ? runs : [{ type: 'TextRun', text: ' ' }],
  spacing,
})

/** Cuts a long line into lines of the allowed size, at a space where there is one. */
function cut(line: TextRun[], most: number): TextRun[][] {
  if (bytesOf(line) <= most) return [line]
  const pieces: TextRun[][] = [[]]
  let left = most
  for (const run of line) {
    const frame = bytesOf({ ...run, text: '' })
    let rest = run.text
    while (frame + bytesOf(rest) > left) {
      const at = breakAt(rest, charactersIn(rest, left - frame), left === most)
      if (at > 0) pieces.at(-1)?.push({ ...run, text: rest.slice(0, at) })
      rest = rest.slice(at)
      pieces.push([])
      left = most
    }
    if (rest !== '') pieces.at(-1)?.push({ ...run, text: rest })
    left -= frame + bytesOf(rest)
  }
  return pieces
}

/** `fresh`: the line is empty so far, so the word has to be cut somewhere. */
function breakAt(words: string, room: number, fresh: boolean): number {
  const space = room > 0 ? words.lastIndexOf(' ', room - 1) + 1 : 0
  if (space > room / 2) return space
  return fresh ? room : 0
}

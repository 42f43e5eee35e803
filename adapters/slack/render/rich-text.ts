import type { types } from '@slack/bolt'
import { type Rich, type Span, spans, spanText } from '../../../src/core/message.ts'
import { limits } from '../limits.ts'

/** An element of rich text. Slack reads no markup in it: every character shows as it is. */
export type RichTextElement = types.RichTextElement

/** Renders a line as rich text. People's words become text elements alone. */
export const richTextElements = (line: Rich): RichTextElement[] => spans(line).flatMap(element)

const text = (words: string, style?: { bold?: true; italic?: true; code?: true }): RichTextElement[] =>
  words === '' ? [] : [{ type: 'text', text: words, style }]

function element(span: Span): RichTextElement[] {
  if (typeof span === 'string') return text(span)
  if ('bold' in span) return text(span.bold, { bold: true })
  if ('italic' in span) return text(span.italic, { italic: true })
  if ('code' in span) return text(span.code, { code: true })
  if ('link' in span)
    return linkable(span.link)
      ? [{ type: 'link', url: span.link, text: span.text || span.link }]
      : text(spanText(span))
  return /^[UW][A-Z0-9]+$/.test(span.person)
    ? [{ type: 'user', user_id: span.person }]
    : text(`@${span.name}`)
}

/** Whether Slack takes this as a link or for a button. */
export const linkable = (url: string): boolean =>
  url.length <= limits.url && /^(https?:\/\/|mailto:)[^\s]+$/i.test(url) && URL.canParse(url)

/** The plain text of a line, with quotes around code, since plain text has one font. */
export const plainly = (line: Rich): string =>
  spans(line)
    .map(span => (typeof span !== 'string' && 'code' in span ? `“${span.code}”` : spanText(span)))
    .join('')

/** How many characters an element shows. */
const lengthOf = (one: RichTextElement): number =>
  one.type === 'text' || one.type === 'link' ? (one.text ?? '').length : 12

/** Cuts a long line into lines of the allowed length, at a space or a line's end where there is one. */
export function cut(line: readonly RichTextElement[], most: number): RichTextElement[][] {
  const pieces: RichTextElement[][] = [[]]
  let left = most
  for (const one of line) {
    for (const part of one.type === 'text' ? parts(one, left, most) : [one]) {
      if (lengthOf(part) > left && pieces.at(-1)?.length) {
        pieces.push([])
        left = most
      }
      pieces.at(-1)?.push(part)
      left -= lengthOf(part)
    }
  }
  return pieces.filter(piece => piece.length > 0)
}

function parts(element: types.RichTextText, first: number, most: number): types.RichTextText[] {
  const all: types.RichTextText[] = []
  let rest = element.text
  let room = first > 100 ? first : most
  while (rest.length > room) {
    const at = breakAt(rest, room)
    all.push({ ...element, text: rest.slice(0, at) })
    rest = rest.slice(at)
    room = most
  }
  return rest === '' ? all : [...all, { ...element, text: rest }]
}

function breakAt(words: string, room: number): number {
  const space = Math.max(words.lastIndexOf(' ', room - 1), words.lastIndexOf('\n', room - 1)) + 1
  if (space > room / 2) return space
  return /[\uD800-\uDBFF]/.test(words.charAt(room - 1)) ? room - 1 : room
}

import type { types } from '@slack/bolt'
import { limits } from './limits.ts'
import { fallback } from './plain.ts'

/** Blocks that stay together, and what they say in plain characters. */
export interface Piece {
  blocks: readonly types.KnownBlock[]
  words: string
  /** Belongs with what comes after it. */
  leads?: true
  /** Buttons and fields: they stay with what they are about, and outlast it when there is no room. */
  acts?: true
}

/** One message for Slack's API. Its text is escaped: it is the only thing in it that Slack reads markup in. */
export interface SlackMessage {
  text: string
  blocks: types.KnownBlock[]
}

const inShort = { plain: limits.fallback, escaped: limits.fallbackEscaped }

/** Spreads pieces over messages, in order, each within Slack's limits. */
export function pack(pieces: readonly Piece[], whole: string): SlackMessage[] {
  if (pieces.length === 0) return []
  if (fit(pieces, limits.blocks)) return [finish(pieces, whole)]
  const messages: Piece[][] = []
  let open: Piece[] = []
  for (const piece of pieces) {
    if (open.length > 0 && !fit([...open, piece], limits.blocks)) {
      const moved = takeCompany(open, piece)
      messages.push(open)
      open = moved
    }
    open.push(piece)
  }
  messages.push(open)
  return messages.filter(one => one.length > 0).map(one => finish(one))
}

/** Takes off what belongs with the next piece: a heading, and for buttons the words before them. */
function takeCompany(open: Piece[], next: Piece): Piece[] {
  const last = open.at(-1)
  const goes =
    last && !last.acts && (last.leads || next.acts) && open.length > 1 && fit([last, next], limits.blocks)
  return goes ? open.splice(-1) : []
}

/** One message with room for this many blocks: the last buttons stay, and what is left out is owned up to. */
export function squeeze(pieces: readonly Piece[], whole: string, blocks: number): SlackMessage {
  if (fit(pieces, blocks)) return finish(pieces, whole)
  const last = pieces.at(-1)
  const tail = last?.acts ? [more, last] : [more]
  const head: Piece[] = []
  for (const piece of pieces.slice(0, last?.acts ? -1 : undefined)) {
    if (!fit([...head, piece, ...tail], blocks)) break
    head.push(piece)
  }
  return finish([...head, ...tail], whole)
}

const more: Piece = {
  blocks: [{ type: 'context', elements: [{ type: 'plain_text', text: '… more', emoji: false }] }],
  words: '… more',
}

function fit(pieces: readonly Piece[], most: number): boolean {
  const blocks = pieces.flatMap(piece => piece.blocks)
  if (blocks.length > most) return false
  // A Home tab may hold twice the blocks of a message, and so twice the rest.
  const share = most / limits.blocks
  return (
    textIn(blocks) <= limits.messageText * share &&
    JSON.stringify(blocks).length <= limits.messageJson * share
  )
}

/** All characters that blocks show, as far as Slack is known to count them. */
export function textIn(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum: number, one) => sum + textIn(one), 0)
  if (typeof part !== 'object' || part === null) return 0
  return Object.entries(part).reduce(
    (sum, [name, value]) =>
      sum + (name === 'text' && typeof value === 'string' ? value.length : textIn(value)),
    0,
  )
}

/** Every button of a message needs a name of its own: it got one when it was drawn. */
function finish(pieces: readonly Piece[], whole?: string): SlackMessage {
  const words = whole ?? pieces.map(piece => piece.words).join('\n')
  return { text: fallback(words, inShort), blocks: pieces.flatMap(piece => piece.blocks) }
}

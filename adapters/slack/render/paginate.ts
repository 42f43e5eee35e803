import type { types } from '@slack/bolt'
import { type Chunk, chunk, squeeze as squash } from '../../../src/core/delivery/chunk.ts'
import { limits } from '../limits.ts'
import { fallback } from './mrkdwn.ts'

/** Blocks that stay together, and their plain text. */
export interface BlockGroup extends Chunk {
  blocks: readonly types.KnownBlock[]
  words: string
}

/** One message for Slack's API. Its text is escaped: it is the only thing in it that Slack reads markup in. */
export interface SlackMessage {
  text: string
  blocks: types.KnownBlock[]
}

const inShort = { plain: limits.fallback, escaped: limits.fallbackEscaped }

/** Spreads groups over messages, in order, each within Slack's limits. */
export function pack(blockGroups: readonly BlockGroup[], whole: string): SlackMessage[] {
  const messages = chunk(blockGroups, some => limited(some, limits.blocks))
  return messages.map(one => finish(one, messages.length === 1 ? whole : undefined))
}

/** Fits the groups into one message of at most this many blocks. */
export function squeeze(blockGroups: readonly BlockGroup[], whole: string, blocks: number): SlackMessage {
  return finish(
    squash(blockGroups, some => limited(some, blocks), more),
    whole,
  )
}

const more: BlockGroup = {
  blocks: [{ type: 'context', elements: [{ type: 'plain_text', text: '… more', emoji: false }] }],
  words: '… more',
}

function limited(blockGroups: readonly BlockGroup[], most: number): boolean {
  const blocks = blockGroups.flatMap(group => group.blocks)
  if (blocks.length > most) return false
  // A Home tab may hold twice the blocks of a message, and so twice the rest.
  const share = most / limits.blocks
  return (
    textIn(blocks) <= limits.messageText * share &&
    JSON.stringify(blocks).length <= limits.messageJson * share
  )
}

/** All characters that blocks show, as far as Slack is known to count them. */
function textIn(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0
  let sum = 0
  if (Array.isArray(part)) for (const one of part) sum += textIn(one)
  else
    for (const [name, value] of Object.entries(part))
      sum += name === 'text' && typeof value === 'string' ? value.length : textIn(value)
  return sum
}

/** Joins groups into one message. Its buttons have got their unique action ids already. */
function finish(blockGroups: readonly BlockGroup[], whole?: string): SlackMessage {
  const words = whole ?? blockGroups.map(group => group.words).join('\n')
  return { text: fallback(words, inShort), blocks: blockGroups.flatMap(group => group.blocks) }
}

import { chunk, squeeze } from '../../../src/core/delivery/chunk.ts'
import { type Message, plainText } from '../../../src/core/message.ts'
import { limits } from '../limits.ts'
import { type BlockGroup, blockGroups, isNew, type SlackBlock, type Style } from './blocks.ts'
import { fallback } from './mrkdwn.ts'

/** One message for Slack's API. Its text is escaped: it is the only thing in it that Slack reads markup in. */
export interface SlackMessage {
  text: string
  blocks: SlackBlock[]
}

/** Renders a message in as many Slack messages as it takes, without its files, which are uploaded. */
export function render(message: Message, style: Style = {}): SlackMessage[] {
  const groups = blockGroups(message, style)
  // Nearly every message fits into one.
  if (groups.length > 0 && fits(groups, limits.blocks)) return [joined(groups, plainText(message))]
  // What is spread over several is drawn as every Slack takes it: half of it may stand there already when the rest is refused.
  const messages = chunk(blockGroups(message, { basic: true }), some => fits(some, limits.blocks))
  if (messages.length === 1) return messages.map(one => joined(one, plainText(message)))
  return messages.map(one => joined(one, one.map(group => group.words()).join('\n')))
}

/** Renders one Slack message, where no second can follow; “… more” replaces what does not fit. */
export function renderOne(
  message: Message,
  { blocks = limits.blocks, ...style }: Style & { blocks?: number } = {},
): SlackMessage {
  const groups = blockGroups(message, style)
  const shown = fits(groups, blocks) ? groups : squeeze(groups, some => fits(some, blocks), more)
  return joined(shown, plainText(message))
}

/** Whether Slack might refuse how this is drawn, and take it drawn as `basic`. */
export const mayBeRefused = (message: Message): boolean => message.some(isNew)

const more: BlockGroup = {
  blocks: [{ type: 'context', elements: [{ type: 'plain_text', text: '… more', emoji: false }] }],
  words: () => '… more',
}

/** Whether groups fit into one message of at most this many blocks. */
function fits(groups: readonly BlockGroup[], most: number): boolean {
  const blocks = groups.flatMap(group => group.blocks)
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

/** Joins groups into one message. Their buttons have got unique action ids already. */
const joined = (groups: readonly BlockGroup[], words: string): SlackMessage => ({
  blocks: groups.flatMap(group => group.blocks),
  text: fallback(words, { plain: limits.fallback, escaped: limits.fallbackEscaped }),
})

import type { types } from '@slack/bolt'
import { clip } from '../../../src/core/text.ts'

/** Plain text for Slack: never empty, never too long, `:smile:` stays what it is. */
export const plainText = (words: string, most: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clip(words.trim(), most) || '…',
  emoji: false,
})

/** Where a text may be cut: at a space or a line’s end where there is one, never within a character. */
export function breakAt(words: string, most: number): number {
  const space = Math.max(words.lastIndexOf(' ', most - 1), words.lastIndexOf('\n', most - 1)) + 1
  if (space > most / 2) return space
  return /[\uD800-\uDBFF]/.test(words.charAt(most - 1)) ? most - 1 : most
}

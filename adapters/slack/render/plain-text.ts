import type { types } from '@slack/bolt'
import { clip } from '../../../src/core/text.ts'

/** Plain text for Slack: never empty, never too long, `:smile:` stays what it is. */
export const plainText = (words: string, most: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clip(words.trim(), most) || '…',
  emoji: false,
})

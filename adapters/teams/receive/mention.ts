import type { Activity } from './payload.ts'

/** Whether the activity mentions the bot. */
export const namesBot = ({ entities, recipient }: Activity): boolean =>
  entities.mentions.some(one => one.mentioned.id === recipient.id)

/**
 * The typed text as people read it: without the bot's own mentions, and with everybody else's as `@name`. A name
 * of two words arrives as two mentions; the bot may be named more than once.
 */
export function wordsOf({ text, entities, recipient }: Activity): string {
  const spoken = entities.mentions.reduce(
    (left, { mentioned, text: name }) =>
      left.replaceAll(name, mentioned.id === recipient.id ? ' ' : `@${name.replace(/<\/?at[^>]*>/g, '')}`),
    text.replaceAll('&nbsp;', ' '),
  )
  const named = entities.mentions.some(one => one.mentioned.id === recipient.id)
  return (named ? spoken.replace(/[^\S\n]+/g, ' ').replace(/^[\s,:]+/, '') : spoken).trim()
}

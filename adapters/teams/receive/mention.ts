import type { Activity } from './payload.ts'

/** Whether the activity mentions the bot. */
export const namesBot = ({ entities, recipient }: Activity): boolean =>
  entities.mentions.some(one => one.mentioned.id === recipient.id)

/**
 * The typed text as people read it: without the bot's own mentions, and with everybody else's as `@name`. A name
 * of two words arrives as two mentions; the bot may be named more than once.
 */
export function wordsOf({ text, entities, recipient }: Activity): string {
  const typed = text.replaceAll('&nbsp;', ' ')
  const spoken = wholeNames(entities.mentions, typed).reduce(
    (left, { mentioned, text: name }) =>
      left.replaceAll(name, mentioned.id === recipient.id ? ' ' : `@${name.replace(/<\/?at[^>]*>/g, '')}`),
    typed,
  )
  const named = entities.mentions.some(one => one.mentioned.id === recipient.id)
  return (named ? spoken.replace(/[^\S\n]+/g, ' ').replace(/^[\s,:]+/, '') : spoken).trim()
}

type Mention = Activity['entities']['mentions'][number]

/** The parts of one name put together: `<at>Ana</at> <at>Ruiz</at>` is Ana Ruiz. */
function wholeNames(mentions: readonly Mention[], typed: string): Mention[] {
  const names: Mention[] = []
  for (const next of mentions) {
    const before = names.at(-1)
    const both = before && `${before.text} ${next.text}`
    const isOne = before?.mentioned.id === next.mentioned.id && before.text !== next.text
    if (isOne && both && typed.includes(both)) names[names.length - 1] = { ...next, text: both }
    else names.push(next)
  }
  return names
}

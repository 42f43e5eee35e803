import { type Names, unescaped, wordsOfHtml } from './html.ts'
import type { Activity } from './payload.ts'

/** Whether the activity mentions the bot. */
export const namesBot = ({ entities, recipient }: Activity): boolean =>
  entities.mentions.some(one => one.mentioned.id === recipient.id)

/**
 * The typed text as people read it: without the bot's own mentions, and with everybody else's as `@name`. A name
 * of two words arrives as two mentions; the bot may be named more than once.
 */
export function wordsOf({ text, attachments: { html }, entities, recipient }: Activity): string {
  if (html !== undefined && saysMore(html)) {
    const names: Names = entities.mentions.map(({ mentioned }) =>
      mentioned.id === recipient.id ? '' : undefined,
    )
    return wordsOfHtml(html, names).replace(/^[\s,:]+/, '')
  }
  const typed = isEscaped(text) ? unescaped(text) : text.replaceAll('&nbsp;', ' ')
  const spoken = wholeNames(entities.mentions, typed).reduce(
    (left, { mentioned, text: name }) =>
      left.replaceAll(name, mentioned.id === recipient.id ? ' ' : `@${name.replace(/<\/?at[^<>]*>/g, '')}`),
    typed,
  )
  const named = entities.mentions.some(one => one.mentioned.id === recipient.id)
  return (named ? spoken.replace(/[^\S\n]+/g, ' ').replace(/^[\s,:]+/, '') : spoken).trim()
}

/** Some clients send the signs of HTML escaped. Where one stands as it is, the text is not: a person typed `&amp;` as well. */
const isEscaped = (text: string): boolean =>
  !/[<>]|&(?!(?:amp|lt|gt|quot|nbsp|#\d{1,6});)/.test(text.replace(/<\/?at\b[^<>]*>/g, ''))

/** Emoji stand in the HTML alone, and what a reply quotes stands in the plain text as if it had been typed. */
const saysMore = (html: string): boolean => /<(?:img|emoji|blockquote)\b/i.test(html)

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

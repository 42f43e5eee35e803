import { chunk, squeeze } from '../../../src/core/delivery/chunk.ts'
import type { Message } from '../../../src/core/message.ts'
import { limits } from '../limits.ts'
import { blockGroups, type RenderOptions } from './blocks.ts'
import { bytesOf, charactersIn, unmentioning } from './clip.ts'
import type { BlockGroup, Mention } from './text-runs.ts'

/** A card and its plain text. */
export interface Card {
  summary: string
  content: object
}

/** Renders a message in as many cards as it takes, without its files. */
export function render(message: Message, options: RenderOptions = {}): Card[] {
  const all = blockGroups(message, options)
  // Nearly every message fits on one card, and is then measured once.
  const one = all.length > 0 ? inOne(all) : undefined
  return (one ? [one] : chunk(all, fits).map(finish)).map(card => inItsLanguage(card, message))
}

/** Renders a message as one card, where no second card can follow; “… more” replaces what does not fit. */
export function renderOne(message: Message, options: RenderOptions = {}): Card {
  const all = blockGroups(message, options)
  return inItsLanguage(inOne(all) ?? finish(squeeze(all, fits, more)), message)
}

/** The card with the language it is in, so that screen readers say it right; left out: English. */
function inItsLanguage({ summary, content }: Card, message: Message): Card {
  const lang = message.find(block => block.lang !== undefined)?.lang
  return { summary, content: lang === undefined ? content : { ...content, lang } }
}

const more: BlockGroup = {
  elements: [
    {
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: '… more', isSubtle: true, size: 'Small' }],
    },
  ],
  words: '… more',
}

/** Puts all groups on one card; undefined: they do not fit. */
function inOne(some: readonly BlockGroup[]): Card | undefined {
  const card = cardOf(some, wordsOf(some))
  return sizeOf(card) <= limits.messageBytes ? card : undefined
}

const fits = (some: readonly BlockGroup[]): boolean => inOne(some) !== undefined

/** The bytes that a card takes in a message, Teams' own fields included. */
const sizeOf = (card: Card): number => bytesOf(card) + limits.envelopeBytes

/** Makes a card with its text alternative, which is shortened where even one group leaves no room for it. */
function finish(some: readonly BlockGroup[]): Card {
  const words = wordsOf(some)
  const whole = cardOf(some, words)
  const over = sizeOf(whole) - limits.messageBytes
  if (over <= 0) return whole
  // The message repeats the words.
  const room = bytesOf(words) - Math.ceil(over / 2) - bytesOf('…')
  return cardOf(some, `${words.slice(0, charactersIn(words, room))}…`)
}

const wordsOf = (some: readonly BlockGroup[]): string =>
  unmentioning(
    some
      .map(group => group.words)
      .join('\n')
      .trim(),
  ) || '…'

function cardOf(some: readonly BlockGroup[], summary: string): Card {
  const entities = some.flatMap(group => group.mentions ?? [])
  return {
    summary,
    content: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      fallbackText: summary,
      body: some.flatMap(group => group.elements),
      msteams: { width: 'Full', entities: entities.length > 0 ? once(entities) : undefined },
    },
  }
}

const once = (entities: readonly Mention[]): Mention[] =>
  entities.filter((one, at) => entities.findIndex(other => other.text === one.text) === at)

import { notSaved as nothingSaved } from '../../../src/core/apologies.ts'
import { plainText } from '../../../src/core/message.ts'
import type { Reader } from '../render/reader.ts'

/** A request that is refused, in a sentence for whoever looks at the page. */
export class Refusal extends Error {
  readonly status: number
  /** The heading of the page that says so. */
  readonly title: string
  private readonly sentence: (locale?: string) => string
  /** `sentence`: one in which a day stands is written for the locale of its reader. */
  constructor(status: number, title: string, sentence: string | ((locale?: string) => string)) {
    super(typeof sentence === 'string' ? sentence : sentence())
    this.name = 'Refusal'
    this.status = status
    this.title = title
    this.sentence = typeof sentence === 'string' ? () => sentence : sentence
  }

  /** Why, in the reader’s language. */
  saidTo({ say, locale }: Pick<Reader, 'say' | 'locale'>): { title: string; sentence: string } {
    return { title: say(this.title), sentence: say(this.sentence(locale)) }
  }
}

export const notHere = (): Refusal =>
  new Refusal(
    404,
    'Nothing is here',
    'This page has no such place. Your direct messages with Hearth are at the beginning.',
  )
export const tooLong = (): Refusal =>
  new Refusal(
    413,
    'That is too long',
    'That is longer than I can take at once: up to 20,000 characters. Nothing was saved; what you typed is still in its field, so you can shorten it or send it in parts.',
  )
export const fileTooLarge = (): Refusal =>
  new Refusal(
    413,
    'That file is too large',
    'That file is too large for me: I read forms of up to 5 MB. Is it the one you meant? Nothing was saved.',
  )

/** The disk is full, or away: the page tries again by itself. */
export const notSaved = (): Refusal => new Refusal(507, 'Not saved', plainText(nothingSaved))

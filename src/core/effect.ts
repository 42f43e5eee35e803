import type { Address, CardRef, Incoming, PersonId } from './incoming.ts'
import type { Message } from './message.ts'
import type { DocumentRef } from './store.ts'

/** The name under which a sent message is remembered, so that it can be changed later: what shows what, and which: `run/7f3a/root`. */
export type CardName = string

/** A message that is to be remembered. */
export interface NewCard {
  name: CardName
  /** The document it shows: where that was deleted while the message was on its way, the card is not remembered. */
  of?: DocumentRef
  /** The language it goes out in, where that is another than English. */
  language?: string
  /** It stands in somebody's own chat. */
  own?: true
  /** It is let go of once something else is shown in its place. */
  whileShown?: true
}

/** What a card is of: the walk-through or plan, the suggestion, the weekly icebreaker: `run/7f3a`. */
export type CardSubject = string

/** Where to speak. */
export type Destination = Address | { under: CardName } | { person: PersonId }

/** Why something was not done, as far as a form can tell it beside a field: the id of that field, where it is about one. */
interface Refusal {
  field?: string
}

/** What a command wants done. Commands decide; the bot does. */
export type Effect =
  /**
   * Answers where it was asked; `private` is for the asker's eyes only. `posts`: it is no answer, but what was to be said there:
   * whoever asked for it can take it back. `language`: the one that the asker wrote in, where they set none. `refused`: nothing was done.
   */
  | {
      type: 'reply'
      message: Message
      private?: true
      card?: NewCard
      posts?: true
      language?: string
      refused?: Refusal
    }
  /**
   * Takes the place of the card that was pressed; with no card pressed it is a private reply. Where others see that card, it must be
   * remembered as one of `subject`; else it is left as it is, and this is a private reply, too. `card`: what it is remembered as.
   */
  | { type: 'replace'; message: Message; subject?: CardSubject; card?: NewCard }
  /**
   * Speaks anywhere, in the thread under a remembered card, or to one person. `listen`: lines typed in its thread may be answers.
   * `news`: Hearth's own word of what happened, with nothing of the asker's in it: they need not be there.
   */
  | { type: 'send'; to: Destination; message: Message; card?: NewCard; listen?: true; news?: true }
  /** Redraws a card in place, a remembered one by its name; one that is gone is left alone. */
  | { type: 'update'; card: CardName | CardRef; message: Message }
  /** Takes a card back. */
  | { type: 'remove'; card: CardName | CardRef }
  /** Takes back every message that was sent because of a change of the asker's here. */
  | { type: 'unsend'; change: string }
  /** The asker was forgotten: the platform's adapter lets go of what it holds of them, once all before this is done. */
  | { type: 'forget' }

export const reply = (message: Message, card?: NewCard): Effect =>
  card ? { type: 'reply', message, card } : { type: 'reply', message }
export const post = (message: Message, card?: NewCard): Effect => ({
  type: 'reply',
  message,
  posts: true,
  ...(card && { card }),
})
export const privateReply = (message: Message): Effect => ({ type: 'reply', message, private: true })
export const replace = (message: Message, subject?: CardSubject): Effect =>
  subject ? { type: 'replace', message, subject } : { type: 'replace', message }
export const send = (to: Destination, message: Message, card?: NewCard): Effect =>
  card ? { type: 'send', to, message, card } : { type: 'send', to, message }
export const news = (to: Destination, message: Message): Effect => ({ type: 'send', to, message, news: true })
export const update = (card: CardName | CardRef, message: Message): Effect => ({
  type: 'update',
  card,
  message,
})

/** In place of the card that was pressed; else for the asker's eyes. */
export const inPlace = ({ card }: Pick<Incoming, 'card'>, message: Message, subject?: CardSubject): Effect =>
  card ? replace(message, subject) : privateReply(message)

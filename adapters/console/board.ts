import { randomUUID } from 'node:crypto'
import type { CardRef, PersonId, Values } from '../../src/core/incoming.ts'
import type { Message } from '../../src/core/message.ts'
import { addressOf, type Location } from './address.ts'
import { pressables } from './buttons.ts'

/** A message on the screen, and what has been typed into its form so far. */
export interface Card {
  ref: CardRef
  number: number
  location: Location
  message: Message
  /** The key of a scheduled message. */
  key?: string
  drafts: Map<PersonId, Values>
  /** The lines that `more` shows. */
  rest: readonly string[]
  /** What was last said of how far it is, where it has a thread. */
  stand?: string
}

/** All cards that can still be pressed or changed, the latest shown last. */
export interface Board {
  add(location: Location, message: Message, key?: string): Card
  /** The card that was sent to a location with this key. */
  sent(location: Location, key: string): Card | undefined
  find(ref: CardRef): Card | undefined
  change(card: Card, message: Message): void
  drop(card: Card): void
  /** Whether the card has a thread. */
  opened(card: Card): boolean
  /** The card whose buttons this person presses by number at this location: the latest, or the one of that number. */
  pressable(at: Location, person: PersonId, number?: number): Card | undefined
  /** The newest card here, if there is more of it than is shown. */
  withMore(at: Location, person: PersonId): Card | undefined
  /** The card that begins a thread in this conversation: of that number, or the latest. */
  opener(conversation: string, person: PersonId, number?: number): Card | undefined
}

/** More than anyone scrolls back. */
const remembered = 2000

/** Makes an empty board. Card ids differ in every run, since the store keeps them longer than the screen. */
export function createBoard(): Board {
  const run = randomUUID().slice(0, 8)
  const cards = new Map<string, Card>()
  let count = 0

  return { add, sent, find: ref => cards.get(ref.id), change, drop, opened, pressable, withMore, opener }

  function sent(location: Location, key: string): Card | undefined {
    return latest(card => card.key === key && addressOf(card.location) === addressOf(location))
  }

  function add(location: Location, message: Message, key?: string): Card {
    const number = ++count
    const id = `${run}-${number}`
    const address = addressOf(location)
    // A private card, and a card in a thread, have no thread of their own: answers go beside them.
    const thread = location.only || location.thread ? address : addressOf({ ...location, thread: id })
    const card: Card = {
      ref: { address, id, thread },
      number,
      location,
      message,
      key,
      drafts: new Map(),
      rest: [],
    }
    cards.set(id, card)
    const oldest = cards.keys().next().value
    if (cards.size > remembered && oldest !== undefined) cards.delete(oldest)
    return card
  }

  function opened(card: Card): boolean {
    return [...cards.values()].some(one => one.location.thread === card.ref.id)
  }

  /** An updated card counts as shown anew, unless it has a thread. */
  function change(card: Card, message: Message) {
    card.message = message
    card.drafts.clear()
    if (opened(card)) return
    cards.delete(card.ref.id)
    cards.set(card.ref.id, card)
  }

  function drop(card: Card) {
    cards.delete(card.ref.id)
  }

  function pressable(at: Location, person: PersonId, number?: number): Card | undefined {
    return latest(
      card =>
        (number === undefined || card.number === number) &&
        seenFrom(card.location, at, person) &&
        pressables(card.message).length > 0,
    )
  }

  function withMore(at: Location, person: PersonId): Card | undefined {
    const newest = latest(card => seenFrom(card.location, at, person))
    return newest && newest.rest.length > 0 ? newest : undefined
  }

  function opener(conversation: string, person: PersonId, number?: number): Card | undefined {
    return latest(
      card =>
        seenFrom(card.location, { conversation }, person) &&
        !card.location.only &&
        (number === undefined ? !card.location.thread : card.number === number),
    )
  }

  function latest(fits: (card: Card) => boolean): Card | undefined {
    return [...cards.values()].reverse().find(fits)
  }
}

/** Whether a message is seen from a location: a conversation shows its threads too, a thread only itself. */
const seenFrom = (location: Location, at: Location, person: PersonId): boolean =>
  location.conversation === at.conversation &&
  (at.thread === undefined || location.thread === at.thread) &&
  (location.only === undefined || location.only === person)

/** The short name of a thread: the number of the card it began under, or its whole id if an earlier run began it. */
export const threadName = (thread: string): string => thread.split('-').at(-1) ?? thread

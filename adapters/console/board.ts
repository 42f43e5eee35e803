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
  /** What it was sent under, where the clock sent it. */
  key?: string
  drafts: Map<PersonId, Values>
}

/** All that has been shown and can still be pressed or changed, the latest shown last. */
export interface Board {
  add(location: Location, message: Message, key?: string): Card
  /** What was sent to a spot under this key. */
  sent(location: Location, key: string): Card | undefined
  find(ref: CardRef): Card | undefined
  change(card: Card, message: Message): void
  drop(card: Card): void
  /** Whether a talk has begun in the thread under it. */
  opened(card: Card): boolean
  /** The card whose buttons the numbers mean for this person at this spot. */
  pressable(at: Location, person: PersonId): Card | undefined
  /** The card of that number, or the latest, which begins a thread in this room. */
  opener(conversation: string, person: PersonId, number?: number): Card | undefined
}

/** More than anyone scrolls back. */
const remembered = 2000

/** An empty board. Ids differ in every run, for cards are remembered longer than the screen shows them. */
export function createBoard(): Board {
  const run = randomUUID().slice(0, 8)
  const cards = new Map<string, Card>()
  let count = 0

  return { add, sent, find: ref => cards.get(ref.id), change, drop, opened, pressable, opener }

  function sent(location: Location, key: string): Card | undefined {
    return latest(card => card.key === key && addressOf(card.location) === addressOf(location))
  }

  function add(location: Location, message: Message, key?: string): Card {
    const number = ++count
    const id = `${run}-${number}`
    const address = addressOf(location)
    // Nobody else could see a thread under a private card, or one thread within another: the talk goes on beside them.
    const thread = location.only || location.thread ? address : addressOf({ ...location, thread: id })
    const card: Card = {
      ref: { address, id, thread },
      number,
      location,
      message,
      ...(key && { key }),
      drafts: new Map(),
    }
    cards.set(id, card)
    const oldest = cards.keys().next().value
    if (cards.size > remembered && oldest !== undefined) cards.delete(oldest)
    return card
  }

  function opened(card: Card): boolean {
    return [...cards.values()].some(one => one.location.thread === card.ref.id)
  }

  /** What is redrawn counts as shown anew, except above a talk that goes on under it. */
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

  function pressable(at: Location, person: PersonId): Card | undefined {
    return latest(card => seenFrom(card.location, at, person) && pressables(card.message).length > 0)
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

/** From the top of a room its threads are seen too; from a thread nothing else is. */
const seenFrom = (location: Location, at: Location, person: PersonId): boolean =>
  location.conversation === at.conversation &&
  (at.thread === undefined || location.thread === at.thread) &&
  (location.only === undefined || location.only === person)

/** The short name of a thread: the number of the card it began under, or its whole id if an earlier run began it. */
export const threadName = (thread: string): string => thread.split('-').at(-1) ?? thread

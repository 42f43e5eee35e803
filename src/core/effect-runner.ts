import type { Adapter } from './adapter.ts'
import type { AdapterAt } from './call.ts'
import { type CardStore, cardStore, putCard } from './cards.ts'
import type { Delivery } from './delivery/at-least-once.ts'
import { DeliveryError, outcomeOf } from './delivery/delivery-error.ts'
import { type CardName, type Effect, type NewCard, privateReply } from './effect.ts'
import type { Address, CardRef, Incoming } from './incoming.ts'
import { asksInDialog, type Message } from './message.ts'
import { nobody } from './records/personal-data.ts'
import type { Store, Tx } from './store.ts'
import { hasRecord, keepSent, sentWith } from './undo/undo.ts'
import { UserError } from './user-error.ts'

/** Carries out what commands want done. */
export interface Performer {
  /** Rejects with what the adapter says. What the clock asked for goes out by the delivery of its occurrence. */
  perform(effect: Effect, incoming: Incoming, how?: HowToPerform): Promise<void>
  /** The effects, with a private reply in place of a card that is not the asker's to replace. */
  settled(effects: Effect[], incoming: Incoming): Promise<Effect[]>
  /** @throws {DeliveryError} `unreachable`, in a sentence, where the asker has no business in a place. */
  mayReach(address: Address, incoming: Incoming): Promise<void>
  /** Sees to it that Hearth is in a room before something begins there. @throws {UserError} where it is not let in. */
  enter(room: Address, incoming: Incoming): Promise<void>
  at: AdapterAt
}

const elsewhere = 'That place is not in your workspace, so I do not write there.'
const notThere =
  'You are not in that place, so I do not write there for you. Somebody who is in it can ask me.'
const unknown =
  'I can’t check that right now: whether you are in that place. Please try again in a few minutes, or ask me in that place itself.'

interface HowToPerform {
  /** Left out: everything is sent at once. */
  delivery?: Pick<Delivery, 'send'>
  /** Called when the platform has the message, before it is remembered where it stands. */
  sent?: (() => void) | undefined
}

/** Speaks through the adapters, and remembers the cards. The one place where it is checked whom an asker can make Hearth speak to. */
export function createPerformer({
  store,
  adapters,
}: {
  store: Store
  adapters: readonly Adapter[]
}): Performer {
  return { perform, settled, mayReach, enter, at }

  async function perform(
    effect: Effect,
    incoming: Incoming,
    { delivery = atOnce, sent = () => {} }: HowToPerform = {},
  ): Promise<void> {
    const say = (to: Address, message: Message) => delivery.send(within(to, incoming), to, message)
    const cards = () => cardStore(store, incoming.workspace)
    const keep = cardsKept(store, incoming)
    switch (effect.type) {
      case 'reply': {
        if (await inDialog(effect.message, incoming)) return sent()
        const to = effect.private ? incoming.answer.private : incoming.answer.here
        const card = await say(to, effect.message)
        sent()
        return keep(effect, card, effect.posts ?? (effect.card && !effect.private))
      }
      case 'replace': {
        const { card } = incoming
        if (await inDialog(effect.message, incoming)) return
        if (card && (await within(card.address, incoming).update(card, effect.message))) {
          await cards().replaced(card)
          return keep(effect, card, false)
        }
        return keep(effect, await say(incoming.answer.private, effect.message), false)
      }
      case 'send': {
        const to = await whereIs(effect, incoming, cards)
        if (!to) return
        const card = await say(to, effect.message)
        sent()
        return keep(effect, card, !effect.news)
      }
      case 'update': {
        const card = await found(effect.card, cards)
        if (card && !(await within(card.address, incoming).update(card, effect.message)))
          await forget(effect.card, cards)
        return
      }
      case 'remove': {
        const card = await found(effect.card, cards)
        if (card) await within(card.address, incoming).remove(card)
        return forget(effect.card, cards)
      }
      case 'unsend':
        for (const card of await sentWith(reading(incoming), incoming, effect.change)) {
          // What was pressed shows by now that it was taken back.
          if (isSameMessage(card, incoming.card)) continue
          await within(card.address, incoming).remove(card)
          await cards().forgetMessage(card)
        }
        return
      case 'forget':
        return at(incoming.place.conversation).forget?.(incoming.workspace, incoming.person.id)
    }
  }

  /** Asks in a dialog. False: that is not to be had, or the moment has passed, so the message asks itself. */
  async function inDialog(message: Message, incoming: Incoming): Promise<boolean> {
    const { dialog } = incoming
    if (!dialog || !asksInDialog(message)) return false
    return within(dialog, incoming)
      .send(dialog, message)
      .then(
        () => true,
        () => false,
      )
  }

  function reading({ workspace }: Incoming): Pick<Tx, 'get'> {
    return { get: (kind, id) => store.get(workspace, kind, id) }
  }

  async function settled(effects: Effect[], { card, workspace }: Incoming): Promise<Effect[]> {
    if (!card || card.private || !effects.some(one => one.type === 'replace')) return effects
    const known = await cardStore(store, workspace).subjectsOf(card)
    return effects.map(one =>
      one.type !== 'replace' || known.includes(one.subject ?? '') ? one : privateReply(one.message),
    )
  }

  async function whereIs(
    { to, news }: Extract<Effect, { type: 'send' }>,
    incoming: Incoming,
    cards: () => CardStore,
  ): Promise<Address | undefined> {
    if (typeof to === 'string') {
      if (!news) await mayReach(to, incoming)
      return to
    }
    if ('under' in to) {
      const card = await cards().get(to.under)
      if (card && !news) await mayReach(card.address, incoming)
      return card?.thread
    }
    if (to.person === nobody.id) return undefined
    return at(incoming.place.address).chatOf(incoming.workspace, to.person)
  }

  /** A place is for those who are in it; what the clock brings was settled by somebody who was. */
  async function mayReach(address: Address, incoming: Incoming): Promise<void> {
    const { workspace, person, place, occurrence } = incoming
    const adapter = within(address, incoming)
    if (occurrence || address === place.conversation || address === place.address) return
    const isThere = await adapter.isIn(workspace, person.id, address).catch(error => {
      throw outcomeOf(error) === 'unreachable'
        ? error
        : new DeliveryError('unreachable', unknown, { cause: error })
    })
    if (!isThere) throw new DeliveryError('unreachable', notThere)
  }

  /** Where that cannot be told now, it is tried, and told what came of it. */
  async function enter(room: Address, incoming: Incoming): Promise<void> {
    await within(room, incoming)
      .enter?.(room)
      .catch(error => {
        if (outcomeOf(error) === 'unreachable') throw new UserError(error.message)
      })
  }

  /** The adapter of an address in the asker's own workspace. */
  function within(address: Address, { workspace }: Incoming): Adapter {
    const adapter = at(address)
    if (adapter.isOf(workspace, address)) return adapter
    throw new DeliveryError('unreachable', elsewhere)
  }

  function at(address: Address): Adapter {
    const adapter = adapters.find(one => address.startsWith(`${one.platform}:`))
    if (!adapter) throw new Error(`no adapter is on for addresses such as ${address.split(':')[0]}:…`)
    return adapter
  }
}

const atOnce: Pick<Delivery, 'send'> = { send: (by, to, message) => by.send(to, message) }

const found = async (card: CardName | CardRef, cards: () => CardStore) =>
  typeof card === 'string' ? cards().get(card) : card

async function forget(card: CardName | CardRef, cards: () => CardStore): Promise<void> {
  if (typeof card === 'string') await cards().forget(card)
}

const isSameMessage = (one: CardRef, other: CardRef | undefined): boolean =>
  one.address === other?.address && one.id === other.id

/** Remembers a message that was sent: as the card that it is, and with the change that it was sent for, where that can be taken back. */
function cardsKept(store: Store, incoming: Incoming) {
  const { workspace, occurrence } = incoming
  return async (
    { card, listen }: { card?: NewCard; listen?: true },
    sent: CardRef | undefined,
    isForOthers: unknown,
  ): Promise<void> => {
    if (!sent) return
    const from: Pick<Tx, 'get'> = { get: (kind, id) => store.get(workspace, kind, id) }
    const isKept = isForOthers && !occurrence && (await hasRecord(from, incoming))
    if (!card && !isKept) return
    await store.update(workspace, async tx => {
      if (card) await putCard(tx, card, sent, listen)
      if (isKept) await keepSent(tx, incoming, sent)
    })
  }
}

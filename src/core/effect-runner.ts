import type { Adapter } from './adapter.ts'
import type { AdapterAt } from './call.ts'
import { type CardStore, cardStore } from './cards.ts'
import type { Delivery } from './delivery/at-least-once.ts'
import type { CardName, Destination, Effect, NewCard } from './effect.ts'
import type { Address, CardRef, Incoming } from './incoming.ts'
import type { Message } from './message.ts'
import { nobody } from './personal-data.ts'
import type { Store } from './store.ts'

/** Carries out what commands want done. */
export interface Performer {
  /** Rejects with what the adapter says. What the clock asked for goes out by the delivery of its occurrence. */
  perform(effect: Effect, incoming: Incoming, delivery?: Pick<Delivery, 'send'>): Promise<void>
  at: AdapterAt
}

/** Speaks through the adapters, and remembers the cards. */
export function createPerformer({
  store,
  adapters,
}: {
  store: Store
  adapters: readonly Adapter[]
}): Performer {
  return { perform, at }

  async function perform(effect: Effect, incoming: Incoming, delivery = atOnce): Promise<void> {
    const say = (to: Address, message: Message) => delivery.send(at(to), to, message)
    const cards = () => cardStore(store, incoming.workspace)
    switch (effect.type) {
      case 'reply': {
        const to = effect.private ? incoming.answer.aside : incoming.answer.here
        return keep(effect.card, await say(to, effect.message), cards)
      }
      case 'replace': {
        if (incoming.card && (await at(incoming.card.address).update(incoming.card, effect.message))) return
        await say(incoming.answer.aside, effect.message)
        return
      }
      case 'send': {
        const to = await whereIs(effect.to, incoming, cards)
        if (to) await keep(effect.card, await say(to, effect.message), cards, effect.hears)
        return
      }
      case 'update': {
        const card = await found(effect.card, cards)
        if (card && !(await at(card.address).update(card, effect.message))) await forget(effect.card, cards)
        return
      }
      case 'remove': {
        const card = await found(effect.card, cards)
        if (card) await at(card.address).remove(card)
        return forget(effect.card, cards)
      }
      case 'forget':
        return at(incoming.place.conversation).forget?.(incoming.workspace, incoming.person.id)
    }
  }

  async function whereIs(to: Destination, { workspace, place }: Incoming, cards: () => CardStore) {
    if (typeof to === 'string') return to
    if ('under' in to) return (await cards().get(to.under))?.thread
    if (to.person === nobody.id) return undefined
    return at(place.address).chatOf(workspace, to.person)
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

async function keep(
  card: NewCard | undefined,
  sent: Awaited<ReturnType<Adapter['send']>>,
  cards: () => CardStore,
  hears?: true,
) {
  if (card && sent) await cards().put(card, sent, hears)
}

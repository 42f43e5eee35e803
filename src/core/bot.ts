import type { Acknowledge, Adapter, Hearth } from './adapter.ts'
import { Unreachable } from './adapter.ts'
import { type CardStore, cardStore } from './cards.ts'
import { type Call, type Command, route } from './command.ts'
import type { Effect } from './effect.ts'
import type { Address, Incoming } from './incoming.ts'
import { lanes } from './lanes.ts'
import { type Logger, reason } from './logger.ts'
import { type Message, text } from './message.ts'
import { Problem } from './problem.ts'
import { AlreadyDone, onceOnly } from './seen.ts'
import { type Store, StoreError } from './store.ts'

/** Hears a line before it is taken for a command; undefined: it was not for this listener. */
export type Listener = (call: Call) => Promise<Effect[] | undefined>

/** What a bot is made of. */
export interface Parts {
  store: Store
  commands: readonly Command[]
  /** Answers what is no command, typed where the bot is spoken to directly. */
  otherwise: (call: Call) => Promise<Effect[]> | Effect[]
  adapters: readonly Adapter[]
  log: Logger
}

/** The one way in: asked → decided (and kept) → acknowledged → done. */
export function createBot({ store, commands, otherwise, adapters, log }: Parts): Hearth {
  const deciding = lanes()
  const performing = lanes()

  return {
    handle(incoming, acknowledge = () => false) {
      const person = `${incoming.workspace}/${incoming.person.id}`
      return deciding(person, async () => {
        const effects = await decide(incoming)
        const left = afterAcknowledging(effects, acknowledge)
        return { done: performing(person, () => performAll(left, incoming)) }
      }).then(({ done }) => done)
    },
    async listensTo() {
      return false
    },
  }

  async function decide(incoming: Incoming): Promise<Effect[]> {
    try {
      const library = onceOnly(store, incoming)
      const found = route(commands, incoming.text)
      const rest = found?.rest ?? incoming.text
      const call: Call = { ...incoming, library, rest, words: rest.split(/\s+/).filter(Boolean) }
      if (incoming.kind === 'edit') return []
      return await (found ? found.command.run(call) : otherwise(call))
    } catch (error) {
      return whatWentWrong(error, incoming)
    }
  }

  function whatWentWrong(error: unknown, incoming: Incoming): Effect[] {
    if (error instanceof AlreadyDone) return []
    if (error instanceof Problem) return [apology(error.answer)]
    log.error(`${incoming.workspace}: a command failed. ${reason(error)}`)
    if (error instanceof StoreError) return [apology(notSaved)]
    return [apology(notDone)]
  }

  async function performAll(effects: readonly Effect[], incoming: Incoming): Promise<void> {
    const cards = cardStore(store, incoming.workspace)
    for (const effect of effects) {
      try {
        await perform(effect, incoming, cards)
      } catch (error) {
        await tellOfFailure(error, incoming)
      }
    }
  }

  async function perform(effect: Effect, incoming: Incoming, cards: CardStore): Promise<void> {
    switch (effect.type) {
      case 'reply': {
        const to = effect.private ? incoming.answer.aside : incoming.answer.here
        return keep(effect.card, await at(to).send(to, effect.message), cards)
      }
      case 'replace': {
        if (incoming.card && (await at(incoming.card.address).update(incoming.card, effect.message))) return
        await at(incoming.answer.aside).send(incoming.answer.aside, effect.message)
        return
      }
      case 'send': {
        const to = typeof effect.to === 'string' ? effect.to : (await cards.get(effect.to.under))?.thread
        if (to) await keep(effect.card, await at(to).send(to, effect.message), cards)
        return
      }
      case 'update': {
        const card = await cards.get(effect.card)
        if (card && !(await at(card.address).update(card, effect.message))) await cards.forget(effect.card)
        return
      }
      case 'remove': {
        const card = await cards.get(effect.card)
        if (card) await at(card.address).remove(card)
        await cards.forget(effect.card)
      }
    }
  }

  async function tellOfFailure(error: unknown, incoming: Incoming): Promise<void> {
    const known = error instanceof Unreachable
    if (!known) log.error(`${incoming.workspace}: a message could not be sent. ${reason(error)}`)
    const words = known ? [text(error.message)] : notSent
    try {
      await at(incoming.answer.aside).send(incoming.answer.aside, words)
    } catch (again) {
      log.warn(`${incoming.workspace}: nor could the asker be told. ${reason(again)}`)
    }
  }

  function at(address: Address): Adapter {
    const adapter = adapters.find(one => address.startsWith(`${one.platform}:`))
    if (!adapter) throw new Error(`no adapter is on for addresses such as ${address.split(':')[0]}:…`)
    return adapter
  }
}

const apology = (message: Message): Effect => ({ type: 'reply', message, private: true })

const notSaved: Message = [
  text(
    'I could not save that just now, so nothing was changed. Please try again in a minute; if it happens again, tell whoever looks after Hearth.',
  ),
]
const notDone: Message = [
  text(
    'Something went wrong on my side, and I did not finish that. Please try again; if it happens again, tell whoever looks after Hearth.',
  ),
]
const notSent: Message = [
  text('I did what you asked, but I am not sure my message arrived. Please look before you try again.'),
]

/** Lets the acknowledgement carry the first thing the asker is to see; returns what is still to be done. */
function afterAcknowledging(effects: Effect[], acknowledge: Acknowledge): Effect[] {
  const first = effects.find(effect => effect.type === 'reply' || effect.type === 'replace')
  const carried = acknowledge(first)
  return carried ? effects.filter(effect => effect !== first) : effects
}

async function keep(name: string | undefined, card: Awaited<ReturnType<Adapter['send']>>, cards: CardStore) {
  if (name && card) await cards.put(name, card)
}

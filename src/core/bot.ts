import type { Acknowledge, Adapter, Hearth } from './adapter.ts'
import { Unreachable } from './adapter.ts'
import { type CardStore, cardStore } from './cards.ts'
import { type Call, type Command, route } from './command.ts'
import type { Effect, Where } from './effect.ts'
import type { Address, Incoming } from './incoming.ts'
import { lanes } from './lanes.ts'
import { type Logger, reason } from './logger.ts'
import { type Message, text } from './message.ts'
import { Problem } from './problem.ts'
import { AlreadyDone, onceOnly } from './seen.ts'
import { type Kind, type Store, StoreError } from './store.ts'

/** Hears lines, and changes to them, before they are taken for commands. */
export interface Listener {
  /** Undefined: it was not for this listener. */
  hear(call: Call): Promise<Effect[] | undefined>
  /** Whether a line typed in this thread may be for it. */
  listensTo(library: Pick<Call['library'], 'get'>, address: Address): Promise<boolean>
}

/** What a bot is made of. */
export interface Parts {
  store: Store
  commands: readonly Command[]
  listeners?: readonly Listener[]
  /** Answers what is no command, typed where the bot is spoken to directly. */
  otherwise: (call: Call) => Promise<Effect[]> | Effect[]
  adapters: readonly Adapter[]
  log: Logger
}

/** The one way in: asked → decided (and kept) → acknowledged → done. */
export function createBot({ store, commands, listeners = [], otherwise, adapters, log }: Parts): Hearth {
  const deciding = lanes()
  const performing = lanes()
  const answering = new Map<string, string[]>()

  return {
    handle(incoming, acknowledge = () => false) {
      const person = `${incoming.workspace}/${incoming.person.id}`
      const alongside = answering.get(person) ?? []
      if (incoming.said) answering.set(person, [...alongside, incoming.said])
      return deciding(person, async () => {
        const effects = await decide(incoming, alongside)
        const left = afterAcknowledging(effects, acknowledge)
        return { done: performing(person, () => performAll(left, incoming)) }
      })
        .then(({ done }) => done)
        .finally(() => answeredTo(person, incoming.said))
    },
    async listensTo(workspace, address) {
      const library = { get: <T>(kind: Kind<T>, id: string) => store.get(workspace, kind, id) }
      for (const listener of listeners) if (await listener.listensTo(library, address)) return true
      return false
    },
  }

  function answeredTo(person: string, said: string | undefined): void {
    const left = (answering.get(person) ?? []).filter(one => one !== said)
    if (left.length > 0) answering.set(person, left)
    else answering.delete(person)
  }

  async function decide(incoming: Incoming, alongside: readonly string[]): Promise<Effect[]> {
    try {
      const library = onceOnly(store, incoming)
      const found = route(commands, incoming.text)
      const rest = found?.rest ?? incoming.text
      const call: Call = { ...incoming, library, rest, words: rest.split(/\s+/).filter(Boolean), alongside }
      const heard = incoming.kind === 'command' ? undefined : await listen(call)
      if (heard || incoming.kind === 'edit') return heard ?? []
      return await (found ? found.command.run(call) : otherwise(call))
    } catch (error) {
      return whatWentWrong(error, incoming)
    }
  }

  async function listen(call: Call): Promise<Effect[] | undefined> {
    for (const listener of listeners) {
      const effects = await listener.hear(call)
      if (effects) return effects
    }
    return undefined
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
        const to = await whereIs(effect.to, incoming, cards)
        if (to) await keep(effect.card, await at(to).send(to, effect.message), cards, effect.hears)
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

  async function whereIs(to: Where, { workspace, place }: Incoming, cards: CardStore) {
    if (typeof to === 'string') return to
    if ('under' in to) return (await cards.get(to.under))?.thread
    return at(place.address).chatWith(workspace, to.person)
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

async function keep(
  name: string | undefined,
  card: Awaited<ReturnType<Adapter['send']>>,
  cards: CardStore,
  hears?: true,
) {
  if (name && card) await cards.put(name, card, hears)
}

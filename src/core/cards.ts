import type { CardName } from './effect.ts'
import type { CardRef, Workspace } from './incoming.ts'
import { kind, type Store } from './store.ts'

/** Where the cards stand that may be redrawn later. */
export const cards = kind<CardRef>('card')

/** The remembered cards of one workspace. */
export interface CardStore {
  get(name: CardName): Promise<CardRef | undefined>
  put(name: CardName, card: CardRef): Promise<void>
  forget(name: CardName): Promise<void>
}

/** Opens the remembered cards of one workspace. */
export const cardStore = (store: Store, workspace: Workspace): CardStore => ({
  get: name => store.get(workspace, cards, name),
  put: (name, card) => store.update(workspace, tx => tx.put(cards, name, card)),
  forget: name => store.update(workspace, tx => tx.delete(cards, name)),
})

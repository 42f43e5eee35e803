import { runs } from '../features/walkthrough/run/run.ts'
import type { CardName } from './effect.ts'
import type { CardRef, Workspace } from './incoming.ts'
import { kind, type Store } from './store.ts'

/** Where the cards stand that may be redrawn later. */
export const cards = kind<CardRef>('card')

/** Which remembered card a thread hangs under, for threads whose lines are listened to: found by the thread's address. */
export const listenedThreads = kind<{ card: CardName }>('heard')

/** The run that a card shows; undefined: it shows none. */
export const runOfCard = (name: CardName): string | undefined => /^(?:run|plan)\/([^/]+)\//.exec(name)?.[1]

/** The remembered cards of one workspace. */
export interface CardStore {
  get(name: CardName): Promise<CardRef | undefined>
  put(name: CardName, card: CardRef, hears?: true): Promise<void>
  forget(name: CardName): Promise<void>
}

/** Opens the remembered cards of one workspace. */
export const cardStore = (store: Store, workspace: Workspace): CardStore => ({
  get: name => store.get(workspace, cards, name),
  put: (name, card, hears) =>
    store.update(workspace, async tx => {
      // It was deleted, or its owner forgotten, while the card was on its way.
      const run = runOfCard(name)
      if (run !== undefined && !(await tx.get(runs, run))) return
      await tx.put(cards, name, card)
      if (hears) await tx.put(listenedThreads, card.thread, { card: name })
    }),
  forget: name => store.update(workspace, tx => tx.delete(cards, name)),
})

import type { CardName, NewCard } from './effect.ts'
import type { CardRef, Workspace } from './incoming.ts'
import { kind, type Store } from './store.ts'

/** Where the cards stand that may be redrawn later. */
export const cards = kind<CardRef>('card')

/** Which remembered card a thread hangs under, for threads whose lines are listened to: found by the thread's address. */
export const listenedThreads = kind<{ card: CardName }>('heard')

/** The id of what a card shows. */
export const shownBy = (name: CardName): string => name.split('/')[1] ?? ''

/** The remembered cards of one workspace. */
export interface CardStore {
  get(name: CardName): Promise<CardRef | undefined>
  put(card: NewCard, sent: CardRef, hears?: true): Promise<void>
  forget(name: CardName): Promise<void>
}

/** Opens the remembered cards of one workspace. */
export const cardStore = (store: Store, workspace: Workspace): CardStore => ({
  get: name => store.get(workspace, cards, name),
  put: ({ name, of }, sent, hears) =>
    store.update(workspace, async tx => {
      // It was deleted, or its owner forgotten, while the card was on its way.
      if (of && !(await tx.get(of.kind, of.id))) return
      await tx.put(cards, name, sent)
      if (hears) await tx.put(listenedThreads, sent.thread, { card: name })
    }),
  forget: name => store.update(workspace, tx => tx.delete(cards, name)),
})

import type { CardName, CardSubject, NewCard } from './effect.ts'
import type { CardRef, Workspace } from './incoming.ts'
import { type Index, kind, type Store, type Tx } from './store.ts'

/** Where the cards stand that may be redrawn later. */
export const cards = kind<CardRef>('card')

/** Which remembered card a thread hangs under, for threads whose lines are listened to: found by the thread's address. */
export const listenedThreads = kind<{ card: CardName }>('heard')

/** The id of what a card shows. */
export const shownBy = (name: CardName): string => name.split('/')[1] ?? ''

/** What a remembered card is of. The cards of a plan are those of its walk-through. */
const subjectOfCard = (name: CardName): CardSubject => {
  const [family = '', id = ''] = name.split('/')
  return `${family === 'plan' ? 'run' : family}/${id}`
}

/** A walk-through or plan, as the subject of its cards. */
export const runSubject = (id: string): CardSubject => `run/${id}`

const messageKey = ({ address, id }: Pick<CardRef, 'address' | 'id'>): string => `${address} ${id}`

/** The remembered cards by the message that shows them. */
const cardsByMessage: Index<CardRef> = { kind: cards, keysOf: card => [messageKey(card)] }

/** Remembers a message that was sent as a card. */
export async function putCard(tx: Tx, { name, of }: NewCard, sent: CardRef, listen?: true): Promise<void> {
  // It was deleted, or its owner forgotten, while the card was on its way.
  if (of && !(await tx.get(of.kind, of.id))) return
  await tx.put(cards, name, sent)
  if (listen) await tx.put(listenedThreads, sent.thread, { card: name })
}

/** The remembered cards of one workspace. */
export interface CardStore {
  /** What a message of ours is remembered as. */
  subjectsOf(card: CardRef): Promise<readonly CardSubject[]>
  get(name: CardName): Promise<CardRef | undefined>
  forget(name: CardName): Promise<void>
  /** A message of ours is gone: nothing is remembered as it. */
  forgetMessage(card: CardRef): Promise<void>
}

/** Opens the remembered cards of one workspace. */
export const cardStore = (store: Store, workspace: Workspace): CardStore => ({
  subjectsOf: async card =>
    (await store.find(workspace, cardsByMessage, messageKey(card))).map(([name]) => subjectOfCard(name)),
  get: name => store.get(workspace, cards, name),
  forget: name => store.update(workspace, tx => tx.delete(cards, name)),
  forgetMessage: card =>
    store.update(workspace, async tx => {
      for (const [name] of await tx.find(cardsByMessage, messageKey(card))) await tx.delete(cards, name)
      await tx.delete(listenedThreads, card.thread)
    }),
})

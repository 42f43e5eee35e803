import type { CardName, CardSubject, NewCard } from './effect.ts'
import type { Address, CardRef, Workspace } from './incoming.ts'
import { type DocumentRef, type Index, kind, type Store, type Tx } from './store.ts'

/** A remembered card, and the document it shows; left out in older ones. */
export type RememberedCard = CardRef & {
  of?: DocumentRef
  /** The language it was put up in, where that was another than English. */
  language?: string
  /** It stands in somebody's own chat. */
  own?: true
  /** It is let go of once something else is shown in its place. */
  whileShown?: true
}

/** Where the cards stand that may be redrawn later. */
export const cards = kind<RememberedCard>('card')

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
export const cardsByMessage: Index<CardRef> = {
  name: 'cards-by-message',
  kind: cards,
  keysOf: card => [messageKey(card)],
}

/** So much is remembered: of one place, and of the threads under one card that was put up anew. */
const most = { inPlace: 1_000, threads: 20 }

export const cardsByPlace: Index<RememberedCard> = {
  name: 'cards-by-place',
  kind: cards,
  keysOf: card => [card.address],
}
export const cardsBySubject: Index<RememberedCard> = {
  name: 'cards-by-subject',
  kind: cards,
  keysOf: (_, name) => [subjectOfCard(name)],
}
export const threadsByCard: Index<{ card: CardName }> = {
  name: 'listened-threads-by-card',
  kind: listenedThreads,
  keysOf: one => [one.card],
}

/** Remembers a message that was sent as a card. */
export async function putCard(
  tx: Tx,
  { name, of, language, own, whileShown }: NewCard,
  sent: CardRef,
  listen?: true,
): Promise<void> {
  // It was deleted, or its owner forgotten, while the card was on its way.
  if (of && !(await tx.get(of.kind, of.id))) return
  const listened = [...(listen ? [sent.thread] : []), ...(of && sent.below ? [sent.below] : [])]
  await makeRoom(tx, name, sent.address, listened.length)
  await tx.put(cards, name, {
    ...sent,
    ...(of && { of }),
    ...(language && { language }),
    ...(own && language && { own }),
    ...(whileShown && { whileShown }),
  })
  for (const thread of listened) await tx.put(listenedThreads, thread, { card: name })
}

/** The remembered cards of one workspace. */
export interface CardStore {
  /** What a message of ours is remembered as. */
  subjectsOf(card: CardRef): Promise<readonly CardSubject[]>
  get(name: CardName): Promise<CardRef | undefined>
  /** In which language it was put up, and whether in somebody's own chat. */
  spoken(name: CardName): Promise<Pick<RememberedCard, 'language' | 'own'> | undefined>
  forget(name: CardName): Promise<void>
  /** Something else is shown in place of a message of ours. */
  replaced(card: CardRef): Promise<void>
  /** A message of ours is gone: nothing is remembered as it. */
  forgetMessage(card: CardRef): Promise<void>
}

/** Opens the remembered cards of one workspace. */
export const cardStore = (store: Store, workspace: Workspace): CardStore => ({
  subjectsOf: async card =>
    (await store.find(workspace, cardsByMessage, messageKey(card))).map(([name]) => subjectOfCard(name)),
  get: async name => {
    const {
      of: _,
      language: __,
      own: ___,
      whileShown: ____,
      ...card
    } = (await store.get(workspace, cards, name)) ?? {}
    return 'address' in card ? card : undefined
  },
  spoken: name => store.get(workspace, cards, name),
  forget: name => store.update(workspace, tx => tx.delete(cards, name)),
  replaced: async card => {
    const here = await store.find(workspace, cardsByMessage, messageKey(card))
    const over = here.filter(([, one]) => (one as RememberedCard).whileShown)
    if (over.length === 0) return
    await store.update(workspace, async tx => {
      for (const [name] of over) await tx.delete(cards, name)
    })
  },
  forgetMessage: card =>
    store.update(workspace, async tx => {
      for (const [name] of await tx.find(cardsByMessage, messageKey(card))) await tx.delete(cards, name)
      for (const thread of [card.thread, card.below]) if (thread) await tx.delete(listenedThreads, thread)
    }),
})

/**
 * Where a place is full, the cards of what is gone are let go of, else those of what was put up longest ago: they stay in the chat as they
 * are. So people who begin and delete without end leave no more behind than anybody.
 */
async function makeRoom(tx: Tx, name: CardName, address: Address, more: number): Promise<void> {
  const threads = await tx.find(threadsByCard, name)
  for (const [thread] of threads.slice(0, Math.max(0, threads.length + more - most.threads)))
    await tx.delete(listenedThreads, thread)
  const here = (await tx.find(cardsByPlace, address)).filter(([other]) => other !== name)
  if (here.length < most.inPlace) return
  const gone = await Promise.all(
    here.map(async ([other, { of }]) => (of && !(await tx.get(of.kind, of.id)) ? [other] : [])),
  )
  const oldest = here.slice(0, 1).map(([other]) => other)
  for (const other of gone.flat().length > 0 ? gone.flat() : oldest) await letGo(tx, subjectOfCard(other))
}

async function letGo(tx: Tx, subject: CardSubject): Promise<void> {
  for (const [name] of await tx.find(cardsBySubject, subject)) {
    for (const [thread] of await tx.find(threadsByCard, name)) await tx.delete(listenedThreads, thread)
    await tx.delete(cards, name)
  }
}

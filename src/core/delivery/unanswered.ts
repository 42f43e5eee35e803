import type { Adapter } from '../adapter.ts'
import type { PersonId, Workspace } from '../incoming.ts'
import { type Logger, reason } from '../logger.ts'
import { type Message, text } from '../message.ts'
import { kind, type Store } from '../store.ts'
import { outcomeOf } from './delivery-error.ts'

/** To how many things that somebody wrote they got no answer, since Hearth had to end. */
export const unanswered = kind<{ count: number }>('unanswered')

interface UnansweredDeps {
  store: Store
  /** May be filled later. */
  adapters: readonly Adapter[]
  log: Logger
}

/** What is owed to those whose requests were carried out, and whose answers there was no time for. */
export interface Unanswered {
  /** One more is owed. */
  owe(workspace: Workspace, person: PersonId): void
  /** Keeps on the disk what is owed. */
  keep(): Promise<void>
  /** Tells those to whom something is owed from an earlier run. */
  tell(): Promise<void>
}

/** Remembers it from one run to the next. */
export function createUnanswered({ store, adapters, log }: UnansweredDeps): Unanswered {
  const owed = new Map<Workspace, Map<PersonId, number>>()

  return {
    owe(workspace, person) {
      const people = owed.get(workspace) ?? new Map<PersonId, number>()
      owed.set(workspace, people.set(person, (people.get(person) ?? 0) + 1))
    },

    async keep() {
      const all = [...owed]
      owed.clear()
      await Promise.all(
        all.map(([workspace, people]) =>
          store
            .update(workspace, async tx => {
              for (const [id, count] of people) {
                const before = (await tx.get(unanswered, id))?.count ?? 0
                await tx.put(unanswered, id, { count: before + count })
              }
            })
            .catch(error =>
              log.error(`${workspace}: whom answers are owed to was not kept. ${reason(error)}`),
            ),
        ),
      )
    },

    async tell() {
      for (const adapter of adapters)
        for (const workspace of adapter.homes?.() ?? [])
          for (const [id, { count }] of await store.list(workspace, unanswered).catch(() => []))
            await tellOne(adapter, workspace, id, count).catch(error =>
              log.warn(`${workspace}: somebody could not be told that answers are missing. ${reason(error)}`),
            )
    },
  }

  async function tellOne(adapter: Adapter, workspace: Workspace, id: PersonId, count: number): Promise<void> {
    await adapter.send(adapter.chatOf(workspace, id), missed(count)).catch(error => {
      // Whoever cannot be written to cannot be told at any later start either.
      if (outcomeOf(error) !== 'unreachable') throw error
    })
    await store.update(workspace, tx => tx.delete(unanswered, id))
  }
}

const missed = (count: number): Message => [
  text(
    count === 1
      ? 'I was restarted before I could answer the last thing you wrote.'
      : `I was restarted before I could answer the last ${count} things you wrote.`,
    ' What you told me is saved. What you asked me for, please ask again.',
  ),
]

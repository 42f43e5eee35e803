import type { Person, PersonId } from '../../../src/core/incoming.ts'
import type { Kind, Store, Tx } from '../../../src/core/store.ts'
import { tenantOf, workspaceOf } from '../address.ts'
import {
  entries,
  type Home,
  here,
  homes,
  type Known,
  type News,
  people,
  type Room,
  rooms,
} from './records.ts'

/** What is known of tenants, their people and conversations: the newest. What cannot be read is not known; no reading fails. */
export interface Book {
  /** Looks which tenants there are. */
  open(): Promise<void>
  /** Those that Hearth was ever spoken to in. */
  tenants(): readonly string[]
  person(tenant: string, id: PersonId): Promise<Known | undefined>
  room(tenant: string, conversation: string): Promise<Room | undefined>
  home(tenant: string): Promise<Home | undefined>
  everyone(tenant: string): Promise<[PersonId, Known][]>
  /** Keeps what is new; undefined values say nothing. What could not be saved is known all the same, until Hearth stops. */
  learn(tenant: string, news: News): Promise<void>
  /** Lets go of what could not be saved of somebody. */
  forget(tenant: string, id: PersonId): void
  /** Takes note of a change where it depends on what was known. */
  change<R>(tenant: string, change: (tx: Tx) => Promise<R>): Promise<R>
}

/** Opens the book over the store: it is read on every activity, and written only where something changed. */
export function createBook(store: Store): Book {
  const tenants = new Set<string>()
  /** What could not be saved: on a full disk people are still to be told that it is full. */
  const unsaved = new Map<string, object>()

  return {
    async open() {
      for (const workspace of await store.workspaces()) {
        const tenant = tenantOf(workspace)
        if (tenant !== undefined && (await read(tenant, homes, here))) tenants.add(tenant)
      }
    },
    tenants: () => [...tenants],
    person: (tenant, id) => read(tenant, people, id),
    room: (tenant, conversation) => read(tenant, rooms, conversation),
    home: tenant => read(tenant, homes, here),
    everyone: tenant => store.list(workspaceOf(tenant), people).catch(() => []),
    forget: (tenant, id) => void unsaved.delete(keyOf(tenant, people, id)),
    change: (tenant, change) => store.update(workspaceOf(tenant), change),
    async learn(tenant, news) {
      if (news.home) tenants.add(tenant)
      const found = await entries((kind, id) => stored(tenant, kind, id), news)
      if (found.length === 0) return
      try {
        await store.update(workspaceOf(tenant), async tx => {
          const now = await entries((kind, id) => tx.get(kind, id), news)
          for (const { kind, id, document } of now) await tx.put(kind, id, document)
        })
        for (const { kind, id } of found) unsaved.delete(keyOf(tenant, kind, id))
      } catch (error) {
        for (const { kind, id, document } of found) unsaved.set(keyOf(tenant, kind, id), document)
        throw error
      }
    },
  }

  async function read<T>(tenant: string, kind: Kind<T>, id: string): Promise<T | undefined> {
    const newest = unsaved.get(keyOf(tenant, kind, id)) as T | undefined
    return newest ?? stored(tenant, kind, id)
  }

  function stored<T>(tenant: string, kind: Kind<T>, id: string): Promise<T | undefined> {
    return store.get(workspaceOf(tenant), kind, id).catch(() => undefined)
  }
}

const keyOf = (tenant: string, kind: Kind<unknown>, id: string) => `${tenant}/${kind}/${id}`

/** Somebody as the core knows them. */
export const personOf = (id: PersonId, { name, timeZone, locale }: Known): Person => ({
  id,
  name: name ?? 'someone',
  ...(timeZone && { timeZone }),
  ...(locale && { locale }),
})

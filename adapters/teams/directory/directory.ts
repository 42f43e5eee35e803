import type { Person, PersonId } from '../../../src/core/incoming.ts'
import type { Kind, Store, Tx } from '../../../src/core/store.ts'
import { tenantOf, workspaceOf } from '../address.ts'
import type { Serves } from '../served-tenants.ts'
import {
  type ConversationRecord,
  changedRecords,
  conversationRecords,
  type PersonRecord,
  personRecords,
  type RecordUpdates,
  type TenantRecord,
  tenantRecordId,
  tenantRecords,
} from './records.ts'

/** What is known of tenants, their people and conversations: the newest. What cannot be read is not known; no reading fails. */
export interface Directory {
  /** Looks which tenants there are. */
  open(): Promise<void>
  /** Those that Hearth was ever spoken to in. */
  tenants(): readonly string[]
  person(tenant: string, id: PersonId): Promise<PersonRecord | undefined>
  conversation(tenant: string, conversation: string): Promise<ConversationRecord | undefined>
  tenant(tenant: string): Promise<TenantRecord | undefined>
  everyone(tenant: string): Promise<[PersonId, PersonRecord][]>
  /** Keeps what is new; undefined values say nothing. What could not be saved is known all the same, until Hearth stops. */
  learn(tenant: string, updates: RecordUpdates): Promise<void>
  /** Lets go of what could not be saved of somebody. */
  forget(tenant: string, id: PersonId): void
  /** Takes note of a change where it depends on what was known. */
  change<R>(tenant: string, change: (tx: Tx) => Promise<R>): Promise<R>
}

/** Opens the book over the store: it is read on every activity, and written only where something changed. */
export function createDirectory(store: Store, serves: Serves = () => true): Directory {
  const tenants = new Set<string>()
  /** What could not be saved: on a full disk people are still to be told that it is full. */
  const unsaved = new Map<string, object>()

  return {
    async open() {
      for (const workspace of await store.workspaces()) {
        const tenant = tenantOf(workspace)
        if (tenant !== undefined && (await read(tenant, tenantRecords, tenantRecordId))) tenants.add(tenant)
      }
    },
    tenants: () => [...tenants].filter(serves),
    person: (tenant, id) => read(tenant, personRecords, id),
    conversation: (tenant, conversation) => read(tenant, conversationRecords, conversation),
    // Whoever is not served any more is not spoken to either: reminders may be left there.
    tenant: async tenant => (serves(tenant) ? read(tenant, tenantRecords, tenantRecordId) : undefined),
    everyone: tenant => store.list(workspaceOf(tenant), personRecords).catch(() => []),
    forget: (tenant, id) => void unsaved.delete(keyOf(tenant, personRecords, id)),
    change: (tenant, change) => store.update(workspaceOf(tenant), change),
    async learn(tenant, updates) {
      if (updates.tenant) tenants.add(tenant)
      const found = await changedRecords((kind, id) => stored(tenant, kind, id), updates)
      if (found.length === 0) return
      try {
        await store.update(workspaceOf(tenant), async tx => {
          const now = await changedRecords((kind, id) => tx.get(kind, id), updates)
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
export const personOf = (id: PersonId, { name, timeZone, locale }: PersonRecord): Person => ({
  id,
  name: name ?? 'someone',
  ...(timeZone && { timeZone }),
  ...(locale && { locale }),
})

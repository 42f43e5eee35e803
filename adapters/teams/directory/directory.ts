import { LRUCache } from 'lru-cache'
import { type Person, type PersonId, unnamed } from '../../../src/core/incoming.ts'
import type { Kind, Store, Tx } from '../../../src/core/store.ts'
import { tenantOf, workspaceOf } from '../address.ts'
import { limits } from '../limits.ts'
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

/** The newest records of tenants, their people and conversations. A record that cannot be read counts as unknown; no read rejects. */
export interface Directory {
  /** Reads which tenants there are. */
  open(): Promise<void>
  /** The tenants that ever spoke to Hearth. */
  tenants(): readonly string[]
  person(tenant: string, id: PersonId): Promise<PersonRecord | undefined>
  conversation(tenant: string, conversation: string): Promise<ConversationRecord | undefined>
  tenant(tenant: string): Promise<TenantRecord | undefined>
  everyone(tenant: string): Promise<[PersonId, PersonRecord][]>
  /** The channels and group chats that Hearth is in. */
  rooms(tenant: string): Promise<string[]>
  /** Saves what changed. A record that could not be saved stays in memory until Hearth stops. */
  learn(tenant: string, updates: RecordUpdates): Promise<void>
  /** Drops an unsaved record of somebody. */
  forget(tenant: string, id: PersonId): void
  /** Applies a change that depends on the saved record. */
  change<R>(tenant: string, change: (tx: Tx) => Promise<R>): Promise<R>
}

/** Opens the directory over the store: every activity reads it, and only a change writes. */
export function createDirectory(store: Store, serves: Serves = () => true): Directory {
  const tenants = new Set<string>()
  /** Records that could not be saved: on a full disk Hearth must still reach people to say so. */
  const unsaved = new LRUCache<string, object>({ max: limits.unsaved })

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
    async rooms(tenant) {
      const all = await store.list(workspaceOf(tenant), conversationRecords).catch(() => [])
      return all.flatMap(([id, { gone }]) => (gone ? [] : [id]))
    },
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

/** The person as the core knows them. */
export const personOf = (id: PersonId, { name, timeZone, locale }: PersonRecord): Person => ({
  id,
  name: name ?? unnamed,
  timeZone,
  locale,
})

/** How it is told that what is remembered of a tenant is so no longer. */
export const tenantOutdated = (tenant: string): string => `teams/${tenant}`

/** Whether that was told of this tenant, or may have been. */
export const isOutdated = (tenant: string | undefined, what: string | undefined): boolean =>
  what === undefined || what === `teams/${tenant}`

import type { PersonId } from '../../../src/core/incoming.ts'
import { present } from '../../../src/core/present.ts'
import { type Kind, kind, type Tx } from '../../../src/core/store.ts'

/** A person who wrote to Hearth, or whom Hearth wrote to, as Teams told of them last. */
export interface PersonRecord {
  name?: string
  /** The id that this bot knows them by: `29:…`. */
  account?: string
  timeZone?: string
  locale?: string
  /** Their own chat with Hearth. */
  chat?: { conversation: string; serviceUrl: string }
  /** The conversations where they spoke to Hearth, the latest first. */
  rooms?: string[]
  /** Hearth was added to their chat, and welcomed them. */
  installed?: true
  /** Hearth was removed from their chat. */
  gone?: true
}

/** A channel or group chat that Hearth is in. */
export interface ConversationRecord {
  serviceUrl: string
  kind: 'channel' | 'groupChat'
  name?: string
  /** The team that a channel belongs to. */
  team?: string
  installed?: true
  gone?: true
}

/** The data of a whole tenant: the region that last sent an activity, and the bot's id there. */
export interface TenantRecord {
  serviceUrl: string
  bot: string
}

/** Documents that the adapter keeps beside the core's; a person's is found by the person's id. */
export const personRecords = kind<PersonRecord>('teams-person')
export const conversationRecords = kind<ConversationRecord>('teams-room')
export const tenantRecords = kind<TenantRecord>('teams-home')

/** The id of a tenant's one document of that kind. */
export const tenantRecordId = 'here'
const mostConversations = 20

/** What an activity changes in the records. */
export interface RecordUpdates {
  tenant?: TenantRecord
  person?: { id: PersonId; known: PersonRecord }
  conversation?: { id: string; known: ConversationRecord }
  /** Somebody spoke there: the conversation joins their list. */
  spoke?: { id: PersonId; conversation: string }
}

/** A record to be written. */
export interface ChangedRecord {
  kind: Kind<object>
  id: string
  document: object
}

/** The records that these updates change. */
export async function changedRecords(
  get: Tx['get'],
  { tenant, person, conversation, spoke }: RecordUpdates,
): Promise<ChangedRecord[]> {
  const found: ChangedRecord[] = []
  if (tenant && differs(await get(tenantRecords, tenantRecordId), tenant))
    found.push({ kind: tenantRecords, id: tenantRecordId, document: tenant })
  if (conversation) {
    const { gone: back, ...before } = (await get(conversationRecords, conversation.id)) ?? {}
    const now: ConversationRecord = { ...before, ...conversation.known }
    if (back || differs(before, now))
      found.push({ kind: conversationRecords, id: conversation.id, document: now })
  }
  if (person) {
    const before = (await get(personRecords, person.id)) ?? {}
    const { gone, ...left } = before
    const spokenIn = spoke ? latest(before.rooms, spoke.conversation) : before.rooms
    const now: PersonRecord = { ...left, ...person.known, ...present({ rooms: spokenIn }) }
    // An activity elsewhere does not bring Hearth back to their own chat.
    if (gone && !person.known.chat) now.gone = gone
    if (differs(before, now)) found.push({ kind: personRecords, id: person.id, document: now })
  }
  return found
}

/**
 * Removes somebody from a conversation, or from a team and so from its channels.
 * Teams names them by the id that this bot knows them by.
 */
export async function removeMember(
  tx: Tx,
  account: string,
  from: { conversation: string; team?: string },
): Promise<void> {
  const found = (await tx.list(personRecords)).find(([id, one]) => id === account || one.account === account)
  if (!found) return
  const [id, one] = found
  const gone = async (conversation: string) =>
    conversation === from.conversation ||
    (from.team !== undefined && (await tx.get(conversationRecords, conversation))?.team === from.team)
  const left: string[] = []
  for (const conversation of one.rooms ?? []) if (!(await gone(conversation))) left.push(conversation)
  if (left.length < (one.rooms ?? []).length) await tx.put(personRecords, id, { ...one, rooms: left })
}

/** Adds a conversation to a list; returns the same list if it is already in it. */
function latest(before: string[] = [], conversation: string): string[] {
  return before.includes(conversation) ? before : [conversation, ...before].slice(0, mostConversations)
}

const differs = (before: object | undefined, now: object): boolean =>
  JSON.stringify(sorted(before ?? {})) !== JSON.stringify(sorted(now))

const sorted = (one: object) => Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))

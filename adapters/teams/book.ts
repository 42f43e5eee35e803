import type { Person, PersonId } from '../../src/core/incoming.ts'
import { type Kind, kind, type Store, type Tx } from '../../src/core/store.ts'
import { tenantOf, workspaceOf } from './address.ts'

/** Somebody who wrote to Hearth, or was written to: what Teams told of them last. */
export interface Known {
  name?: string
  /** The id that this bot knows them by: `29:…`. */
  account?: string
  timeZone?: string
  locale?: string
  /** Their own chat with Hearth. */
  chat?: { conversation: string; serviceUrl: string }
  /** Where they spoke to Hearth, the latest first. */
  rooms?: string[]
  /** Hearth was put into their chat, and they were welcomed. */
  installed?: true
  /** Hearth was taken out of their chat. */
  gone?: true
}

/** A channel or group chat that Hearth is in. */
export interface Room {
  serviceUrl: string
  kind: 'channel' | 'groupChat'
  name?: string
  installed?: true
  gone?: true
}

/** What holds for a whole tenant: the region it was last heard from, and the bot's id there. */
export interface Home {
  serviceUrl: string
  bot: string
}

/** Documents that the adapter keeps beside the core's; a person's is found by the person's id. */
export const people = kind<Known>('teams-person')
export const rooms = kind<Room>('teams-room')
export const homes = kind<Home>('teams-home')

const here = 'here'
const mostRooms = 20

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
  /** Takes note of a change where it depends on what was known. */
  change<R>(tenant: string, change: (tx: Tx) => Promise<R>): Promise<R>
}

/** What an activity tells. */
export interface News {
  home?: Home
  person?: { id: PersonId; known: Known }
  room?: { conversation: string; room: Room }
  /** Somebody speaks there: it is in their list. */
  spoke?: { id: PersonId; conversation: string }
}

interface Entry {
  kind: Kind<object>
  id: string
  document: object
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

/** What has to be written anew for these news. */
async function entries(get: Tx['get'], { home, person, room, spoke }: News): Promise<Entry[]> {
  const found: Entry[] = []
  if (home && differs(await get(homes, here), home)) found.push({ kind: homes, id: here, document: home })
  if (room) {
    const { gone: back, ...before } = (await get(rooms, room.conversation)) ?? {}
    const now: Room = { ...before, ...room.room }
    if (back || differs(before, now)) found.push({ kind: rooms, id: room.conversation, document: now })
  }
  if (person) {
    const before = (await get(people, person.id)) ?? {}
    const { gone, ...left } = before
    const spokenIn = spoke ? latest(before.rooms, spoke.conversation) : before.rooms
    const now: Known = { ...left, ...person.known, ...(spokenIn && { rooms: spokenIn }) }
    // Heard of elsewhere, they are still without Hearth in their own chat.
    if (gone && !person.known.chat) now.gone = gone
    if (differs(before, now)) found.push({ kind: people, id: person.id, document: now })
  }
  return found
}

/** A list of rooms with this one in it; the same list, where it stands there already. */
function latest(before: string[] = [], conversation: string): string[] {
  return before.includes(conversation) ? before : [conversation, ...before].slice(0, mostRooms)
}

const differs = (before: object | undefined, now: object): boolean =>
  JSON.stringify(sorted(before ?? {})) !== JSON.stringify(sorted(now))

const sorted = (one: object) => Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))

/** Somebody as the core knows them. */
export const personOf = (id: PersonId, { name, timeZone, locale }: Known): Person => ({
  id,
  name: name ?? 'someone',
  ...(timeZone && { timeZone }),
  ...(locale && { locale }),
})

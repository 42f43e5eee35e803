import type { Person, PersonId } from '../../src/core/incoming.ts'
import { kind, type Store, type Tx } from '../../src/core/store.ts'
import { workspaceOf } from './address.ts'

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

/** What is known of a tenant's people and conversations: the newest, on disk. */
export interface Book {
  person(tenant: string, id: PersonId): Promise<Known | undefined>
  room(tenant: string, conversation: string): Promise<Room | undefined>
  home(tenant: string): Promise<Home | undefined>
  everyone(tenant: string): Promise<[PersonId, Known][]>
  /** Keeps what is new; undefined values say nothing. */
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

/** Opens the book over the store: it is read on every activity, and written only where something changed. */
export function createBook(store: Store): Book {
  return {
    person: (tenant, id) => store.get(workspaceOf(tenant), people, id),
    room: (tenant, conversation) => store.get(workspaceOf(tenant), rooms, conversation),
    home: tenant => store.get(workspaceOf(tenant), homes, here),
    everyone: tenant => store.list(workspaceOf(tenant), people),
    change: (tenant, change) => store.update(workspaceOf(tenant), change),
    async learn(tenant, news) {
      const workspace = workspaceOf(tenant)
      const known = await changed({ get: (kind, id) => store.get(workspace, kind, id) }, news)
      if (known.length === 0) return
      await store.update(workspace, async tx => {
        for (const put of await changed(tx, news)) await put(tx)
      })
    },
  }
}

type Put = (tx: Tx) => Promise<void>

async function changed(tx: Pick<Tx, 'get'>, { home, person, room, spoke }: News): Promise<Put[]> {
  const puts: Put[] = []
  if (home && differs(await tx.get(homes, here), home)) puts.push(to => to.put(homes, here, home))
  if (room) {
    const { gone: _back, ...before } = (await tx.get(rooms, room.conversation)) ?? {}
    const now: Room = { ...before, ...room.room }
    if (_back || differs(before, now)) puts.push(to => to.put(rooms, room.conversation, now))
  }
  if (person) {
    const before = (await tx.get(people, person.id)) ?? {}
    const { gone: _back, ...left } = before
    const spokenIn = spoke ? latest(before.rooms, spoke.conversation) : before.rooms
    const now: Known = { ...left, ...person.known, ...(spokenIn && { rooms: spokenIn }) }
    if (_back && !person.known.chat) now.gone = _back
    if (differs(before, now)) puts.push(to => to.put(people, person.id, now))
  }
  return puts
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

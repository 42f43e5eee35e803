import type { PersonId } from '../../../src/core/incoming.ts'
import { type Kind, kind, type Tx } from '../../../src/core/store.ts'

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
  /** The team that a channel belongs to. */
  team?: string
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

/** The id of a tenant's one document of that kind. */
export const here = 'here'
const mostRooms = 20

/** What an activity tells. */
export interface News {
  home?: Home
  person?: { id: PersonId; known: Known }
  room?: { conversation: string; room: Room }
  /** Somebody speaks there: it is in their list. */
  spoke?: { id: PersonId; conversation: string }
}

/** A document as it is to be. */
export interface Entry {
  kind: Kind<object>
  id: string
  document: object
}

/** What has to be written anew for these news. */
export async function entries(get: Tx['get'], { home, person, room, spoke }: News): Promise<Entry[]> {
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

/**
 * Somebody was taken out of a conversation, or out of a team and so of its channels: they have no place there from now on.
 * Teams names them by the id that this bot knows them by.
 */
export async function parted(
  tx: Tx,
  account: string,
  from: { conversation: string; team?: string },
): Promise<void> {
  const found = (await tx.list(people)).find(([id, one]) => id === account || one.account === account)
  if (!found) return
  const [id, one] = found
  const gone = async (conversation: string) =>
    conversation === from.conversation ||
    (from.team !== undefined && (await tx.get(rooms, conversation))?.team === from.team)
  const left: string[] = []
  for (const conversation of one.rooms ?? []) if (!(await gone(conversation))) left.push(conversation)
  if (left.length < (one.rooms ?? []).length) await tx.put(people, id, { ...one, rooms: left })
}

/** A list of rooms with this one in it; the same list, where it stands there already. */
function latest(before: string[] = [], conversation: string): string[] {
  return before.includes(conversation) ? before : [conversation, ...before].slice(0, mostRooms)
}

const differs = (before: object | undefined, now: object): boolean =>
  JSON.stringify(sorted(before ?? {})) !== JSON.stringify(sorted(now))

const sorted = (one: object) => Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))

import { randomBytes } from 'node:crypto'
import type { CardRef, Person, PersonId, Workspace } from '../../src/core/incoming.ts'
import { type Message, plainText } from '../../src/core/message.ts'
import { comesBack } from '../../src/core/records/tombstones.ts'
import { type Index, kind, type Store } from '../../src/core/store.ts'
import { addressOf, type Conversation, isPersonal, type Location } from './address.ts'
import { limits } from './limits.ts'

/** What stands in a place: a line that somebody typed, or what Hearth says. */
export interface Entry {
  place: Conversation
  /** Its rank among all others. */
  n: number
  at: number
  /** The entry it stands under. */
  thread?: string
  /** The one person who may see it. */
  only?: PersonId
  said?: { by: PersonId; name: string; text: string }
  message?: Message
  /** What it was sent under, so that it can be looked up whether it arrived. */
  key?: string
  /** Whose names stand in what Hearth says, so that it goes when they are forgotten. */
  mentions?: PersonId[]
  /** How often it was drawn anew. */
  changed?: number
}

/** An entry with its id. */
export type Kept = Entry & { id: string }

/** What is shown on the page, so that it is there after a reload. */
export const entries = kind<Entry>('web-message')

export const entriesByPlace: Index<Entry> = {
  name: 'web-entries-by-place',
  kind: entries,
  keysOf: ({ place }) => [place],
}

/** Told of every entry that came, changed or went (`undefined`). */
type OnChange = (workspace: Workspace, id: string, place: Conversation, entry: Entry | undefined) => void

interface JournalDeps {
  store: Store
  now(): number
  /** Who goes by a name in this library. */
  people(workspace: Workspace): Promise<readonly Person[]>
  onChange: OnChange
}

/** The messages of each place: kept, bounded, and told of as they change. */
export function createJournal({ store, now, people, onChange }: JournalDeps) {
  const known = new Map<Workspace, Promise<Counts>>()
  /** What is said to people of whom nothing is kept, by place. */
  const passing = new Map<string, Kept[]>()

  return { said, reword, add, change, remove, get, sent, all, channels, lastIn, countAnew }

  /** Keeps a line that somebody typed. False: it was kept before, by the same id. */
  async function said(location: Location, id: string, { by, text }: { by: Person; text: string }) {
    const { workspace } = location
    const entry: Entry = {
      ...(await begun(location)),
      said: { by: by.id, name: by.name, text },
    }
    const isNew = await store.update(workspace, async tx => {
      if (await tx.get(entries, id)) return false
      await comesBack(tx, by.id)
      await tx.put(entries, id, entry)
      return true
    })
    if (isNew) {
      passing.delete(placeKey(workspace, entry.place))
      await came(workspace, id, entry)
    }
    return isNew
  }

  /** `passing`: it is shown until Hearth is restarted, and kept nowhere. */
  async function add(location: Location, message: Message, about: About = {}): Promise<Kept> {
    const { workspace } = location
    const { key } = about
    const entry: Entry = {
      ...(await begun(location)),
      message,
      ...(key !== undefined && { key }),
      ...(await mentioned(workspace, message)),
    }
    const id = `${entry.n.toString(36)}-${randomBytes(4).toString('hex')}`
    if (about.passing) {
      const place = placeKey(workspace, entry.place)
      passing.set(place, [...(passing.get(place) ?? []), { ...entry, id }].slice(-limits.passing))
      onChange(workspace, id, entry.place, entry)
      return { ...entry, id }
    }
    await store.update(workspace, tx => tx.put(entries, id, entry))
    await came(workspace, id, entry)
    return { ...entry, id }
  }

  /** False: it is gone. */
  async function change(workspace: Workspace, id: string, message: Message): Promise<boolean> {
    const names = await mentioned(workspace, message)
    const changed = await store.update(workspace, async tx => {
      const before = await tx.get(entries, id)
      if (!before) return undefined
      const { mentions: _, ...left } = before
      const after: Entry = { ...left, message, ...names, changed: (before.changed ?? 0) + 1 }
      await tx.put(entries, id, after)
      return { after, grown: sizeOf(after) - sizeOf(before) }
    })
    if (!changed) return false
    const { after, grown } = changed
    onChange(workspace, id, after.place, after)
    await hold(workspace, after.place, { count: 0, size: grown, last: after.n })
    return true
  }

  /** Somebody put a line of theirs into other words. */
  async function reword(workspace: Workspace, id: string, text: string): Promise<void> {
    const after = await store.update(workspace, async tx => {
      const before = await tx.get(entries, id)
      if (!before?.said) return undefined
      const entry = { ...before, said: { ...before.said, text }, changed: (before.changed ?? 0) + 1 }
      await tx.put(entries, id, entry)
      return entry
    })
    if (after) onChange(workspace, id, after.place, after)
  }

  async function remove(workspace: Workspace, id: string): Promise<void> {
    const before = await store.update(workspace, async tx => {
      const entry = await tx.get(entries, id)
      if (entry) await tx.delete(entries, id)
      return entry
    })
    if (before) onChange(workspace, id, before.place, undefined)
  }

  function get(workspace: Workspace, id: string): Promise<Entry | undefined> {
    return store.get(workspace, entries, id)
  }

  /** What was sent to a place under a key. */
  async function sent(location: Location, key: string): Promise<Kept | undefined> {
    const found = await all(location.workspace, location.conversation)
    return found.find(
      one => one.key === key && addressOf(locationOfEntry(location.workspace, one)) === addressOf(location),
    )
  }

  /** All that stands in a place, in order. */
  async function all(workspace: Workspace, place: Conversation): Promise<Kept[]> {
    const found = await store.find(workspace, entriesByPlace, place)
    const kept = found.map(([id, entry]) => ({ ...entry, id }))
    return [...kept, ...(passing.get(placeKey(workspace, place)) ?? [])].sort((one, other) => one.n - other.n)
  }

  async function channels(workspace: Workspace): Promise<Conversation[]> {
    const { perPlace } = await counts(workspace)
    return [...perPlace].flatMap(([place, { count }]) =>
      count > 0 && !isPersonal({ conversation: place }) ? [place] : [],
    )
  }

  /** The rank of the newest entry of a place; 0: there is none. */
  async function lastIn(workspace: Workspace, place: Conversation): Promise<number> {
    return (await counts(workspace)).perPlace.get(place)?.last ?? 0
  }

  /** What was erased is counted anew. */
  function countAnew(workspace: Workspace): void {
    known.delete(workspace)
  }

  async function begun({ workspace, conversation, thread, only }: Location) {
    const all = await counts(workspace)
    all.last = Math.max(all.last + 1, now())
    return {
      place: conversation,
      n: all.last,
      at: now(),
      ...(thread !== undefined && { thread }),
      ...(only !== undefined && { only }),
    }
  }

  async function came(workspace: Workspace, id: string, entry: Entry): Promise<void> {
    const held = hold(workspace, entry.place, { count: 1, size: sizeOf(entry), last: entry.n })
    onChange(workspace, id, entry.place, entry)
    await held
  }

  /** Counts what came to a place, and lets the oldest go where there is too much: messages, or characters in them. */
  async function hold(workspace: Workspace, place: Conversation, news: Count): Promise<void> {
    const { perPlace } = await counts(workspace)
    const here = sum(perPlace.get(place), news)
    perPlace.set(place, here)
    if (here.count <= limits.kept + limits.slack && here.size <= limits.size + limits.slackSize) return
    const left = await store.update(workspace, async tx => {
      const newestFirst = (await tx.find(entriesByPlace, place)).sort(([, one], [, other]) => other.n - one.n)
      let kept: Count = { count: 0, size: 0, last: here.last }
      for (const [id, entry] of newestFirst) {
        const more = sum(kept, { count: 1, size: sizeOf(entry), last: entry.n })
        if (more.count > 1 && (more.count > limits.kept || more.size > limits.size))
          await tx.delete(entries, id)
        else kept = more
      }
      return kept
    })
    perPlace.set(place, left)
  }

  function counts(workspace: Workspace): Promise<Counts> {
    const before = known.get(workspace)
    if (before) return before
    const counted = store.list(workspace, entries).then(countsOf)
    counted.catch(() => known.delete(workspace))
    known.set(workspace, counted)
    return counted
  }

  /** Whose names stand in a message. */
  async function mentioned(
    workspace: Workspace,
    message: Message,
  ): Promise<Pick<Entry, 'mentions'> | Record<string, never>> {
    const words = plainText(message).toLowerCase()
    const found = (await people(workspace)).filter(({ name }) => holdsName(words, name.toLowerCase()))
    return found.length > 0 ? { mentions: found.map(({ id }) => id) } : {}
  }
}

/** Whether a name stands in these words by itself: Ana is not in “manage”. */
function holdsName(words: string, name: string): boolean {
  if (name === '') return false
  for (let at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1))
    if (!endsInLetter.test(words.slice(0, at)) && !beginsWithLetter.test(words.slice(at + name.length)))
      return true
  return false
}

const endsInLetter = /[\p{L}\p{N}]$/u
const beginsWithLetter = /^[\p{L}\p{N}]/u

interface About {
  key?: string | undefined
  passing?: boolean
}

const placeKey = (workspace: Workspace, place: Conversation): string => `${workspace}/${place}`

export type Journal = ReturnType<typeof createJournal>

/** How many entries stand in a place, how many characters they hold, and the rank of the newest. */
interface Count {
  count: number
  size: number
  last: number
}

interface Counts {
  last: number
  perPlace: Map<Conversation, Count>
}

const sum = (one: Count = { count: 0, size: 0, last: 0 }, other: Count): Count => ({
  count: one.count + other.count,
  size: one.size + other.size,
  last: Math.max(one.last, other.last),
})

const sizeOf = (entry: Entry): number => JSON.stringify(entry).length

function countsOf(all: readonly (readonly [string, Entry])[]): Counts {
  const perPlace: Counts['perPlace'] = new Map()
  for (const [, entry] of all)
    perPlace.set(
      entry.place,
      sum(perPlace.get(entry.place), { count: 1, size: sizeOf(entry), last: entry.n }),
    )
  return { perPlace, last: Math.max(0, ...[...perPlace.values()].map(({ last }) => last)) }
}

/** Where an entry stands. */
export const locationOfEntry = (workspace: Workspace, { place, thread, only }: Entry): Location => ({
  workspace,
  conversation: place,
  thread,
  only,
})

/** An entry as the core knows a sent message. Answers to a private one, to one in a thread or in one's own chat go beside it. */
export function refOf(workspace: Workspace, { id, ...entry }: Kept): CardRef {
  const location = locationOfEntry(workspace, entry)
  const isBeside = entry.only !== undefined || entry.thread !== undefined || isPersonal(location)
  return {
    address: addressOf(location),
    id,
    thread: isBeside ? addressOf(location) : addressOf({ ...location, thread: id }),
  }
}

/** Whether somebody may see an entry. */
export const isFor = ({ place, only }: Pick<Entry, 'place' | 'only'>, person: PersonId): boolean =>
  isPersonal({ conversation: place }) ? place === `@${person}` : only === undefined || only === person

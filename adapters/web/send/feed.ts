import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { PersonId, Workspace } from '../../../src/core/incoming.ts'
import { lazily } from '../../../src/core/language/lazily.ts'
import type { Conversation } from '../address.ts'
import { type Entry, isFor, type Kept } from '../journal.ts'
import { limits } from '../limits.ts'
import { announcement, drawEntry, type View } from '../render/entry.ts'
import { titleOf } from '../render/page.ts'

/** An open page, as the feed knows it. */
interface Stream {
  workspace: Workspace
  person: PersonId
  /** What the page shows, from which entry on. */
  place: Conversation
  from: number
  response: ServerResponse
  /** Whether they are still signed in. */
  holds(): Promise<boolean>
  /** Ends when all before it is written: what is drawn for a page goes out in order. */
  last: Promise<void>
}

/** What changed, in which order. */
interface Change {
  n: number
  workspace: Workspace
  place: Conversation
  id: string
}

/** An entry that came or changed; without it, it went. */
interface News {
  id: string
  place: Conversation
  entry: Kept | undefined
}

/** How an entry looks to one person; drawn where a page of theirs shows it. */
interface Look {
  view: View
  shown(): ReturnType<typeof drawn>
}
type LookOf = (person: PersonId, entry: Kept) => Promise<Look>

interface FeedDeps {
  /** How a page of somebody's looks now. */
  viewOf(workspace: Workspace, person: PersonId): Promise<View>
  /** All that somebody sees in a place. */
  seenBy(workspace: Workspace, person: PersonId, place: Conversation): Promise<readonly Kept[]>
}

/** What an open page asks for. */
type StreamOptions = Pick<Stream, 'workspace' | 'person' | 'place' | 'from' | 'holds'> & {
  /** Up to which change it is current; left out, or from an earlier run: it is told all that it shows. */
  current: string | undefined
}

/** Keeps every open page as it is kept: server-sent events, with what was missed for a page that comes back. */
export function createFeed({ viewOf, seenBy }: FeedDeps) {
  const run = randomBytes(4).toString('hex')
  const streams = new Set<Stream>()
  const changes: Change[] = []
  let count = 0
  const beating = setInterval(() => {
    for (const stream of streams) oneAfterAnother(stream, () => beat(stream))
  }, limits.beatMs).unref()

  return { current, changed, anew, lookAgain, open, mayOpen, close }

  /** Names the change up to which a page drawn now is current. */
  function current(): string {
    return `${run}.${count}`
  }

  /** An entry came, changed or went (`undefined`). */
  function changed(workspace: Workspace, id: string, place: Conversation, entry: Entry | undefined): void {
    count += 1
    changes.push({ n: count, workspace, place, id })
    if (changes.length > limits.changes) changes.shift()
    const mark = current()
    const news = { id, place, entry: entry && { ...entry, id } }
    const lookOf = looks(workspace)
    for (const stream of streams)
      if (stream.workspace === workspace) oneAfterAnother(stream, () => tell(stream, mark, news, lookOf))
  }

  /** How an entry looks to each person: found out once for all their pages, however many are open. */
  function looks(workspace: Workspace): LookOf {
    const known = new Map<PersonId, Promise<Look>>()
    return (person, entry) => {
      const before = known.get(person)
      if (before) return before
      const look = viewOf(workspace, person).then(view => ({ view, shown: lazily(() => drawn(entry, view)) }))
      known.set(person, look)
      return look
    }
  }

  /** All may have changed: every page of a library is told what it shows. */
  function anew(workspace: Workspace): void {
    changes.length = 0
    count += 1
    for (const stream of streams)
      if (stream.workspace === workspace) oneAfterAnother(stream, () => tellAll(stream))
  }

  /** Somebody may be signed out: their pages end where they are, once all before that is written. */
  function lookAgain(workspace: Workspace, person: PersonId): void {
    for (const stream of streams)
      if (stream.workspace === workspace && stream.person === person)
        oneAfterAnother(stream, () => beat(stream))
  }

  async function beat({ response, holds }: Stream): Promise<void> {
    if (await holds()) return write(response, 'beat', {})
    write(response, 'over', {})
    response.end()
  }

  function mayOpen(workspace: Workspace, person: PersonId): boolean {
    const own = [...streams].filter(one => one.workspace === workspace && one.person === person)
    return own.length < limits.streamsOfOne && streams.size < limits.streams
  }

  /** Begins to tell a page what comes; what it missed first. */
  function open({ current: known, ...options }: StreamOptions, response: ServerResponse): void {
    const stream: Stream = { ...options, response, last: Promise.resolve() }
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    write(response, 'beat', {})
    streams.add(stream)
    response.once('close', () => streams.delete(stream))
    oneAfterAnother(stream, () => tellMissed(stream, known))
  }

  function close(): void {
    clearInterval(beating)
    for (const { response } of streams) response.end()
    streams.clear()
  }

  function oneAfterAnother(stream: Stream, work: () => Promise<void>): void {
    stream.last = stream.last.then(work).catch(() => {
      // It comes back by itself, and is told what it missed.
      stream.response.destroy()
    })
  }

  async function tellMissed(stream: Stream, known: string | undefined): Promise<void> {
    const [before, at] = known?.split('.') ?? []
    const since = Number(at)
    const isKnown = before === run && since <= count && since >= (changes[0]?.n ?? count + 1) - 1
    if (!isKnown) return tellAll(stream)
    const missed = changes.filter(one => one.n > since && one.workspace === stream.workspace)
    if (missed.length === 0) return
    const latest = new Map(missed.map(({ id, place }) => [id, place]))
    for (const place of new Set(latest.values())) {
      const seen = await seenBy(stream.workspace, stream.person, place)
      for (const [id, where] of latest) {
        if (where !== place) continue
        const entry = seen.find(one => one.id === id)
        await tell(stream, current(), { id, place, entry }, looks(stream.workspace))
      }
    }
  }

  /** Tells of one entry: drawn, where it stands on the page; else that it came. */
  async function tell(
    stream: Stream,
    mark: string,
    { id, place, entry }: News,
    lookOf: LookOf,
  ): Promise<void> {
    const { response, person } = stream
    if (!entry) return place === stream.place ? write(response, 'gone', { id }, mark) : undefined
    if (!isFor(entry, person)) return
    const isNews = entry.changed === undefined && entry.said?.by !== person
    if (place !== stream.place && !isNews) return
    const words = announcement(entry)
    const { view, shown } = await lookOf(person, entry)
    if (place === stream.place) write(response, 'put', { ...shown(), ...(isNews && { words }) }, mark)
    else write(response, 'mark', { id, place, title: titleOf(place, view.reader.say), words }, mark)
  }

  async function tellAll(stream: Stream): Promise<void> {
    const { workspace, person, place, from, response } = stream
    const mark = current()
    const view = await viewOf(workspace, person)
    const all = (await seenBy(workspace, person, place)).filter(({ n }) => n >= from)
    write(response, 'all', { entries: all.map(entry => drawn(entry, view)) }, mark)
  }
}

/** What the page needs to put an entry in its place, or to put its article in place of the one that stands there. */
const drawn = (entry: Kept, view: View) => ({
  id: entry.id,
  n: entry.n,
  under: entry.thread,
  changed: entry.changed ?? 0,
  html: drawEntry(entry, view).text,
})

function write(response: ServerResponse, event: string, data: object, id?: string): void {
  if (response.destroyed || response.writableEnded) return
  // Who does not read is let go, and asks again when they do.
  if (response.writableLength > limits.unsentBytes) return void response.destroy()
  response.write(`${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}

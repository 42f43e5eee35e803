import type { Workspace } from './incoming.ts'

/** The name of a kind of document, which carries the document's type. */
export type Kind<T> = string & { readonly document?: T }
export const kind = <T>(name: string): Kind<T> => name as Kind<T>

/** One document, by its kind and id. */
export interface DocumentRef {
  kind: Kind<unknown>
  id: string
}

/**
 * Finds documents of a kind by what they hold, at a cost that does not grow with how many there are. Derived from the documents. All there
 * are stand in one table (`src/app/indexes.ts`); a store may keep its keys on a disk.
 */
export interface Index<T> {
  /** Names it among all indexes, and what its keys mean: another meaning is another name. */
  name: string
  kind: Kind<T>
  /** What a document is found under; no key is longer than an id. Look, and change nothing. */
  keysOf(document: T, id: string): readonly string[]
}

const names = new Intl.Collator('en', { numeric: true })

/** By their ids, `own-2` before `own-10`: what is shown stands in an order of its own, for a store promises none. */
export const byId = (
  [one]: readonly [id: string, ...unknown[]],
  [other]: readonly [id: string, ...unknown[]],
) => names.compare(one, other)

/** Whether a document is among those that are looked for. */
export type Matches<T> = (document: T, id: string) => boolean

/** A document that a draft changes: as it stands, and as it is to be. Undefined: it is not there. */
export interface Changed {
  kind: string
  id: string
  before: unknown
  after: unknown
}

/** A draft of one workspace. Nothing is applied unless the whole change succeeds. Values are copied in and out. */
export interface Tx {
  /** Undefined also for an id that no document can have: people type ids, and what they type may be anything. */
  get<T>(kind: Kind<T>, id: string): Promise<T | undefined>
  /** All documents of a kind, in no promised order. */
  list<T>(kind: Kind<T>): Promise<[id: string, document: T][]>
  /**
   * Those of a kind that match, looked through a little at a time, so that many of them keep nobody waiting. `matches` looks, and
   * changes nothing; whether it is given the same object for the same document twice is not promised.
   */
  select<T>(kind: Kind<T>, matches: Matches<T>): Promise<[id: string, document: T][]>
  /** The documents that an index has under a key, in no promised order. */
  find<T>(index: Index<T>, key: string): Promise<[id: string, document: T][]>
  put<T>(kind: Kind<T>, id: string, document: T): Promise<void>
  delete(kind: Kind<unknown>, id: string): Promise<void>
  /** What was put and deleted so far, each document once. Look, and change nothing. */
  changed(): Promise<readonly Changed[]>
}

/** A rule for when something comes up again; `nextRunAt` is derived from it. Instants are milliseconds since 1970. */
export interface Schedule {
  nextRunAt: number
  /** How many tries of the next occurrence were begun, and not taken back as known to have done nothing. */
  attempts: number
  lease?: { token: string; until: number }
  lastKey?: string
  paused?: boolean
}

/** The token of a lease that nobody has in hand: the schedule waits until it is to be tried again. */
export const backoff = 'backoff'

/** The kind whose documents are due times: putting one feeds the index that `claim` reads, in the same commit. */
export const schedules = kind<Schedule>('schedule')

/** The kind that remembers which occurrence was sent, by its key. */
export const sent = kind<{ at: number }>('sent')

/** The kind that remembers that something deleted may still lie on the disk: the store's own, written with a `purge`. */
export const purges = kind<{ owed: true }>('purge')

/** The right to carry out one occurrence; on disk before anything is posted. */
export interface Claim {
  workspace: Workspace
  id: string
  scheduledFor: number
  /** Names the occurrence: workspace/id/scheduledFor. The same however often it is claimed. */
  key: string
  token: string
  attempt: number
  schedule: Schedule
}

/** How many, for how long, by whom, and whose not. */
export interface ClaimOptions {
  limit: number
  leaseMs: number
  owner: string
  except?: readonly Workspace[]
}

/**
 * Small, durable, and safe under concurrent use. What cannot be saved or read is refused with an OperatorError that names the file and the cure. Ids of workspaces, kinds and documents are checked before they are used.
 * Reads may show a change some milliseconds before it is durable; `update` never resolves before.
 */
export interface Store {
  /** One at a time per workspace; atomic; durable when it resolves. `change` may run again, so it does nothing but read and write. */
  update<R>(workspace: Workspace, change: (tx: Tx) => Promise<R> | R): Promise<R>
  /**
   * As `update`, and nobody can read from then on what was ever deleted or replaced in the workspace. In the embedded store it is
   * nowhere any more when this resolves: not in logs, older generations, copies kept of damaged files or unfinished saves, nor in
   * its backups. A database takes until the next night to clear it off its own pages, notes which documents that concerns, and its
   * backups go by their own age (`docs/operations.md`). Rejects with EOWED where the change was made but not all of what is
   * promised could be removed yet: the store goes on trying by itself.
   */
  purge<R>(workspace: Workspace, change: (tx: Tx) => Promise<R> | R): Promise<R>
  /**
   * As `purge`, but for the workspace's own files alone: its backups stay, and go by their own age.
   */
  scrub<R>(workspace: Workspace, change: (tx: Tx) => Promise<R> | R): Promise<R>
  get<T>(workspace: Workspace, kind: Kind<T>, id: string): Promise<T | undefined>
  list<T>(workspace: Workspace, kind: Kind<T>): Promise<[id: string, document: T][]>
  select<T>(workspace: Workspace, kind: Kind<T>, matches: Matches<T>): Promise<[id: string, document: T][]>
  find<T>(workspace: Workspace, index: Index<T>, key: string): Promise<[id: string, document: T][]>
  /** Those that something was saved in, in the order of their names; damaged ones too. */
  workspaces(): Promise<readonly Workspace[]>
  /**
   * Takes up to `limit` schedules due at `now`, oldest first, and none of the workspaces in `except`; no two claimers get the
   * same one while its lease runs. What a slow workspace takes long to lease may come with a later call.
   */
  claim(now: number, options: ClaimOptions): Promise<Claim[]>
  /** False: the lease was lost, and nothing changed. `nextRunAt` infinite: it never comes again, and the schedule goes. */
  complete(claim: Claim, options: { nextRunAt: number; now: number }): Promise<boolean>
  /** False: the lease was lost, and nothing changed. `untried`: nothing was attempted, so it does not count as an attempt. */
  release(claim: Claim, options: { retryAt: number; untried?: true }): Promise<boolean>
  /** False: the lease was lost, and nothing changed. Holds on to what is in hand for longer than it was claimed for. */
  renew(claim: Claim, until: number): Promise<boolean>
  /** The earliest instant at which something is due. */
  nextDueAt(): Promise<number | undefined>
  /** Calls back when something that was written here is due before all else that is known of. */
  onSooner(listener: (at: number) => void): void
  /**
   * Whether others write to it, too: whoever sleeps until `nextDueAt` must look again now and then, and a lease of somebody else
   * counts until it runs out.
   */
  readonly isShared: boolean
  /** All that is due later than this instant, in pages and in no promised order: to be looked at after a clock was set. */
  dueAfter(instant: number): AsyncIterable<readonly { workspace: Workspace; id: string }[]>
  /** Drains what is under way; later updates are refused. */
  close(): Promise<void>
}

/** The same store, in which every change is carried out as `carriedOut` says. */
export function withChanges(
  store: Store,
  carriedOut: <R>(tx: Tx, change: (tx: Tx) => Promise<R> | R) => Promise<R> | R,
): Store {
  return {
    ...forwarding(store),
    update: (workspace, change) => store.update(workspace, tx => carriedOut(tx, change)),
    purge: (workspace, change) => store.purge(workspace, tx => carriedOut(tx, change)),
    scrub: (workspace, change) => store.scrub(workspace, tx => carriedOut(tx, change)),
  }
}

/** The same store as an object whose methods can be taken out and replaced: a store may be a class, whose methods cannot be spread. */
export const forwarding = (store: Store): Store => ({
  update: store.update.bind(store) as Store['update'],
  purge: store.purge.bind(store) as Store['purge'],
  scrub: store.scrub.bind(store) as Store['scrub'],
  get: store.get.bind(store) as Store['get'],
  list: store.list.bind(store) as Store['list'],
  select: store.select.bind(store) as Store['select'],
  find: store.find.bind(store) as Store['find'],
  workspaces: store.workspaces.bind(store),
  claim: store.claim.bind(store),
  complete: store.complete.bind(store),
  release: store.release.bind(store),
  renew: store.renew.bind(store),
  nextDueAt: store.nextDueAt.bind(store),
  onSooner: store.onSooner.bind(store),
  isShared: store.isShared,
  dueAfter: store.dueAfter.bind(store),
  close: store.close.bind(store),
})

/** The same draft, likewise. */
export const forwardingTx = (tx: Tx): Tx => ({
  get: tx.get.bind(tx) as Tx['get'],
  list: tx.list.bind(tx) as Tx['list'],
  select: tx.select.bind(tx) as Tx['select'],
  find: tx.find.bind(tx) as Tx['find'],
  put: tx.put.bind(tx) as Tx['put'],
  delete: tx.delete.bind(tx),
  changed: tx.changed.bind(tx),
})

/** Whether a part of a document has fields. */
export const isFields = (one: unknown): one is Record<string, unknown> =>
  typeof one === 'object' && one !== null && !Array.isArray(one)

/** Documents are plain, so two of them are the same where all that is in them is. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((inner, at) => isSame(inner, other[at]))
  if (!isFields(one) || !isFields(other)) return false
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every(name => isSame(one[name], other[name]))
}

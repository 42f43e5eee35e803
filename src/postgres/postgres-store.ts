import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Coordination } from '../core/delivery/coordination.ts'
import { createKeyedQueue } from '../core/delivery/keyed-queue.ts'
import type { Workspace } from '../core/incoming.ts'
import { OperatorError } from '../core/operator-error.ts'
import {
  type Claim,
  type ClaimOptions,
  type Index,
  type Kind,
  type Matches,
  type Schedule,
  type Store,
  schedules,
  type Tx,
} from '../core/store.ts'
import { type Change, checkKind, checkWorkspace, isId } from '../store/document.ts'
import { selected } from '../store/select.ts'
import { claimDue, completeClaim, dueLater, earliestDue, releaseClaim, renewClaim } from './claims.ts'
import { coordinateBy } from './coordination.ts'
import { Draft } from './draft.ts'
import { noteErasures } from './erasures.ts'
import { forgetOffers } from './offers.ts'
import type { Presence } from './presence.ts'
import { codeOf, isConnectionLost, isPassing, refused } from './refused.ts'
import { entryOf, type Found, type KeptIndexes, readDocuments } from './rows.ts'
import { tooNew } from './schema.ts'
import { sendChanges } from './writing.ts'

/** What the store is made of. */
export interface PostgresStoreDeps {
  /** For updates and claims: what needs no answer is sent without waiting for one. */
  writes: pg.Pool
  reads: pg.Pool
  indexes: KeptIndexes
  presence: Presence
  /** Clears what was erased off the database's pages. */
  clearErased(): Promise<number>
  log: { warn(message: string): void }
  /** The format of documents that this process writes. */
  format: number
  /** Told of every save and read that failed. */
  onError(workspace: Workspace, error: unknown): void
}

/** An update that was interrupted is decided anew, so often. */
const mostTries = 5
/** For so long it is looked what became of a commit whose answer was lost. */
const findOut = { everyMs: 250, times: 40 }

/** How an update is carried out. */
interface UpdateOptions {
  /** What goes is noted, so that it is cleared off the disk. */
  erases?: true
  /** What waits to be taken goes too: what goes may stand in it. */
  dropsOffers?: true
}

/** The store over a schema of a PostgreSQL database, for any number of processes; made by `openPostgresStore`. */
export class PostgresStore implements Store {
  readonly isShared = true
  readonly #deps: PostgresStoreDeps
  /** One connection a workspace: who waits for a colleague's change takes none. */
  readonly #queue = createKeyedQueue()
  readonly #running = new Set<Promise<unknown>>()
  #onSooner: (at: number) => void = () => {}
  /** The earliest due time that was written here and is not known to be past. */
  #soonest = Number.POSITIVE_INFINITY
  #closing: Promise<void> | undefined

  constructor(deps: PostgresStoreDeps) {
    this.#deps = deps
  }

  async update<R>(workspace: Workspace, change: (tx: Tx) => Promise<R> | R): Promise<R> {
    return this.#change(workspace, change, {})
  }

  async purge<R>(workspace: Workspace, change: (tx: Tx) => Promise<R> | R): Promise<R> {
    return this.#change(workspace, change, { erases: true, dropsOffers: true })
  }

  async scrub<R>(workspace: Workspace, change: (tx: Tx) => Promise<R> | R): Promise<R> {
    return this.#change(workspace, change, { erases: true })
  }

  async get<T>(workspace: Workspace, kind: Kind<T>, id: string): Promise<T | undefined> {
    return this.#read(workspace, kind, async reads =>
      isId(id) ? (await readDocuments(reads, workspace, kind, { id }))[0]?.[1] : undefined,
    )
  }

  async list<T>(workspace: Workspace, kind: Kind<T>): Promise<Found<T>> {
    return this.#read(workspace, kind, reads => readDocuments(reads, workspace, kind, 'all'))
  }

  async select<T>(workspace: Workspace, kind: Kind<T>, matches: Matches<T>): Promise<Found<T>> {
    return selected(await this.list(workspace, kind), matches)
  }

  async find<T>(workspace: Workspace, index: Index<T>, key: string): Promise<Found<T>> {
    const asked = index as Index<unknown>
    if (this.#deps.indexes.has(asked))
      return this.#read(workspace, index.kind, reads =>
        readDocuments(reads, workspace, index.kind, { entry: entryOf(workspace, asked, key) }),
      )
    const all = await this.list(workspace, index.kind)
    return all.filter(([id, one]) => index.keysOf(one, id).includes(key))
  }

  async workspaces(): Promise<Workspace[]> {
    const { rows } = await this.#track(() =>
      this.#deps.reads.query<{ workspace: Workspace }>('select workspace from workspaces order by workspace'),
    )
    return rows.map(row => row.workspace)
  }

  async claim(now: number, options: ClaimOptions): Promise<Claim[]> {
    return this.#track(() => claimDue(this.#deps.writes, now, options))
  }

  async complete(claim: Claim, next: { nextRunAt: number; now: number }): Promise<boolean> {
    return this.#inWorkspace(claim.workspace, async () => {
      const isDone = await completeClaim(this.#deps.writes, claim, next)
      if (isDone) this.#isDue(next.nextRunAt)
      return isDone
    })
  }

  async release(claim: Claim, how: Parameters<Store['release']>[1]): Promise<boolean> {
    return this.#inWorkspace(claim.workspace, async () => {
      const isDone = await releaseClaim(this.#deps.writes, claim, how)
      if (isDone) this.#isDue(how.retryAt)
      return isDone
    })
  }

  async renew(claim: Claim, until: number): Promise<boolean> {
    return this.#inWorkspace(claim.workspace, () => renewClaim(this.#deps.writes, claim, until))
  }

  async nextDueAt(): Promise<number | undefined> {
    const at = await this.#track(() => earliestDue(this.#deps.reads))
    this.#soonest = at ?? Number.POSITIVE_INFINITY
    return at
  }

  onSooner(listener: (at: number) => void): void {
    this.#onSooner = listener
  }

  async *dueAfter(instant: number): AsyncGenerator<{ workspace: Workspace; id: string }[]> {
    const pages = dueLater(this.#deps.reads, instant)
    for (;;) {
      const page = await this.#track(() => pages.next())
      if (page.done) return
      yield page.value
    }
  }

  /** How the connections of both pools stand now. */
  connections(): Readonly<Record<'open' | 'idle' | 'waited-for', number>> {
    const { writes, reads } = this.#deps
    return {
      open: writes.totalCount + reads.totalCount,
      idle: writes.idleCount + reads.idleCount,
      'waited-for': writes.waitingCount + reads.waitingCount,
    }
  }

  /** Clears what was erased off the database's pages; resolves with how many documents that were. */
  async clearErased(): Promise<number> {
    return this.#track(() => this.#deps.clearErased())
  }

  /** What those who share this store settle among them. */
  get coordination(): Coordination {
    return coordinateBy(this.#deps.writes, this.#deps.log, this.#deps.presence)
  }

  /** Why nothing can be saved now, in a sentence; undefined: it can. */
  async whyUnready(): Promise<string | undefined> {
    try {
      await this.#track(() => this.#deps.presence.check())
      return undefined
    } catch (error) {
      return (error as Error).message
    }
  }

  async close(): Promise<void> {
    this.#closing ??= (async () => {
      await Promise.allSettled(this.#running)
      const { writes, reads, presence } = this.#deps
      await Promise.all([writes.end(), reads.end(), presence.leave()])
    })()
    return this.#closing
  }

  #change<R>(workspace: Workspace, change: (tx: Tx) => Promise<R> | R, options: UpdateOptions): Promise<R> {
    return this.#inWorkspace(workspace, () =>
      this.#queue(workspace, () => this.#attempt(workspace, change, options, 1)),
    )
  }

  #read<R>(workspace: Workspace, kind: string, look: (reads: pg.Pool) => Promise<R>): Promise<R> {
    return this.#inWorkspace(workspace, () => {
      checkKind(kind)
      return look(this.#deps.reads)
    })
  }

  async #inWorkspace<R>(workspace: Workspace, work: () => Promise<R>): Promise<R> {
    try {
      return await this.#track(() => {
        checkWorkspace(workspace)
        return work()
      })
    } catch (error) {
      if (error instanceof OperatorError && error.code !== 'EINVALID') this.#deps.onError(workspace, error)
      throw error
    }
  }

  async #track<R>(work: () => Promise<R>): Promise<R> {
    if (this.#closing) throw new OperatorError('ECLOSED', 'the store is closed, because the bot is stopping')
    if (this.#deps.presence.lost) throw this.#deps.presence.lost
    const running = (async () => work())()
    this.#running.add(running)
    try {
      return await running
    } catch (error) {
      throw refused(error)
    } finally {
      this.#running.delete(running)
    }
  }

  /** One transaction: the workspace's row is locked, the change decides over a draft, the draft is written, all is committed. */
  async #attempt<R>(
    workspace: Workspace,
    change: (tx: Tx) => Promise<R> | R,
    options: UpdateOptions,
    tries: number,
  ): Promise<R> {
    const { writes, indexes, format } = this.#deps
    const client = await writes.connect()
    let broken: Error | undefined
    /** What can only be read now may be a primary no more: the next connection may reach the one that is. */
    let demoted: Error | undefined
    const lost = (error: Error) => {
      broken = error
    }
    client.on('error', lost)
    const mark = randomBytes(9).toString('base64url')
    const draft = new Draft({ client, workspace, indexes })
    let written: { result: R } | undefined
    let begun: Promise<unknown> = Promise.resolve()
    try {
      // The name was checked, the mark is ours: neither needs escaping.
      begun = client.query(`begin; ${enter(workspace, mark, format)}`)
      begun.catch(() => {}) // told below, or by the first read
      const result = await Promise.resolve(change(draft)).finally(() => draft.end())
      mustBeOfFormat(await begun, format)
      const changes = draft.changes()
      if (changes.length === 0) {
        await client.query('rollback')
        return result
      }
      written = { result }
      await allOf([
        ...sendChanges(client, workspace, changes, indexes),
        ...(options.erases ? [noteErasures(client, workspace, changes)] : []),
        ...(options.dropsOffers ? [forgetOffers(client, workspace)] : []),
        // A commit behind a write that failed is a rollback: the write tells.
        client.query('commit'),
      ])
      this.#written(changes)
      return result
    } catch (thrown) {
      // What was sent behind a beginning that failed says only that it failed.
      const error = codeOf(thrown) === abortedBefore ? await firstOf(begun, thrown) : thrown
      if (isConnectionLost(error)) broken = error as Error
      if (codeOf(error) === onlyRead) demoted = error as Error
      if (!broken) await client.query('rollback').catch(lost)
      if (!(isPassing(error) || broken) || tries >= mostTries) throw error
      // Nothing is done twice, and nothing said to be lost that was kept.
      if (broken && written && (await this.#wasKept(workspace, mark))) return written.result
    } finally {
      client.off('error', lost)
      client.release(broken ?? demoted)
    }
    await pause(20 * 2 ** tries * Math.random())
    return this.#attempt(workspace, change, options, tries + 1)
  }

  /**
   * By a mark of our own. `pg_xact_status` does not do: a transaction that a crash took away leaves its number to another one,
   * which may well be committed.
   */
  async #wasKept(workspace: Workspace, mark: string): Promise<boolean> {
    for (let look = 1; ; look++) {
      try {
        // Behind the lock of whoever is still committing: the server may not have noticed that we are gone.
        const { rows } = await this.#deps.reads.query<{ kept: boolean }>(
          'select $2 = any(recent_changes) as kept from workspaces where workspace = $1 for update',
          [workspace, mark],
        )
        return rows[0]?.kept === true
      } catch (error) {
        if (look === findOut.times || !isPassing(error)) throw error
        await pause(findOut.everyMs)
      }
    }
  }

  #written(changes: readonly Change[]): void {
    for (const { kind, document } of changes) {
      if (kind !== schedules || document === undefined) continue
      const { paused, nextRunAt, lease } = document as Schedule
      if (!paused) this.#isDue(Math.max(nextRunAt, lease?.until ?? 0))
    }
  }

  #isDue(at: number): void {
    if (at >= this.#soonest) return
    this.#soonest = at
    this.#onSooner(at)
  }
}

const onlyRead = '25006'
/** "The transaction is aborted": the cause was told by an earlier statement. */
const abortedBefore = '25P02'

const firstOf = (begun: Promise<unknown>, thrown: unknown): Promise<unknown> =>
  begun.then(
    () => thrown,
    first => first,
  )

/** All are waited for, so that none fails unseen; the first that failed tells why. */
async function allOf(sent: readonly Promise<unknown>[]): Promise<void> {
  const ends = await Promise.allSettled(sent)
  const failed = ends.find(end => end.status === 'rejected')
  if (failed) throw failed.reason
}

/** `update` of several statements answers with a list: the second is the workspace's row. */
function mustBeOfFormat(begun: unknown, format: number): void {
  const [, entered] = begun as readonly pg.QueryResult<{ format: number }>[]
  const found = entered?.rows[0]?.format ?? format
  if (found > format) throw tooNew()
}

/** So many marks are kept: of more changes than can be under way at once in one workspace. */
const enter = (workspace: Workspace, mark: string, format: number): string =>
  `insert into workspaces (workspace, format, recent_changes) values ('${workspace}', ${format}, array['${mark}'])
   on conflict (workspace) do update set version = workspaces.version + 1,
     recent_changes = (array['${mark}'] || workspaces.recent_changes)[1:16]
   returning format`

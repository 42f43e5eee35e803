import { join } from 'node:path'
import type { Workspace } from '../core/incoming.ts'
import { OperatorError } from '../core/operator-error.ts'
import type { Claim, ClaimOptions, Index, Kind, Matches, Store, Tx } from '../core/store.ts'
import { notePlace } from './backup-places.ts'
import { backOff, dayMs, forgetOldSent, holdOn, Leases, type LeaseTerms, lease, moveOn } from './claims.ts'
import { Collecting } from './collecting.ts'
import { confirmedMs } from './disk/workspace-file.ts'
import { DueTimes } from './due.ts'
import type { Lock } from './lock.ts'
import { keepCopy, type Places, workspacesIn } from './places.ts'
import { Purging } from './purging.ts'
import { prefix, retryMs, type Settings, watchMs } from './settings.ts'
import { OpenWorkspace } from './workspace.ts'
import { Workspaces } from './workspaces.ts'

/** The store over a folder; made by `openJsonStore`. */
export class JsonStore implements Store {
  /** The lock lets one process in at a time. */
  readonly isShared = false
  readonly #root: string
  readonly #lock: Lock
  readonly #settings: Settings
  readonly #workspaces: Workspaces
  readonly #due = new DueTimes()
  readonly #leases = new Leases()
  readonly #watch: NodeJS.Timeout
  readonly #purging: Purging
  readonly #places: Places
  /** When the lock was last seen to be ours, by a clock that goes on while this process is frozen. */
  #confirmedAt = performance.now()
  /** The last look at the lock: all that asks while it is under way shares it. */
  #look: { at: number; holds: Promise<boolean> } | undefined
  readonly #collecting = new Collecting()
  #stopped: OperatorError | undefined
  #closing: Promise<void> | undefined

  constructor(root: string, lock: Lock, settings: Settings) {
    this.#root = root
    this.#lock = lock
    this.#settings = settings
    const { files, backups = join(root, 'backups') } = settings
    this.#places = { files, root, backups }
    this.#purging = new Purging({ places: this.#places, settings, use: (at, work) => this.#use(at, work) })
    this.#workspaces = new Workspaces(workspace => this.#open(workspace), settings.now)
    this.#watch = setInterval(
      () => this.tidy().catch(error => settings.log.warn(error.message)),
      watchMs,
    ).unref()
  }

  /** Reads every workspace once. A damaged one is refused, and told; the others go on. */
  async load(): Promise<void> {
    // Before anything is kept aside there: what is forgotten later is looked for in every place that ever held a copy.
    await notePlace(this.#places)
    await this.#workspaces.readAll(await this.workspaces())
    // What a crash interrupted is finished first: whoever was forgotten is on no disk from then on.
    await this.#purging.tryAgain()
  }

  async workspaces(): Promise<Workspace[]> {
    return workspacesIn(this.#places.files, this.#root)
  }

  update<R>(workspace: Workspace, change: (tx: Tx) => Promise<R> | R): Promise<R> {
    return this.#use(workspace, open => open.update(change))
  }

  async purge<R>(workspace: Workspace, change: (tx: Tx) => Promise<R> | R): Promise<R> {
    const result = await this.#use(workspace, open => open.updateAndOwe(change))
    await this.#purging.purge(workspace).catch(error => {
      this.#settings.onError(workspace, error)
      throw error
    })
    return result
  }

  async scrub<R>(workspace: Workspace, change: (tx: Tx) => Promise<R> | R): Promise<R> {
    return this.#use(workspace, async open => {
      const result = await open.update(change)
      await open.purge()
      return result
    })
  }

  get<T>(workspace: Workspace, kind: Kind<T>, id: string): Promise<T | undefined> {
    return this.#read(workspace, open => open.get(kind, id))
  }

  list<T>(workspace: Workspace, kind: Kind<T>): Promise<[id: string, document: T][]> {
    return this.#read(workspace, open => open.list(kind))
  }

  async select<T>(
    workspace: Workspace,
    kind: Kind<T>,
    matches: Matches<T>,
  ): Promise<[id: string, document: T][]> {
    if (this.#mayBeOld) await this.#confirm(confirmedMs)
    return this.#use(workspace, open => open.select(kind, matches))
  }

  find<T>(workspace: Workspace, index: Index<T>, key: string): Promise<[id: string, document: T][]> {
    return this.#read(workspace, open => open.find(index, key))
  }

  async claim(now: number, options: ClaimOptions): Promise<Claim[]> {
    if (this.#stopped) throw this.#stopped
    const taken = this.#due.take(now, options.limit, options.except)
    const leasing = [...new Set(taken.map(due => due.workspace))].map(workspace => {
      const ids = taken.filter(due => due.workspace === workspace).map(due => due.id)
      return this.#claimIn(workspace, ids, { ...options, now, leases: this.#leases })
    })
    return this.#collecting.collect(leasing, () => this.#due.onSooner(now))
  }

  async complete(claim: Claim, { nextRunAt, now }: { nextRunAt: number; now: number }): Promise<boolean> {
    return this.#use(claim.workspace, async open => {
      const forget = Math.abs(now - open.forgotAt) > dayMs
      const done = await open.update(async tx => {
        const moved = await moveOn(tx, claim, nextRunAt, now)
        if (moved && forget) await forgetOldSent(tx, now)
        return moved
      })
      if (done && forget) open.forgotAt = now
      return done
    })
  }

  async release(claim: Claim, { retryAt, untried }: Parameters<Store['release']>[1]): Promise<boolean> {
    return this.#use(claim.workspace, open => open.update(tx => backOff(tx, claim, retryAt, untried)))
  }

  async renew(claim: Claim, until: number): Promise<boolean> {
    this.#leases.give(claim.token, until, this.#settings.now())
    return this.#use(claim.workspace, open => open.update(tx => holdOn(tx, claim, until)))
  }

  async nextDueAt(): Promise<number | undefined> {
    return this.#due.next()
  }

  onSooner(listener: (at: number) => void): void {
    this.#due.onSooner = listener
  }

  async *dueAfter(instant: number): AsyncGenerator<{ workspace: Workspace; id: string }[]> {
    yield this.#due.after(instant).map(({ workspace, id }) => ({ workspace, id }))
  }

  /** Looks after the lock and the memory. Runs by itself; to be called where a test owns the clock. */
  async tidy(): Promise<void> {
    await this.#confirm(0).catch(() => {}) // told by #stop
    if (!this.#stopped) await this.#purging.tryAgain()
    await this.#workspaces.tidy(this.#settings)
  }

  async close(): Promise<void> {
    clearInterval(this.#watch)
    this.#stopped ??= new OperatorError('ECLOSED', `${this.#root} is closed, because the bot is stopping`)
    this.#closing ??= this.#giveBack()
      .then(() => this.#workspaces.close())
      .finally(() => this.#lock.release())
    return this.#closing
  }

  /** Turns that were leased too late for anybody to try them: the next Hearth must not think that they may have been sent. */
  async #giveBack(): Promise<void> {
    const back = (await this.#collecting.rest()).map(claim =>
      this.#workspaces.use(claim.workspace, open =>
        open.update(tx => backOff(tx, claim, claim.scheduledFor, true)),
      ),
    )
    await Promise.allSettled(back) // what cannot be given back is looked up by the next Hearth
  }

  /**
   * What is in memory is read at once: nearly every command reads more than it writes. But whoever was frozen may have been replaced:
   * by what it remembers, an answer to what the other one asked would be nobody's line.
   */
  async #read<R>(workspace: Workspace, read: (open: OpenWorkspace) => R): Promise<R> {
    if (this.#mayBeOld) await this.#confirm(confirmedMs)
    const open = this.#stopped ? undefined : this.#workspaces.inMemory(workspace)
    return open ? read(open) : this.#use(workspace, read)
  }

  async #use<R>(workspace: Workspace, work: (open: OpenWorkspace) => Promise<R> | R): Promise<R> {
    if (this.#stopped) throw this.#stopped
    try {
      return await this.#workspaces.use(workspace, work)
    } catch (error) {
      this.#settings.onError(workspace, error)
      throw error
    }
  }

  async #open(workspace: Workspace): Promise<OpenWorkspace> {
    const { log, minLog, files, migrations: steps, now } = this.#settings
    const options = {
      minLog,
      files,
      migrating: {
        steps,
        keep: (_folder: string, from: number) =>
          keepCopy(this.#places, workspace, `before-format-${from + 1}`, now()),
      },
      warn: (message: string) => log.warn(message),
      confirm: (withinMs: number) => this.#confirm(withinMs),
    }
    // Reading mends what a crash left: not under the hands of another process.
    await this.#confirm(confirmedMs)
    try {
      const folder = join(this.#root, `${prefix}${workspace}`)
      const open = await OpenWorkspace.open(folder, options, (id, schedule) =>
        this.#due.set(workspace, id, this.#leases.dueAt(schedule)),
      )
      if (open.owesPurge) this.#purging.note(workspace)
      return open
    } catch (error) {
      log.error(`Workspace ${workspace} cannot be opened; the others go on. ${(error as Error).message}`)
      this.#settings.onError(workspace, error)
      throw error
    }
  }

  /** Each workspace by itself: one that refuses must not keep the others' reminders back. */
  async #claimIn(workspace: Workspace, ids: string[], terms: LeaseTerms) {
    try {
      return await this.#use(workspace, async open => {
        const claims = await open.update(tx => lease(tx, workspace, ids, terms))
        for (const id of ids) this.#due.set(workspace, id, this.#leases.dueAt(open.schedule(id)))
        return claims
      })
    } catch (error) {
      for (const id of ids) this.#due.set(workspace, id, terms.now + retryMs)
      this.#settings.log.error(`Workspace ${workspace}: reminders are late. ${(error as Error).message}`)
      return []
    }
  }

  /** Whether what is remembered may be another Hearth's by now. One that is stopped knows. */
  get #mayBeOld(): boolean {
    return !this.#stopped && performance.now() - this.#confirmedAt >= confirmedMs
  }

  async #confirm(withinMs: number): Promise<void> {
    if (this.#stopped?.code === 'ELOCKED') throw this.#stopped
    const now = performance.now()
    if (now - this.#confirmedAt < withinMs) return
    const last = this.#look
    const look = last && now - last.at < withinMs ? last : { at: now, holds: this.#lock.holds() }
    this.#look = look
    if (await look.holds) {
      this.#confirmedAt = look.at
      return
    }
    if (this.#stopped) throw this.#stopped // told before; or closing, where the lock is let go of
    const message = `${this.#root}: the lock in it was removed or taken by another process, so nothing is saved anymore. Make sure that only one Hearth runs on this folder, and start again.`
    this.#stopped = new OperatorError('ELOCKED', message)
    this.#workspaces.stop(this.#stopped)
    this.#settings.log.error(message)
    this.#settings.onLost(this.#stopped)
    throw this.#stopped
  }
}

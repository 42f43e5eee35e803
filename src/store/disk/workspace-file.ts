import type { Adapter } from 'lowdb'
import { OperatorError } from '../../core/operator-error.ts'
import { Batch, type Touched } from './batch.ts'
import { disk, type Files } from './files.ts'
import type { Docs } from './format.ts'
import { migrations } from './migrations.ts'
import { refused } from './refused.ts'
import { AsOfNow } from './snapshot.ts'
import { type Migrating, type Prepared, WorkspaceDisk } from './workspace-disk.ts'

export interface WorkspaceFileOptions {
  /** Puts memory back, newest change first, at once: nobody may read or build on a change that was refused. */
  onRollback: (changes: Touched[]) => void
  warn?: (message: string) => void
  /**
   * Asked before each write; throws if another process has taken the folder over. `withinMs`: what was seen so long ago
   * will do.
   */
  confirm?: (withinMs: number) => Promise<void>
  /** How many bytes the log may have before a new snapshot is considered. */
  minLog?: number
  files?: Files
  migrating?: Migrating
}

const nowhere: Migrating = {
  steps: migrations,
  keep: async folder => {
    throw new Error(`${folder} is of an older format, and there is no place to keep it as it is`)
  },
}

/** Shorter than another process needs to start. It matters to one that was frozen, or slept, and goes on. */
export const confirmedMs = 50

interface Waiting {
  resolve: () => void
  reject: (error: Error) => void
}

/** A new snapshot that is being written beside the commits that go on. */
interface Beside {
  /** Who waits until it has taken its place, and nothing older is left. */
  purging: readonly Waiting[]
  /** Undefined: it is still being written. */
  outcome?: Prepared | Error
  /** Resolves when there is an outcome. */
  ended: Promise<void>
}

/**
 * The lowdb adapter of one workspace: a checksummed snapshot, and a log with one line for each commit. All that wait
 * while a commit is written share the next. `write` resolves when its changes are durable; if it rejects, they are nowhere.
 * A new snapshot is written beside the commits that go on, and takes its place between two of them.
 */
export class WorkspaceFile implements Adapter<Docs> {
  readonly #folder: string
  readonly #options: Required<WorkspaceFileOptions>
  readonly #disk: WorkspaceDisk
  #next = new Batch()
  #busy: Promise<void> | undefined
  #stopped: OperatorError | undefined
  #mayGrowTo: number
  #purging: Waiting[] = []
  #beside: Beside | undefined
  /** What the next snapshot is to hold, until its bytes are made. */
  #taken: AsOfNow | undefined

  constructor(folder: string, options: WorkspaceFileOptions) {
    this.#folder = folder
    this.#options = {
      warn: console.warn,
      confirm: async () => {},
      minLog: 256 * 1024,
      files: disk,
      migrating: nowhere,
      ...options,
    }
    const { files, warn, migrating } = this.#options
    this.#disk = new WorkspaceDisk(files, folder, warn, migrating)
    this.#mayGrowTo = this.#options.minLog
  }

  /** Nothing was ever saved here. */
  get isNew(): boolean {
    return this.#disk.at.generation === 0
  }

  /** Nothing is under way or owed, so this may be dropped and read again. */
  get isIdle(): boolean {
    return !this.#busy && !this.#beside && !this.#disk.owesCut
  }

  read(): Promise<Docs> {
    return this.#disk.read()
  }

  /** Call it before documents change: what was not touched is neither saved nor taken back. */
  touch(documents: readonly Touched[]): void {
    if (this.#stopped) throw this.#stopped
    this.#next.touch(documents)
    this.#taken?.changes(documents)
  }

  write(data: Docs): Promise<void> {
    if (this.#stopped) return Promise.reject(this.#stopped)
    const saved = this.#next.wait()
    this.#busy ??= this.#work(data)
    return saved
  }

  /** Resolves when the folder holds what is there now, and nothing that was there before. */
  purge(data: Docs): Promise<void> {
    if (this.#stopped) return Promise.reject(this.#stopped)
    const purged = new Promise<void>((resolve, reject) => this.#purging.push({ resolve, reject }))
    this.#busy ??= this.#work(data)
    return purged
  }

  /** Refuses all that waits, and all that comes later. */
  stop(error: OperatorError): void {
    this.#stopped ??= error
    for (const { reject } of this.#purging.splice(0)) reject(error)
    this.#takeBack(new Batch(), error)
  }

  /** Lets go of the open file until the next write. */
  async rest(): Promise<void> {
    if (this.#busy || this.#beside) return
    if (await this.#isOurs()) await this.#disk.mark()
    if (!this.#busy) await this.#disk.rest()
  }

  /** Waits for what is under way; later writes are refused. */
  async close(): Promise<void> {
    this.#stopped ??= new OperatorError('ECLOSED', `${this.#folder} is closed, because the bot is stopping`)
    while (this.#busy || this.#beside) await (this.#busy ?? this.#beside?.ended)
    if (this.#stopped.code === 'ECLOSED' && (await this.#isOurs())) {
      await this.#disk.cutRefused()
      await this.#disk.mark()
    }
    await this.#disk.rest()
  }

  /** Where another process has the folder, nothing of it is to be touched any more: its log is not as this one knew it. */
  #isOurs(): Promise<boolean> {
    return this.#options.confirm(confirmedMs).then(
      () => true,
      () => false,
    )
  }

  async #work(data: Docs): Promise<void> {
    await undefined // what is written in the same tick shares a commit
    for (;;) {
      if (this.#beside?.outcome) await this.#switchTo(this.#beside, this.#beside.outcome)
      else if (this.#next.isAwaited || this.#mayPurge) await this.#commit(data)
      else break
    }
    this.#busy = undefined
  }

  /** A purge is a new snapshot, and there is one at a time. */
  get #mayPurge(): boolean {
    return this.#purging.length > 0 && !this.#beside
  }

  async #commit(data: Docs): Promise<void> {
    const batch = this.#next
    this.#next = new Batch()
    const purging = this.#mayPurge ? this.#purging.splice(0) : []
    try {
      // Both are taken now, before any await: what changes later belongs to the next commit.
      const text = batch.text(data)
      const { hasChanges } = batch
      if (purging.length > 0 || this.#isSnapshotDue(text.length)) this.#taken = new AsOfNow(data)
      await this.#options.confirm(confirmedMs)
      await (hasChanges ? this.#disk.append(text) : this.#disk.settle())
    } catch (error) {
      const refusal = refused(this.#folder, error)
      for (const { reject } of purging) reject(refusal)
      if (!this.#beside) this.#taken = undefined
      return this.#takeBack(batch, refusal)
    }
    batch.resolve()
    if (this.#taken && !this.#beside) this.#writeBeside(this.#taken, data, purging)
  }

  /** Undoes a batch that was refused, and the one that waited behind it, for that was built on it. */
  #takeBack(batch: Batch, error: Error): void {
    const later = this.#next
    this.#next = new Batch()
    this.#options.onRollback([...later.undo(), ...batch.undo()])
    batch.reject(error)
    later.reject(error)
  }

  /** When the log has outgrown the snapshot, a new one is worth its cost. It holds what this commit makes, and no more. */
  #isSnapshotDue(added: number): boolean {
    const { snapshotLength, logLength } = this.#disk.at
    return !this.#beside && logLength + added > Math.max(this.#mayGrowTo, snapshotLength)
  }

  #writeBeside(taken: AsOfNow, data: Docs, purging: readonly Waiting[]): void {
    const beside: Beside = { purging, ended: Promise.resolve() }
    beside.ended = this.#prepare(taken)
      .catch((error: Error) => error)
      .then(outcome => {
        beside.outcome = outcome
        this.#busy ??= this.#work(data)
      })
    this.#beside = beside
  }

  async #prepare(taken: AsOfNow): Promise<Prepared> {
    try {
      const snapshot = await this.#disk.snapshotOf(taken)
      this.#taken = undefined
      await this.#options.confirm(0)
      return await this.#disk.prepare(snapshot)
    } catch (error) {
      this.#taken = undefined
      this.#disk.abandon()
      throw error
    }
  }

  /**
   * A failure here loses nothing, for the log holds it all; it is told, and tried again when the log has grown. Whoever purged
   * is told as well.
   */
  async #switchTo({ purging }: Beside, outcome: Prepared | Error): Promise<void> {
    const { minLog, confirm, warn } = this.#options
    try {
      if (outcome instanceof Error) throw outcome
      await confirm(0)
      await this.#disk.switchTo(outcome)
      this.#mayGrowTo = minLog
      if (purging.length > 0) await this.#disk.removeOthers()
      for (const { resolve } of purging) resolve()
    } catch (error) {
      for (const { reject } of purging) reject(error as Error)
      this.#mayGrowTo = this.#disk.at.logLength + minLog
      if (purging.length === 0)
        warn(
          `${this.#folder}: no new snapshot could be written, so the log grows: ${(error as Error).message}`,
        )
    }
    this.#beside = undefined
  }
}

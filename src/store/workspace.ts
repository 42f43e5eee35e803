import { Low } from 'lowdb'
import {
  type Index,
  type Kind,
  type Matches,
  purges,
  type Schedule,
  schedules,
  type Tx,
} from '../core/store.ts'
import type { Touched } from './disk/batch.ts'
import { type Docs, emptyMap, setDocument } from './disk/format.ts'
import { WorkspaceFile, type WorkspaceFileOptions } from './disk/workspace-file.ts'
import { type Change, checkKind, copyOf, isId } from './document.ts'
import { Draft } from './draft.ts'
import { Indexes } from './indexes.ts'
import { selected } from './select.ts'

const owed = 'owed'

/** Told of every schedule that came, changed or went (undefined), also by a rollback. */
export type OnSchedule = (id: string, schedule: Schedule | undefined) => void

/** One workspace in memory: its lowdb over its file, and the order in which its updates run. */
export class OpenWorkspace {
  readonly file: WorkspaceFile
  readonly #low: Low<Docs>
  #indexes: Indexes
  readonly #onSchedule: OnSchedule
  /** When what was sent long ago was last forgotten here. */
  forgotAt = 0
  #last: Promise<unknown> = Promise.resolve()
  #rollbacks = 0

  private constructor(
    folder: string,
    options: Omit<WorkspaceFileOptions, 'onRollback'>,
    onSchedule: OnSchedule,
  ) {
    this.file = new WorkspaceFile(folder, {
      ...options,
      onRollback: changes => {
        this.#rollbacks++
        this.#set(changes.map(({ kind, id, before }) => ({ kind, id, document: before })))
      },
    })
    this.#low = new Low<Docs>(this.file, emptyMap())
    this.#indexes = new Indexes(this.#low.data)
    this.#onSchedule = onSchedule
  }

  static async open(
    folder: string,
    options: Omit<WorkspaceFileOptions, 'onRollback'>,
    onSchedule: OnSchedule,
  ): Promise<OpenWorkspace> {
    const workspace = new OpenWorkspace(folder, options, onSchedule)
    await workspace.#low.read()
    workspace.#indexes = new Indexes(workspace.#low.data)
    for (const id of Object.keys(workspace.#low.data[schedules] ?? {})) onSchedule(id, workspace.schedule(id))
    return workspace
  }

  /** One after another. The next begins when this one has decided, not when it is on the disk: so commits are shared. */
  async update<R>(change: (tx: Tx) => Promise<R> | R): Promise<R> {
    const next = this.#last.then(() => this.#decide(change))
    this.#last = next.then(nothing, nothing)
    const { result, saved } = await next
    await saved
    return result
  }

  /** Whether something that was deleted may still lie on the disk. */
  get owesPurge(): boolean {
    return this.#low.data[purges]?.[owed] !== undefined
  }

  /** As `update`, in one commit with the mark that a purge is owed: a crash before it is done does not forget it. */
  updateAndOwe<R>(change: (tx: Tx) => Promise<R> | R): Promise<R> {
    return this.update(async tx => {
      await tx.put(purges, owed, { owed: true })
      return change(tx)
    })
  }

  /** Removes from the workspace's own folder all that is deleted or replaced. */
  purge(): Promise<void> {
    return this.file.purge(this.#low.data)
  }

  /** Notes that the purge is done, here and wherever else copies are kept. */
  purged(): Promise<void> {
    return this.update(tx => tx.delete(purges, owed))
  }

  get<T>(kind: Kind<T>, id: string): T | undefined {
    checkKind(kind)
    if (!isId(id)) return undefined
    return copyOf(this.#low.data[kind]?.[id]) as T | undefined
  }

  list<T>(kind: Kind<T>): [id: string, document: T][] {
    checkKind(kind)
    return copyOf(Object.entries(this.#low.data[kind] ?? {})) as [string, T][]
  }

  async select<T>(kind: Kind<T>, matches: Matches<T>): Promise<[id: string, document: T][]> {
    checkKind(kind)
    return selected(Object.entries(this.#low.data[kind] ?? {}), matches)
  }

  find<T>(index: Index<T>, key: string): [id: string, document: T][] {
    checkKind(index.kind)
    const found: [string, unknown][] = []
    for (const id of this.#indexes.find(index as Index<unknown>, key))
      found.push([id, this.#low.data[index.kind]?.[id]])
    return found.length === 0 ? [] : (copyOf(found) as [string, T][])
  }

  schedule(id: string): Schedule | undefined {
    return this.#low.data[schedules]?.[id] as Schedule | undefined
  }

  /** Runs the change on a draft; again, if a rollback took away what it had read while it waited. */
  async #decide<R>(change: (tx: Tx) => Promise<R> | R): Promise<{ result: R; saved: Promise<void> }> {
    for (;;) {
      const before = this.#rollbacks
      const draft = new Draft(this.#low.data, this.#indexes)
      let result: R
      try {
        result = await change(draft)
      } catch (error) {
        if (this.#rollbacks !== before) continue
        throw error
      } finally {
        draft.end()
      }
      if (this.#rollbacks !== before) continue
      this.#change(draft.changes())
      return { result, saved: this.#low.write() }
    }
  }

  /** The one place where documents are changed. */
  #change(changes: Iterable<Change>): void {
    const made: (Change & Touched)[] = []
    for (const change of changes) {
      const before = this.#low.data[change.kind]?.[change.id]
      if (before !== undefined || change.document !== undefined) made.push({ before, ...change })
    }
    this.file.touch(made)
    this.#set(made)
  }

  /** One after another: a rollback may hold a document twice. */
  #set(changes: readonly Change[]): void {
    const { data } = this.#low
    for (const { kind, id, document } of changes) {
      this.#indexes.changed(kind, id, data[kind]?.[id], document)
      setDocument(data, kind, id, document)
      if (kind === schedules) this.#onSchedule(id, this.schedule(id))
    }
  }
}

const nothing = (): void => {}

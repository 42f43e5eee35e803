import type { Workspace } from '../core/incoming.ts'
import { OperatorError } from '../core/operator-error.ts'
import { checkWorkspace } from './document.ts'
import type { OpenWorkspace } from './workspace.ts'

interface Held {
  ready: Promise<OpenWorkspace>
  open?: OpenWorkspace
  /** A damaged one is remembered, so that it is not read again at every call. */
  failure?: unknown
  /** Whether something was ever saved in it: that never ends. */
  saved?: boolean
  users: number
  usedAt: number
}

/** The workspaces that are in memory: read when first used, put out of memory when long unused. */
export class Workspaces {
  readonly #held = new Map<Workspace, Held>()
  /** How much is under way in all of them, and who waits for its end. */
  #running = 0
  readonly #waiting: (() => void)[] = []
  readonly #load: (workspace: Workspace) => Promise<OpenWorkspace>
  readonly #now: () => number

  constructor(load: (workspace: Workspace) => Promise<OpenWorkspace>, now: () => number) {
    this.#load = load
    this.#now = now
  }

  /** Works with a workspace, which stays in memory until that is done. */
  async use<R>(workspace: Workspace, work: (open: OpenWorkspace) => Promise<R> | R): Promise<R> {
    const held = this.#held.get(workspace) ?? this.#hold(workspace)
    held.users++
    this.#running++
    try {
      return await work(held.open ?? (await held.ready))
    } finally {
      held.users--
      held.usedAt = this.#now()
      held.saved ||= held.open?.file.isNew === false
      if (held.users === 0 && !held.saved && !isWorthKeeping(held)) this.#held.delete(workspace)
      if (--this.#running === 0) for (const done of this.#waiting.splice(0)) done()
    }
  }

  /** A workspace that is in memory, for what is done with it at once. */
  inMemory(workspace: Workspace): OpenWorkspace | undefined {
    const held = this.#held.get(workspace)
    if (held?.open) held.usedAt = this.#now()
    return held?.open
  }

  /** Reads all of them once, a few at a time. Whatever cannot be read is told by `load`, and to whoever asks for it. */
  async readAll(workspaces: Workspace[]): Promise<void> {
    const left = workspaces.values()
    const readOn = async () => {
      for (const workspace of left) await this.use(workspace, () => {}).catch(() => {})
    }
    await Promise.all(Array.from({ length: 16 }, readOn))
  }

  /** Refuses all that waits in any of them, and all that comes later. */
  stop(error: OperatorError): void {
    for (const { open } of this.#held.values()) open?.file.stop(error)
  }

  /** Puts out of memory what was not used for `dropMs`, and closes the files of what was not used for `restMs`. */
  async tidy({ restMs, dropMs }: { restMs: number; dropMs: number }): Promise<void> {
    for (const [workspace, held] of this.#held) {
      const { open, users, usedAt } = held
      const unusedMs = this.#now() - usedAt
      if (users > 0 || open?.file.isIdle === false || unusedMs < restMs) continue
      await open?.file.rest()
      // Only now: while this one is still writing down how long its log is, no other may write there.
      if (unusedMs >= dropMs && held.users === 0 && held.usedAt === usedAt) this.#held.delete(workspace)
    }
  }

  /** Waits for all that is under way, then closes every file. */
  async close(): Promise<void> {
    while (this.#running > 0) await new Promise<void>(done => this.#waiting.push(done))
    const open = [...this.#held.values()].flatMap(held => held.open ?? [])
    const ends = await Promise.allSettled(open.map(({ file }) => file.close()))
    const failed = ends.find(end => end.status === 'rejected')
    if (failed) throw failed.reason
  }

  #hold(workspace: Workspace): Held {
    checkWorkspace(workspace)
    const ready = this.#load(workspace)
    const held: Held = { ready, users: 0, usedAt: this.#now() }
    ready.then(
      open => (held.open = open),
      failure => (held.failure = failure),
    )
    this.#held.set(workspace, held)
    return held
  }
}

/** A name nobody ever saved under is not remembered, nor is a failure that may pass. */
function isWorthKeeping({ open, failure }: Held): boolean {
  if (open) return !open.file.isNew || !open.file.isIdle
  return failure instanceof OperatorError
}

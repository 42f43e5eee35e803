import type { Workspace } from '../core/incoming.ts'
import type { OperatorError } from '../core/operator-error.ts'
import { disk, type Files } from './disk/files.ts'
import { type Migration, migrations } from './disk/migrations.ts'
import { type Lock, type LockOptions, takeLock } from './lock.ts'

/** What can be chosen about the store; nothing has to be. */
export interface JsonStoreOptions extends LockOptions {
  /** Where the operator is told what was refused, cut or damaged, and the cure. */
  log?: { warn(message: string): void; error(message: string): void }
  /** Told once if another process has taken the folder over: nothing is saved from then on, so stop. */
  onLost?: (error: OperatorError) => void
  /** Told of every save and read that failed, also of a workspace that cannot be opened at the start. */
  onError?: (workspace: Workspace, error: unknown) => void
  /** How long a workspace is unused before its file is closed, and before it is put out of memory. */
  restMs?: number
  dropMs?: number
  /** How many bytes a workspace's log may have before a new snapshot is considered. */
  minLog?: number
  /** Where a workspace is kept as it is before it is brought to a newer format. Left out: `backups` in the folder. */
  backups?: string
  migrations?: readonly Migration[]
  now?: () => number
  files?: Files
  lock?: (folder: string, options: LockOptions) => Promise<Lock>
}

export const defaults = {
  log: console as Required<JsonStoreOptions>['log'],
  onLost: (_error: OperatorError): void => {},
  onError: (_workspace: Workspace, _error: unknown): void => {},
  restMs: 60_000,
  dropMs: 10 * 60_000,
  minLog: 256 * 1024,
  backups: undefined as string | undefined,
  migrations,
  now: Date.now,
  files: disk,
  lock: takeLock as Required<JsonStoreOptions>['lock'],
}

export type Settings = typeof defaults

/** Before the name of each workspace's folder, so that none collides with what else lies in the data folder. */
export const prefix = 'ws-'
/** How often the lock and the memory are looked after. */
export const watchMs = 2000
/** A schedule whose lease could not be saved is offered again this much later. */
export const retryMs = 60_000

import { type Config, readConfig } from '../config/config.ts'
import type { Coordination } from '../core/delivery/coordination.ts'
import type { Workspace } from '../core/incoming.ts'
import type { Logger } from '../core/logger.ts'
import type { OperatorError } from '../core/operator-error.ts'
import type { Store } from '../core/store.ts'
import { type JsonStoreOptions, openJsonStore } from '../store/json.ts'
import { stop } from './command-line.ts'

interface StoreDeps {
  config: Pick<Config, 'dataDir' | 'backupDir' | 'database'>
  log: Logger
  /** Told once where nothing can be saved any more. */
  onLost(error: OperatorError): void
  onError(workspace: Workspace, error: unknown): void
  /** How another process is waited for that has the folder. */
  queueing?: Pick<JsonStoreOptions, 'leavingMs' | 'onWait' | 'isLeaving'>
}

/** Where what people save is kept, and how it stands. */
export interface OpenedStore {
  store: Store
  /** Why nothing can be saved now, in a sentence; undefined: it can, as far as is known. */
  whyUnready(): Promise<string | undefined>
  /** What several Hearths settle among them; left out: this one is alone. */
  coordination?: Coordination
  /** How its connections stand; left out: it has none. */
  connections?(): Readonly<Record<'open' | 'idle' | 'waited-for', number>>
  /** Clears what was erased off the disk, where the store does not do so at once; resolves with how much that was. */
  clearErased?(): Promise<number>
}

/** Opens the folder, or the database where one is set: only then its client is loaded. */
export async function openStore({ config, log, onLost, onError, queueing }: StoreDeps): Promise<OpenedStore> {
  const { dataDir, backupDir, database } = config
  if (!database) {
    const store = await openJsonStore(dataDir, { log, backups: backupDir, onLost, onError, ...queueing })
    return { store, whyUnready: async () => undefined }
  }
  const [{ openPostgresStore }, { indexTable }] = await Promise.all([
    import('../postgres/postgres.ts'),
    import('./indexes.ts'),
  ])
  const store = await openPostgresStore({ ...database, indexes: indexTable, log, onLost, onError })
  return {
    store,
    coordination: store.coordination,
    whyUnready: () => store.whyUnready(),
    connections: () => store.connections(),
    clearErased: () => store.clearErased(),
  }
}

/** For an operator's command: opens what the settings name for as long as some work takes; warnings go to the operator. */
export async function withStore(work: (store: Store) => Promise<void>): Promise<void> {
  const tell = (line: string) => console.error(line)
  const log = { info() {}, warn: tell, error: tell }
  const config = readConfig(process.env)
  const opened = await openStore({ config, log, onLost: error => stop(error.message), onError: () => {} })
  try {
    await work(opened.store)
  } finally {
    await opened.store.close()
  }
}

import type { Workspace } from '../core/incoming.ts'
import { OperatorError } from '../core/operator-error.ts'
import type { Index } from '../core/store.ts'
import { formatAfter, type Migration, migrations } from '../store/disk/migrations.ts'
import { bringDocumentsForward } from './bring-forward.ts'
import { type ConnectOptions, oldestServer, openPools } from './connect.ts'
import { clearErased } from './erasures.ts'
import { PostgresStore } from './postgres-store.ts'
import { Presence } from './presence.ts'
import { KeptIndexes } from './rows.ts'
import { bringSchemaForward } from './schema.ts'

export type { PostgresStore }

/** What can be chosen about the store; only the address has to be. */
export interface PostgresStoreOptions extends ConnectOptions {
  /** The indexes whose keys are kept; others are looked through. */
  indexes?: readonly Index<unknown>[]
  log?: { warn(message: string): void; error(message: string): void }
  /** Told once where a newer Hearth has brought the database forward: nothing is saved from then on, so stop. */
  onLost?: (error: OperatorError) => void
  /** Told of every save and read that failed. */
  onError?: (workspace: Workspace, error: unknown) => void
  migrations?: readonly Migration[]
}

/** Opens the store that several Hearths share: a schema of a PostgreSQL database. @throws {OperatorError} */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const { log = console, onLost = () => {}, onError = () => {}, migrations: steps = migrations } = options
  const indexes = new KeptIndexes(options.indexes ?? [])
  const format = formatAfter(steps)
  const pools = openPools(options)
  const presence = new Presence({ ...options, format, onLost, onAnother: pools.cut })
  await presence.enter(async (client, alone) => {
    const { rows } = await client.query<{ version: number; version_words: string }>(
      "select current_setting('server_version_num')::int as version, current_setting('server_version') as version_words",
    )
    const [server] = rows
    if (server && server.version < oldestServer * 10_000) throw tooOld(server.version_words)
    await bringSchemaForward(client)
    await bringDocumentsForward({ client, steps, indexes, log, alone })
  })
  return new PostgresStore({
    ...pools,
    indexes,
    presence,
    format,
    log,
    onError,
    clearErased: () => clearErased(options),
  })
}

const tooOld = (version: string) =>
  new OperatorError(
    'EOLD',
    `The database is PostgreSQL ${version}, and Hearth needs ${oldestServer} or newer. Upgrade it (pg_upgrade), or name another in DATABASE_URL.`,
  )

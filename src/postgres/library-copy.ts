import pg from 'pg'
import { OperatorError } from '../core/operator-error.ts'
import type { Index } from '../core/store.ts'
import type { Docs } from '../store/disk/format.ts'
import { migrations, newestFormat } from '../store/disk/migrations.ts'
import { bringDocumentsForward, documentsOf } from './bring-forward.ts'
import { type ConnectOptions, clientSettings, pipelined } from './connect.ts'
import { present } from './presence.ts'
import { refused } from './refused.ts'
import { KeptIndexes } from './rows.ts'
import { bringSchemaForward, oneAtATime } from './schema.ts'
import { sendChanges } from './writing.ts'

interface LibraryCopiesOptions extends Pick<ConnectOptions, 'url' | 'schema'> {
  indexes: readonly Index<unknown>[]
}

/** Whole libraries in a database, for whoever moves them: no Hearth has it open meanwhile. */
export interface LibraryCopies {
  libraries(): Promise<string[]>
  read(library: string): Promise<Docs>
  /** In one commit, in place of whatever is there. */
  write(library: string, docs: Docs): Promise<void>
  close(): Promise<void>
}

/** Opens the database for moving, brings it forward, and keeps every Hearth out until it is closed. @throws {OperatorError} */
export async function openLibraryCopies(options: LibraryCopiesOptions): Promise<LibraryCopies> {
  const indexes = new KeptIndexes(options.indexes)
  const settings = { ...clientSettings(options), ...pipelined }
  const client = new pg.Client(settings)
  client.on('error', () => {})
  const pool = new pg.Pool({ ...settings, max: 8 })
  pool.on('error', () => {})
  pool.on('connect', one => one.on('error', () => {}))
  /** A connection that something failed on is not used again. */
  const asked = async <R>(work: (one: pg.PoolClient) => Promise<R>): Promise<R> => {
    let failed: Error | undefined
    const one = await pool.connect().catch(error => {
      throw refused(error)
    })
    try {
      return await work(one)
    } catch (error) {
      failed = error as Error
      throw refused(error)
    } finally {
      one.release(failed)
    }
  }
  try {
    await client.connect()
    await client.query("set statement_timeout = 0; set lock_timeout = '10s'")
    await client.query(`select pg_advisory_lock${oneAtATime}`)
    const { rows } = await client.query<{ free: boolean }>(`select pg_try_advisory_lock${present} as free`)
    if (!rows[0]?.free) throw running()
    await bringSchemaForward(client)
    const log = { warn: () => {} }
    await bringDocumentsForward({ client, steps: migrations, indexes, log, alone: async () => true })
  } catch (error) {
    await Promise.all([client.end(), pool.end()]).catch(() => {})
    throw refused(error)
  }
  return {
    libraries: () =>
      asked(async one => {
        const { rows } = await one.query<{ workspace: string }>(
          'select workspace from workspaces order by workspace',
        )
        return rows.map(row => row.workspace)
      }),
    read: library => asked(one => documentsOf(one, library)),
    write: (library, docs) =>
      asked(async one => {
        const changes = Object.entries(docs).flatMap(([kind, ofKind]) =>
          Object.entries(ofKind).map(([id, document]) => ({ kind, id, document })),
        )
        await Promise.all([
          one.query('begin'),
          one.query('delete from documents where workspace = $1', [library]),
          one.query('delete from schedules where workspace = $1', [library]),
          one.query(
            `insert into workspaces (workspace, format) values ($1, $2)
             on conflict (workspace) do update set version = workspaces.version + 1`,
            [library, newestFormat],
          ),
          ...sendChanges(one, library, changes, indexes),
          one.query('commit'),
        ])
      }),
    async close() {
      await pool.end()
      await client.end()
    },
  }
}

const running = () =>
  new OperatorError(
    'EOTHERS',
    'A Hearth has the database open. Stop every Hearth that uses it, and move again. Nothing was changed.',
  )

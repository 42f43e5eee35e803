import pg from 'pg'
import { type ConnectOptions, clientSettings } from './connect.ts'
import { refused } from './refused.ts'

/** How the database stands. */
export interface DatabaseState {
  version: string
  where: string
  role: string
  schema: string
  isEncrypted: boolean
  isReadOnly: boolean
  mayWrite: boolean
  libraries: number
  /** How many Hearths have it open. */
  instances: number
  /** Its clock, in milliseconds since 1970. */
  at: number
  /** Since when something that was erased lies on its pages. */
  erasedSince: number | undefined
}

/** Looks, and changes nothing. @throws {OperatorError} */
export async function stateOf(
  options: Pick<ConnectOptions, 'url' | 'schema'>,
  patienceMs: number,
): Promise<DatabaseState> {
  const settings = clientSettings(options)
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: patienceMs })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<
      Omit<DatabaseState, 'libraries' | 'erasedSince' | 'where'> & { isThere: boolean }
    >(look)
    const [found] = rows
    if (!found) throw new Error('the database told nothing')
    const { isThere, ...state } = found
    const kept = isThere
      ? (await client.query<{ libraries: number; since: number | null }>(counts)).rows[0]
      : undefined
    return {
      ...state,
      where: `${client.host}:${client.port}`,
      libraries: kept?.libraries ?? 0,
      erasedSince: kept?.since ?? undefined,
    }
  } catch (error) {
    throw refused(error)
  } finally {
    await client.end().catch(() => {})
  }
}

const look = `select current_setting('server_version') as version, current_user as role,
  coalesce(current_schema(), '') as schema,
  coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as "isEncrypted",
  pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as "isReadOnly",
  coalesce(has_schema_privilege(current_schema(), 'create'), false) as "mayWrite",
  to_regclass('workspaces') is not null and to_regclass('erasures') is not null as "isThere",
  (select count(*) from pg_locks where locktype = 'advisory' and classid = 7264512
    and objid::bigint = hashtext(current_schema())::bigint & 4294967295
    and database = (select oid from pg_database where datname = current_database())) as instances,
  (extract(epoch from clock_timestamp()) * 1000)::bigint as at`

const counts = `select (select count(*) from workspaces) as libraries,
  (select (extract(epoch from min(erased_at)) * 1000)::bigint from erasures where cleared_at is null) as since`

import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import pg from 'pg'
import { OperatorError } from '../core/operator-error.ts'

/** How the database is reached. */
export interface ConnectOptions {
  /** As in DATABASE_URL. */
  url: string
  /** At most so many connections at once, with one more that says that this process is there. */
  connections?: number
  /** The schema the tables stand in; left out: the role's own. */
  schema?: string
}

/** The oldest server that is tried: older ones are past their support. */
export const oldestServer = 13
/** A process that stands still in the middle of a change holds a workspace up for no longer. */
const stuckMs = 5_000
const limits = { connectMs: 10_000, lockMs: 10_000, statementMs: 15_000 }
/** A server whose computer lost its power closes no connection: whoever waits longer than any statement may take lets theirs go, if nobody found out before. */
const silentMs = limits.statementMs + 1_000
/** `bigint` as a number: instants and counts fit into one. */
const int8 = 20

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

/** Two pools, so that what an update reads beside itself never waits for another update's connection. */
export function openPools({ url, schema, connections = 8 }: ConnectOptions): {
  writes: pg.Pool
  reads: pg.Pool
  /** Lets go of the connections that were opened before an instant (of `performance.now`): their server is no more. */
  cut(before: number): void
} {
  const settings = clientSettings({ url, ...(schema && { schema }) })
  const shared = { ...settings, idleTimeoutMillis: 60_000, query_timeout: silentMs }
  const forReads = Math.max(1, Math.floor(connections / 2))
  const writes = new pg.Pool({ ...shared, max: Math.max(1, connections - forReads), ...pipelined })
  const reads = new pg.Pool({ ...shared, max: forReads })
  const opened = new Map<pg.PoolClient, number>()
  for (const pool of [writes, reads]) {
    // A connection that the server closes while nobody uses it is no news: the next use opens another.
    pool.on('error', () => {})
    // One that breaks between two statements would end the process, since the pool looks after idle ones alone; the next statement tells.
    pool.on('connect', client => {
      client.on('error', () => {})
      opened.set(client, performance.now())
    })
    pool.on('remove', client => opened.delete(client))
  }
  return {
    writes,
    reads,
    cut(before) {
      for (const [client, at] of opened) if (at < before) socketOf(client).destroy()
    },
  }
}

/** What waits on it is told that the connection is lost; `end` would wait for a server that is no more. */
const socketOf = (client: pg.PoolClient): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream

/** What needs no answer before the next is sent goes with the next, which halves the ways to the database. */
export const pipelined = { pipeline: true } as pg.ClientConfig

/** What a connection is opened with. */
export function clientSettings({ url, schema }: Pick<ConnectOptions, 'url' | 'schema'>): pg.ClientConfig {
  const address = parsed(url)
  const own = address.searchParams.get('options')
  const ssl = tlsOf(address)
  for (const name of ['sslmode', 'sslrootcert', 'options']) address.searchParams.delete(name)
  const options = [
    own,
    `-c idle_in_transaction_session_timeout=${stuckMs}`,
    `-c lock_timeout=${limits.lockMs}`,
    `-c statement_timeout=${limits.statementMs}`,
    schema && `-c search_path=${schema}`,
  ]
  return {
    connectionString: address.href,
    types,
    connectionTimeoutMillis: limits.connectMs,
    keepAlive: true,
    application_name: 'hearth',
    options: options.filter(Boolean).join(' '),
    ...(ssl !== undefined && { ssl }),
  }
}

function parsed(url: string): URL {
  try {
    return new URL(url)
  } catch {
    throw new OperatorError('EINVALID', addressWanted)
  }
}

const addressWanted = 'must be an address such as postgres://hearth:PASSWORD@db.example.org/hearth'

/**
 * On the way to another computer it is TLS, and the certificate is checked, unless `sslmode` says otherwise: people's words and the password go
 * along.
 */
function tlsOf({ hostname, searchParams }: URL): pg.ClientConfig['ssl'] {
  const mode = searchParams.get('sslmode') ?? (isThisComputer(hostname, searchParams) ? 'disable' : 'require')
  const authority = searchParams.get('sslrootcert')
  if (mode === 'disable') return false
  if (mode === 'no-verify') return { rejectUnauthorized: false }
  if (mode === 'require' || mode === 'verify-full') {
    try {
      return { rejectUnauthorized: true, ...(authority && { ca: readFileSync(authority, 'utf8') }) }
    } catch {
      throw new OperatorError(
        'ETLS',
        `DATABASE_URL names ${authority} as sslrootcert, which cannot be read. Correct the path, or let Hearth read it.`,
      )
    }
  }
  throw new OperatorError(
    'EINVALID',
    `DATABASE_URL says sslmode=${mode}, which Hearth does not have. It has require (TLS, checked), no-verify (TLS, unchecked) and disable (no TLS).`,
  )
}

const isThisComputer = (host: string, parameters: URLSearchParams): boolean =>
  ['', 'localhost', '127.0.0.1', '[::1]'].includes(host) || (parameters.get('host') ?? '').startsWith('/')

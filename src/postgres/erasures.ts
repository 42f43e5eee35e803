import pg from 'pg'
import { OperatorError } from '../core/operator-error.ts'
import type { Change } from '../store/document.ts'
import { type ConnectOptions, clientSettings } from './connect.ts'
import { refused } from './refused.ts'
import { prepared, readDocuments } from './rows.ts'

/** Notes, in the same commit, what was erased: by its name, never what it said. */
export const noteErasures = (
  client: pg.ClientBase,
  workspace: string,
  changes: readonly Change[],
): Promise<unknown> =>
  client.query(prepared(note, [workspace, changes.map(one => one.kind), changes.map(one => one.id)]))

/** A document that was erased, or had something erased in it: what stands there since, if anything does. */
export interface Erased {
  workspace: string
  kind: string
  id: string
  document: unknown
}

/** What was erased in the newest state of a database, and not yet in one that an older backup was put back into. */
export async function erasedSince(newest: string, restored: string): Promise<Erased[]> {
  const [from, to] = [newest, restored].map(url => new pg.Client(clientSettings({ url })))
  if (!from || !to) return []
  from.on('error', () => {})
  to.on('error', () => {})
  try {
    await Promise.all([from.connect(), to.connect()])
    const [all, known] = await Promise.all([ledgerOf(from), ledgerOf(to)])
    const before = new Map(known.map(one => [nameOf(one), one.at]))
    const later = all.filter(one => one.at > (before.get(nameOf(one)) ?? 0))
    const found: Erased[] = []
    for (const { workspace, kind, id } of later) {
      const [here] = await readDocuments(from, workspace, kind, { id })
      found.push({ workspace, kind, id, document: here?.[1] })
    }
    return found
  } catch (error) {
    throw refused(error)
  } finally {
    await Promise.all([from.end(), to.end()].map(ended => ended.catch(() => {})))
  }
}

/** `at`: microseconds, which fit into a number. */
interface Noted {
  workspace: string
  kind: string
  id: string
  at: number
}

const ledgerOf = async (client: pg.ClientBase): Promise<Noted[]> =>
  (
    await client.query<Noted>(
      'select workspace, kind, id, (extract(epoch from erased_at) * 1000000)::bigint as at from erasures order by erased_at',
    )
  ).rows

const nameOf = ({ workspace, kind, id }: Noted): string => JSON.stringify([workspace, kind, id])

const note = `insert into erasures (workspace, kind, id)
  select $1, kind, id from unnest($2::text[], $3::text[]) n(kind, id)
  on conflict (workspace, kind, id) do update set erased_at = clock_timestamp(), cleared_at = null`

/** The lock of whoever clears: one at a time. */
const clearing = '(7264513, hashtext(current_schema()))'
/** What is larger takes longer to write anew than people should wait for: `docs/operations.md` says what to do then. */
const mostBytes = 1024 ** 3
const mega = 1024 ** 2

/**
 * Clears what was erased off the database's pages, where it lies until they are written anew: a row that is deleted is only marked so,
 * also by an ordinary vacuum. While that goes on, everybody waits: some seconds for a hundred megabytes. Resolves with how many
 * documents that were; zero also where another process is at it.
 */
export async function clearErased(options: Pick<ConnectOptions, 'url' | 'schema'>): Promise<number> {
  const client = new pg.Client(clientSettings(options))
  let left = 0
  client.on('error', () => {})
  client.on('notice', ({ detail }) => {
    left += Number(/\d+/.exec(detail ?? '')?.[0] ?? 0)
  })
  try {
    await client.connect()
    await client.query(
      "set statement_timeout = 0; set lock_timeout = '5s'; set client_min_messages = 'notice'",
    )
    const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock${clearing} as mine`)
    if (!rows[0]?.mine) return 0
    const owed = await client.query<{ count: number; until: string | null; bytes: number }>(
      `select count(*) as count, max(erased_at)::text as until, pg_total_relation_size('documents') as bytes
       from erasures where cleared_at is null`,
    )
    const { count = 0, until = null, bytes = 0 } = owed.rows[0] ?? {}
    if (count === 0) return 0
    if (bytes > mostBytes) throw tooLarge(bytes)
    for (const table of ['documents', 'schedules', 'workspaces'])
      await client.query(`vacuum (full, verbose) ${table}`)
    if (left > 0) throw stillSeen()
    await client.query(
      'update erasures set cleared_at = now() where cleared_at is null and erased_at <= $1::timestamptz',
      [until],
    )
    return count
  } catch (error) {
    throw refused(error)
  } finally {
    await client.end().catch(() => {})
  }
}

const tooLarge = (bytes: number) =>
  new OperatorError(
    'EOWED',
    `What people had me forget is gone for everybody, and still lies on the database’s pages: its documents take ${Math.round(bytes / mega)} MB, too much to write anew while people wait. Let pg_repack do it at night, or type VACUUM FULL documents while Hearth is stopped (docs/operations.md).`,
  )

const stillSeen = () =>
  new OperatorError(
    'EOWED',
    'What people had me forget is gone for everybody, and still lies on the database’s pages, since something that began before (a pg_dump?) still reads them. It is tried again the next night.',
  )

import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type Index, type Kind, type Schedule, schedules } from '../core/store.ts'

/** Documents as they are found. */
export type Found<T> = [id: string, document: T][]

/** A schedule as it stands in its columns. */
export interface ScheduleRow {
  workspace: string
  id: string
  body: object
  next_run_at: number
  attempts: number
  paused: boolean | null
  lease_token: string | null
  lease_until: number | null
  last_key: string | null
}

/** A schedule as the core knows it. */
export const scheduleOf = (row: ScheduleRow): Schedule => ({
  ...row.body,
  nextRunAt: row.next_run_at,
  attempts: row.attempts,
  ...(row.paused !== null && { paused: row.paused }),
  ...(row.lease_token !== null && { lease: { token: row.lease_token, until: row.lease_until ?? 0 } }),
  ...(row.last_key !== null && { lastKey: row.last_key }),
})

/** The indexes whose keys are kept. */
export class KeptIndexes {
  readonly #byName: ReadonlyMap<string, Index<unknown>>

  constructor(indexes: readonly Index<unknown>[]) {
    this.#byName = new Map(indexes.map(one => [one.name, one]))
  }

  has(index: Index<unknown>): boolean {
    return this.#byName.has(index.name)
  }

  /** Kinds and names, to see whether what was kept was kept by the same. */
  names(): string[] {
    return [...this.#byName.values()].map(({ kind, name }) => `${kind} ${name}`).sort()
  }

  /** Under which entries a document is to be found. */
  entriesOf(workspace: string, kind: string, id: string, document: unknown): string[] {
    return [...this.#byName.values()]
      .filter(index => index.kind === kind)
      .flatMap(index => keysOf(index, document, id).map(key => entryOf(workspace, index, key)))
  }
}

/** What an index cannot read is found under nothing; it must not keep somebody's answer from being saved. */
function keysOf(index: Index<unknown>, document: unknown, id: string): readonly string[] {
  try {
    return index.keysOf(document, id).filter(key => typeof key === 'string')
  } catch {
    return []
  }
}

/** What an index finds a document by, in the one column of keys. */
export const entryOf = (workspace: string, index: Index<unknown>, key: string): string =>
  `${workspace} ${index.name} ${key.length > 400 ? digestOf(key) : key}`

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

const names = new Map<string, string>()

/** A prepared statement. Its name is a digest: PostgreSQL cuts names at 63 characters, and two that begin alike would be one. */
export function prepared(text: string, values: unknown[]): pg.QueryConfig {
  const name = names.get(text) ?? digestOf(text)
  names.set(text, name)
  return { name, text, values }
}

/** Which documents of a kind are meant. */
export type Which = 'all' | { id: string } | { entry: string }

/**
 * Reads documents of one kind, in the order in which they were first put. Whoever is going to change a schedule locks it: else it could be
 * claimed meanwhile, and be sent twice.
 */
export async function readDocuments<T>(
  client: pg.ClientBase | pg.Pool,
  workspace: string,
  kind: Kind<T>,
  which: Which,
  lock?: 'to change',
): Promise<Found<T>> {
  // An entry names its workspace and its kind: with nothing else to go by, no plan can look through either.
  const byEntry = which !== 'all' && 'entry' in which
  const values = byEntry ? [which.entry] : which === 'all' ? [workspace] : [workspace, which.id]
  const where = byEntry ? 'keys @> array[$1]' : `workspace = $1 ${which === 'all' ? '' : 'and id = $2'}`
  if (kind === schedules) {
    const text = `select * from schedules where ${where} order by position ${lock ? 'for update' : ''}`
    const { rows } = await client.query<ScheduleRow>(prepared(text, values))
    return rows.map(row => [row.id, scheduleOf(row) as T])
  }
  const ofKind = byEntry ? '' : `and kind = $${values.length + 1}`
  const text = `select id, body from documents where ${where} ${ofKind} order by position`
  const { rows } = await client.query<{ id: string; body: T }>(
    prepared(text, byEntry ? values : [...values, kind]),
  )
  return rows.map(row => [row.id, row.body])
}

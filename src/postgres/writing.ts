import type pg from 'pg'
import { type Schedule, schedules } from '../core/store.ts'
import type { Change } from '../store/document.ts'
import { type KeptIndexes, prepared } from './rows.ts'

/** Sends all that is to be written, without waiting for one before the next: deletions, documents, schedules. */
export function sendChanges(
  client: pg.ClientBase,
  workspace: string,
  changes: readonly Change[],
  indexes: KeptIndexes,
): Promise<unknown>[] {
  const gone = changes.filter(one => one.document === undefined)
  const documents = changes.filter(one => one.document !== undefined && one.kind !== schedules)
  const due = changes.filter(one => one.document !== undefined && one.kind === schedules)
  const keysOf = ({ kind, id, document }: Change) => {
    const entries = indexes.entriesOf(workspace, kind, id, document)
    return entries.length === 0 ? null : JSON.stringify(entries)
  }
  const columns = due.map(one => columnsOf(one.document as Schedule))
  const statements = [
    gone.length > 0 && prepared(erase, [workspace, gone.map(one => one.kind), gone.map(one => one.id)]),
    documents.length > 0 &&
      prepared(writeDocuments, [
        workspace,
        documents.map(one => one.kind),
        documents.map(one => one.id),
        documents.map(one => JSON.stringify(one.document)),
        documents.map(keysOf),
      ]),
    due.length > 0 &&
      prepared(writeSchedules, [
        workspace,
        due.map(one => one.id),
        columns.map(one => JSON.stringify(one.body)),
        due.map(keysOf),
        columns.map(one => one.nextRunAt),
        columns.map(one => one.attempts),
        columns.map(one => one.paused ?? null),
        columns.map(one => one.lease?.token ?? null),
        columns.map(one => one.lease?.until ?? null),
        columns.map(one => one.lastKey ?? null),
      ]),
  ]
  return statements.flatMap(one => (one ? [client.query(one)] : []))
}

function columnsOf({ nextRunAt, attempts, lease, paused, lastKey, ...body }: Schedule) {
  return { nextRunAt, attempts, lease, paused, lastKey, body }
}

const erase = `with gone as (
    delete from documents d using unnest($2::text[], $3::text[]) g(kind, id)
    where d.workspace = $1 and d.kind = g.kind and d.id = g.id)
  delete from schedules s using unnest($2::text[], $3::text[]) g(kind, id)
  where s.workspace = $1 and g.kind = '${schedules}' and s.id = g.id`

const keysIn = 'case when keys is null then null else array(select json_array_elements_text(keys::json)) end'

const writeDocuments = `insert into documents (workspace, kind, id, body, keys)
  select $1, kind, id, body::json, ${keysIn}
  from unnest($2::text[], $3::text[], $4::text[], $5::text[]) with ordinality n(kind, id, body, keys, n) order by n
  on conflict (workspace, kind, id) do update set body = excluded.body, keys = excluded.keys`

const writeSchedules = `insert into schedules
  (workspace, id, body, keys, next_run_at, attempts, paused, lease_token, lease_until, last_key)
  select $1, id, body::json, ${keysIn}, next_run_at, attempts, paused, lease_token, lease_until, last_key
  from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::int[], $7::boolean[], $8::text[], $9::bigint[], $10::text[])
    with ordinality n(id, body, keys, next_run_at, attempts, paused, lease_token, lease_until, last_key, n) order by n
  on conflict (workspace, id) do update set body = excluded.body, keys = excluded.keys,
    next_run_at = excluded.next_run_at, attempts = excluded.attempts, paused = excluded.paused,
    lease_token = excluded.lease_token, lease_until = excluded.lease_until, last_key = excluded.last_key`

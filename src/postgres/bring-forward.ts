import type pg from 'pg'
import { OperatorError } from '../core/operator-error.ts'
import { schedules } from '../core/store.ts'
import type { Docs } from '../store/disk/format.ts'
import { formatAfter, type Migration, migrated } from '../store/disk/migrations.ts'
import type { Change } from '../store/document.ts'
import { type KeptIndexes, type ScheduleRow, scheduleOf } from './rows.ts'
import { tooNew } from './schema.ts'
import { sendChanges } from './writing.ts'

interface BringForwardDeps {
  client: pg.ClientBase
  steps: readonly Migration[]
  indexes: KeptIndexes
  log: { warn(message: string): void }
  /** Resolves where no other Hearth has the database open. */
  alone(): Promise<boolean>
}

/**
 * Brings documents to the newest format, and their kept keys to the present indexes; each workspace in one commit, so that a crash leaves the
 * old or the new. An earlier Hearth could not read them any more, so none may be running.
 */
export async function bringDocumentsForward(deps: BringForwardDeps): Promise<void> {
  const { client, steps, indexes, log, alone } = deps
  const newest = formatAfter(steps)
  const { rows } = await client.query<{ workspace: string; format: number }>(
    'select workspace, format from workspaces order by workspace',
  )
  if (rows.some(row => row.format > newest)) throw tooNew()
  const older = rows.filter(row => row.format < newest)
  const wanted = JSON.stringify(indexes.names())
  const before = await factOf(client, 'indexes')
  const isRekeyed = before !== undefined && before !== wanted
  if (rows.length > 0 && (older.length > 0 || isRekeyed)) {
    if (!(await alone())) throw othersRunning()
    for (const { workspace } of isRekeyed ? rows : older) await bringOneForward(deps, workspace)
    if (older.length > 0)
      log.warn(
        `${older.length === 1 ? 'One library was' : `${older.length} libraries were`} brought to format ${newest}: ${steps.map(step => step.what).join('; ')}.`,
      )
  }
  if (before !== wanted)
    await client.query(
      "insert into facts (name, value) values ('indexes', $1) on conflict (name) do update set value = excluded.value",
      [wanted],
    )
}

const othersRunning = () =>
  new OperatorError(
    'EOTHERS',
    'This version of Hearth stores things in another way, and an earlier one still has the database open. Stop every Hearth, make a backup (pg_dump), and start this one. Nothing was changed.',
  )

async function factOf(client: pg.ClientBase, name: string): Promise<string | undefined> {
  const { rows } = await client.query<{ value: string }>('select value from facts where name = $1', [name])
  return rows[0]?.value
}

async function bringOneForward(
  { client, steps, indexes }: BringForwardDeps,
  workspace: string,
): Promise<void> {
  await client.query('begin')
  try {
    const { rows } = await client.query<{ format: number }>(
      'select format from workspaces where workspace = $1 for update',
      [workspace],
    )
    const docs = await documentsOf(client, workspace)
    const after = migrated(docs, rows[0]?.format ?? 1, steps)
    await Promise.all(sendChanges(client, workspace, differences(docs, after), indexes))
    await client.query('update workspaces set format = $2, version = version + 1 where workspace = $1', [
      workspace,
      formatAfter(steps),
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** All of one workspace, in the transaction that the client is in. */
export async function documentsOf(client: pg.ClientBase, workspace: string): Promise<Docs> {
  const docs: Docs = Object.create(null)
  const put = (kind: string, id: string, document: unknown) => {
    docs[kind] ??= Object.create(null) as Docs[string]
    docs[kind][id] = document as Docs[string][string]
  }
  const documents = await client.query<{ kind: string; id: string; body: unknown }>(
    'select kind, id, body from documents where workspace = $1 order by position',
    [workspace],
  )
  for (const { kind, id, body } of documents.rows) put(kind, id, body)
  const due = await client.query<ScheduleRow>(
    'select * from schedules where workspace = $1 order by position',
    [workspace],
  )
  for (const row of due.rows) put(schedules, row.id, scheduleOf(row))
  return docs
}

/** All of it is written: what is the same may have other keys. */
function differences(before: Docs, after: Docs): Change[] {
  const gone = Object.entries(before).flatMap(([kind, ofKind]) =>
    Object.keys(ofKind).flatMap(id =>
      after[kind]?.[id] === undefined ? [{ kind, id, document: undefined }] : [],
    ),
  )
  const there = Object.entries(after).flatMap(([kind, ofKind]) =>
    Object.entries(ofKind).map(([id, document]) => ({ kind, id, document })),
  )
  return [...gone, ...there]
}

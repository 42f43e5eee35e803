import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Workspace } from '../core/incoming.ts'
import { backoff, type Claim, type ClaimOptions, type Store } from '../core/store.ts'
import { prepared, type ScheduleRow, scheduleOf } from './rows.ts'

const dayMs = 24 * 60 * 60_000
/** How long it is remembered that an occurrence was sent. */
const sentMs = 90 * dayMs

/** Takes what is due; what somebody else looks at, in order to change it, is passed over. */
export async function claimDue(
  pool: pg.Pool,
  now: number,
  { limit, leaseMs, owner, except = [] }: ClaimOptions,
): Promise<Claim[]> {
  const { rows } = await pool.query<ScheduleRow & { lease_token: string }>(
    prepared(claim, [now, limit, now + leaseMs, `${owner}/${randomUUID()}`, except]),
  )
  return rows
    .map(row => {
      const { workspace, id, next_run_at: scheduledFor, lease_token: token, attempts: attempt } = row
      const key = `${workspace}/${id}/${scheduledFor}`
      return { workspace, id, scheduledFor, key, token, attempt, schedule: scheduleOf(row) }
    })
    .sort((a, b) => a.scheduledFor - b.scheduledFor)
}

/** Moves on, or takes away what never comes again, and remembers that this occurrence was sent: in one statement. */
export async function completeClaim(
  pool: pg.Pool,
  { workspace, id, token, key }: Claim,
  { nextRunAt, now }: { nextRunAt: number; now: number },
): Promise<boolean> {
  const isOver = nextRunAt === Number.POSITIVE_INFINITY
  const values = [workspace, id, token, key, now, ...(isOver ? [] : [nextRunAt])]
  const { rows } = await pool.query<{ prune: boolean | null }>(
    prepared(isOver ? completeForGood : complete, values),
  )
  if (rows[0]?.prune) await pool.query(prepared(prune, [workspace, now - sentMs, now]))
  return rows.length > 0
}

/** Comes back later: the same occurrence, by the same key. */
export async function releaseClaim(
  pool: pg.Pool,
  { workspace, id, token }: Claim,
  { retryAt, untried }: Parameters<Store['release']>[1],
): Promise<boolean> {
  const values = [workspace, id, token, retryAt, backoff, untried ? 1 : 0]
  const { rowCount } = await pool.query(prepared(release, values))
  return rowCount === 1
}

/** Holds on to what is in hand. */
export async function renewClaim(
  pool: pg.Pool,
  { workspace, id, token }: Claim,
  until: number,
): Promise<boolean> {
  const { rowCount } = await pool.query(prepared(renew, [workspace, id, token, until]))
  return rowCount === 1
}

/** The earliest instant at which something is due. */
export async function earliestDue(pool: pg.Pool): Promise<number | undefined> {
  const { rows } = await pool.query<{ at: number | null }>(
    prepared('select min(due_at) as at from schedules where due_at is not null', []),
  )
  return rows[0]?.at ?? undefined
}

/** How many of what is due later are read at once. */
const pageSize = 1_000

/** All that is due later than an instant, page by page. */
export async function* dueLater(
  pool: pg.Pool,
  instant: number,
): AsyncGenerator<{ workspace: Workspace; id: string }[]> {
  for (let last = { workspace: '', id: '' }; ; ) {
    const { rows } = await pool.query<{ workspace: Workspace; id: string }>(
      prepared(laterPage, [instant, last.workspace, last.id, pageSize]),
    )
    if (rows.length > 0) yield rows
    const next = rows.at(-1)
    if (!next || rows.length < pageSize) return
    last = next
  }
}

const claim = `with due as (
    select workspace, id from schedules where due_at <= $1 and not workspace = any($5::text[])
    order by due_at limit $2 for update skip locked)
  update schedules s set lease_token = $4 || '/' || s.id, lease_until = $3, attempts = s.attempts + 1
  from due where s.workspace = due.workspace and s.id = due.id returning s.*`

/** Once a day it is looked for what was sent long ago. */
const remember = `kept as (
    insert into documents (workspace, kind, id, body)
    select $1, 'sent', $4, json_build_object('at', $5::bigint) from done
    on conflict (workspace, kind, id) do update set body = excluded.body)
  select (select abs($5::bigint - sent_pruned_at) > ${dayMs} from workspaces where workspace = $1) as prune from done`

const complete = `with done as (
    update schedules set next_run_at = $6, lease_token = null, lease_until = null, attempts = 0, last_key = $4
    where workspace = $1 and id = $2 and lease_token = $3 returning 1),
  ${remember}`

const completeForGood = `with done as (
    delete from schedules where workspace = $1 and id = $2 and lease_token = $3 returning 1),
  ${remember}`

const prune = `with gone as (
    delete from documents where workspace = $1 and kind = 'sent' and (body->>'at')::bigint < $2)
  update workspaces set sent_pruned_at = $3 where workspace = $1`

const release = `update schedules set lease_token = $5, lease_until = $4, attempts = attempts - $6
  where workspace = $1 and id = $2 and lease_token = $3`

const renew = `update schedules set lease_until = $4 where workspace = $1 and id = $2 and lease_token = $3`

const laterPage = `select workspace, id from schedules
  where due_at > $1 and (workspace, id) > ($2, $3) order by workspace, id limit $4`

import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { allowance, type Spend } from '../core/delivery/allowance.ts'
import type { Came, Coordination, Entry } from '../core/delivery/coordination.ts'
import { createDedupe, type Dedupe, type Memory } from '../core/delivery/dedupe.ts'
import { createKeyedQueue } from '../core/delivery/keyed-queue.ts'
import { offersBy } from './offers.ts'
import { outdatedBy } from './outdated.ts'
import type { Presence } from './presence.ts'
import { prepared } from './rows.ts'

/** What is in hand in a process that died holds others up for no longer; in one that lives it is renewed three times as often. */
const leaseMs = 6_000
/** How often it is looked whether what came before is over: seldom somebody types faster than they are answered. */
const lookMs = { first: 10, most: 100 }
/** How often what is over is removed. */
const pruneMs = 60_000

/** Settles in the database what Hearths that share it have to settle among them. `presence`: by which it hears of the others; left out: it does not. */
export function coordinateBy(
  pool: pg.Pool,
  log: { warn(message: string): void },
  presence?: Pick<Presence, 'onTold'>,
): Coordination {
  // In the order in which this process decides them: else one could wait for another that waits for it.
  const entering = createKeyedQueue()
  return {
    dedupe: (platform, memory) => dedupeBy(pool, platform, memory),
    offers: terms => offersBy(pool, terms),
    outdated: outdatedBy(pool, presence),
    spend: (person, at) => spendBy({ pool, log }, person, at),
    enter: came => enterBy({ pool, entering, log }, came),
    book: (place, limit) => bookBy(pool, place, limit),
  }
}

/** Deliveries of one platform: this process remembers its own, and asks the database for those of others. */
function dedupeBy(pool: pg.Pool, platform: string, memory: Memory): Dedupe {
  const here = createDedupe(memory)
  let prunedAt = 0

  return async (id, first) => {
    let isFirst = true
    const isFirstHere = await here(id, async () => {
      isFirst = await onceAmongAll(`${platform}/${id}`, first)
    })
    return isFirstHere && isFirst
  }

  async function onceAmongAll(id: string, first: () => Promise<void>): Promise<boolean> {
    for (let wait = lookMs.first; ; wait = Math.min(2 * wait, lookMs.most)) {
      const taken = await pool.query(prepared(takeDelivery, [id, leaseMs]))
      if (taken.rowCount === 1) break
      const { rows } = await pool.query<{ is_done: boolean }>(prepared(lookAtDelivery, [id]))
      if (rows[0]?.is_done) return false
      await pause(wait)
    }
    const renewing = renewed(pool, renewDelivery, id)
    try {
      await first()
    } catch (error) {
      // What failed was not done: the platform's next try is the first again.
      await pool.query(prepared(dropDelivery, [id])).catch(() => {})
      throw error
    } finally {
      clearInterval(renewing)
    }
    await pool.query(prepared(endDelivery, [id]))
    await prune()
    return true
  }

  async function prune(): Promise<void> {
    if (performance.now() - prunedAt < pruneMs) return
    prunedAt = performance.now()
    await pool.query(prepared(pruneDeliveries, [memory.forMs])).catch(() => {})
  }
}

interface EntryDeps {
  pool: pg.Pool
  entering: ReturnType<typeof createKeyedQueue>
  log: { warn(message: string): void }
}

/** A place in the row of what one person typed. */
function enterBy({ pool, entering, log }: EntryDeps, came: Came): Entry {
  const person = hashOf(came.person)
  let renewing: NodeJS.Timeout | undefined
  const entered = entering(came.person, enter)
  entered.catch(() => {}) // told where it is waited for

  return {
    async toDecide() {
      try {
        const { ticket, ahead } = await entered
        if (ahead.some(one => one.mine && !one.is_decided)) await waitForEarlier(ticket, 'not is_decided')
        return {
          alongside: ahead.flatMap(one => (one.mine && one.asked !== null ? [one.asked] : [])),
          meanwhile: ahead.flatMap(one => (one.here ? [one.delivery] : [])),
        }
      } catch (error) {
        // Without a database nothing can be kept, and whoever asked is told so by what comes next.
        log.warn(`A line was taken out of order. ${(error as Error).message}`)
        return { alongside: [], meanwhile: [] }
      }
    },
    decided: () => quietly(async ticket => void (await pool.query(prepared(decide, [ticket])))),
    toAnswer: () => quietly(ticket => waitForEarlier(ticket, 'true')),
    answered() {
      clearInterval(renewing)
      void quietly(async ticket => void (await pool.query(prepared(leave, [ticket]))))
    },
  }

  async function enter(): Promise<{ ticket: string; ahead: Ahead[] }> {
    const client = await pool.connect()
    try {
      // One who entered before is seen by whoever enters after: so only one of a person's enters at a time.
      const [, , mine, ahead] = await Promise.all([
        client.query('begin'),
        client.query(prepared('select pg_advisory_xact_lock($1)', [person])),
        client.query<{ ticket: string }>(
          prepared(putTicket, [
            person,
            came.room === undefined ? null : hashOf(came.room),
            came.asked ?? null,
            came.delivery,
            leaseMs,
          ]),
        ),
        client.query<Ahead>(
          prepared(whoIsAhead, [person, came.room === undefined ? null : hashOf(came.room)]),
        ),
        client.query('commit'),
      ])
      const ticket = String(mine.rows[0]?.ticket)
      renewing = renewed(pool, renewTicket, ticket)
      return { ticket, ahead: ahead.rows.filter(one => String(one.ticket) !== ticket) }
    } finally {
      client.release()
    }
  }

  async function waitForEarlier(ticket: string, open: 'not is_decided' | 'true'): Promise<void> {
    for (let wait = lookMs.first; ; wait = Math.min(2 * wait, lookMs.most)) {
      const { rows } = await pool.query<{ waits: boolean }>(
        prepared(
          `select exists (select from in_flight where person = $1 and ticket < $2 and ${open} and until > now()) as waits`,
          [person, ticket],
        ),
      )
      if (!rows[0]?.waits) return
      await pause(wait)
    }
  }

  async function quietly(work: (ticket: string) => Promise<void>): Promise<void> {
    await entered.then(({ ticket }) => work(ticket)).catch(() => {})
  }
}

/** Whoever still has something in hand says so again and again; where the database is away, the next time. */
const renewed = (pool: pg.Pool, renewal: string, what: string): NodeJS.Timeout =>
  setInterval(() => void pool.query(prepared(renewal, [what, leaseMs])).catch(() => {}), leaseMs / 3).unref()

/** One that came before, and is not answered. */
interface Ahead {
  ticket: string
  asked: string | null
  delivery: string
  is_decided: boolean
  mine: boolean
  here: boolean
}

/** Where the database is away, nothing can be kept, and whoever asked is told so by what comes next: nobody is slowed. */
async function spendBy(
  { pool, log }: Pick<EntryDeps, 'pool' | 'log'>,
  ...[person, at]: Parameters<Spend>
): Promise<number> {
  try {
    const { rows } = await pool.query<{ had: number }>(
      prepared(spend, [hashOf(person), at, allowance.most, allowance.withinMs]),
    )
    return rows[0]?.had ?? allowance.most
  } catch (error) {
    log.warn(`Whether somebody is too fast was not asked. ${(error as Error).message}`)
    return 1
  }
}

/** By the time at which the place is free: each booking moves it on. */
async function bookBy(
  pool: pg.Pool,
  place: string,
  { burst, spacingMs }: { burst: number; spacingMs: number },
): Promise<number> {
  const { rows } = await pool.query<{ wait: number }>(
    prepared(book, [place, spacingMs, (burst - 1) * spacingMs]),
  )
  return Math.max(0, Math.ceil(rows[0]?.wait ?? 0))
}

/** Names of people and places as numbers, which a lock takes, and which tell nobody who it was. */
const hashOf = (name: string): string =>
  createHash('sha256').update(name).digest().readBigInt64BE().toString()

const ms = (place: string) => `make_interval(secs => ${place}::float8 / 1000)`

const takeDelivery = `insert into deliveries (id, until) values ($1, now() + ${ms('$2')})
  on conflict (id) do update set until = excluded.until where not deliveries.is_done and deliveries.until < now()`
const lookAtDelivery = 'select is_done from deliveries where id = $1'
const renewDelivery = `update deliveries set until = now() + ${ms('$2')} where id = $1 and not is_done`
const endDelivery = 'update deliveries set is_done = true where id = $1'
const dropDelivery = 'delete from deliveries where id = $1 and not is_done'
const pruneDeliveries = `with gone as (delete from deliveries where at < now() - ${ms('$1')}),
  left_over as (delete from in_flight where until < now() - interval '1 hour'),
  spent as (delete from allowances where at < (extract(epoch from now()) - 3600) * 1000)
  delete from post_times where free_at < now() - interval '1 hour'`

const putTicket = `insert into in_flight (person, room, asked, delivery, until)
  values ($1, $2, $3, $4, now() + ${ms('$5')}) returning ticket::text`
const whoIsAhead = `select ticket::text, asked, delivery, is_decided, person = $1 as mine, coalesce(room = $2, false) as here
  from in_flight where (person = $1 or room = $2) and until > now() order by ticket`
const decide = 'update in_flight set is_decided = true where ticket = $1'
const leave = 'delete from in_flight where ticket = $1'
const renewTicket = `update in_flight set until = now() + ${ms('$2')} where ticket = $1`

const regained = 'least($3, s.tokens + greatest(0, $2::bigint - s.at) * $3::float8 / $4::float8)'
const spend = `insert into allowances as s (person, had, tokens, at) values ($1, $3::float8, $3::float8 - 1, $2)
  on conflict (person) do update set had = ${regained}, at = $2,
    tokens = ${regained} - case when ${regained} < 1 then 0 else 1 end
  returning had`

const book = `insert into post_times (place, free_at) values ($1, clock_timestamp() + ${ms('$2')})
  on conflict (place) do update set free_at = greatest(post_times.free_at, clock_timestamp()) + ${ms('$2')}
  returning extract(epoch from free_at - clock_timestamp()) * 1000 - $2::float8 - $3::float8 as wait`

import pg from 'pg'
import type { Outdating } from '../core/delivery/outdated.ts'
import type { OperatorError } from '../core/operator-error.ts'
import { type ConnectOptions, clientSettings, pipelined } from './connect.ts'
import { refused } from './refused.ts'
import { oneAtATime, tooNew } from './schema.ts'

/** How this process says in the database that it is there: by a lock that the server lets go of when the process dies. */
export const present = '(7264512, hashtext(current_schema()))'
/** Where those who share a schema tell each other something. */
export const channel = "'hearth_' || md5(current_schema())"
const listen = `do $$ begin execute 'listen ' || quote_ident(${channel}); end $$`
/** How often it is looked whether the connection still stands. */
const lookMs = 2_000
/** How long an answer may take before the database counts as away. */
const patienceMs = 3_000

interface PresenceDeps extends Pick<ConnectOptions, 'url' | 'schema'> {
  /** The format of documents that this process writes. */
  format: number
  /** Told once where a newer Hearth has brought the documents forward: nothing can be saved any more, so stop. */
  onLost(error: OperatorError): void
  /** Told where another server answers now, after a crash or a fail-over, and since when (by `performance.now`) the one before did not. */
  onAnother(silentSince: number): void
}

/** The connection by which a process is known to have the database open, and hears of what is outdated; it does nothing else. */
export class Presence {
  readonly #deps: PresenceDeps
  #client: pg.Client | undefined
  #watch: NodeJS.Timeout | undefined
  #comingBack: Promise<pg.Client> | undefined
  #looking: Promise<void> = Promise.resolve()
  #isLeaving = false
  readonly #listeners: Outdating[] = []
  /** Which server answered last, by when it was started. */
  #server = ''
  /** Since when there is no answer. */
  #silentSince: number | undefined
  /** Why nothing may be saved any more. */
  lost: OperatorError | undefined

  constructor(deps: PresenceDeps) {
    this.#deps = deps
  }

  /** Enters, while nobody else does: `prepare` brings forward what is there, and can ask whether this process is alone. */
  async enter(prepare: (client: pg.Client, alone: () => Promise<boolean>) => Promise<void>): Promise<void> {
    let client: pg.Client | undefined
    try {
      const own = await this.#connect()
      client = own
      // Whoever brings a large database forward may take longer than any statement.
      await client.query('set statement_timeout = 0; set lock_timeout = 0')
      await client.query(`select pg_advisory_lock${oneAtATime}`)
      let isAlone = false
      await prepare(client, async () => {
        const { rows } = await own.query<{ free: boolean }>(`select pg_try_advisory_lock${present} as free`)
        isAlone = rows[0]?.free === true
        return isAlone
      })
      await client.query(`select pg_advisory_lock_shared${present}`)
      if (isAlone) await client.query(`select pg_advisory_unlock${present}`)
      await client.query(`select pg_advisory_unlock${oneAtATime}`)
      await client.query('reset statement_timeout; reset lock_timeout')
      await client.query(listen)
    } catch (error) {
      await client?.end().catch(() => {})
      throw refused(error)
    }
    this.#client = client
    this.#watch = setInterval(() => {
      this.#looking = this.check().catch(() => {}) // whoever asks is told
    }, lookMs).unref()
  }

  /** @throws {OperatorError} where nothing can be saved now */
  async check(): Promise<void> {
    if (this.lost) throw this.lost
    const askedAt = performance.now()
    try {
      this.#client ??= await this.#backOnce()
      const { rows } = await within(
        patienceMs,
        this.#client.query<{ standby: boolean; readonly: string; since: string }>(
          "select pg_is_in_recovery() as standby, current_setting('default_transaction_read_only') as readonly, pg_postmaster_start_time()::text as since",
        ),
      )
      this.#answered(rows[0]?.since ?? '')
      if (rows[0]?.standby || rows[0]?.readonly === 'on') throw readOnly()
    } catch (error) {
      this.#silentSince ??= askedAt
      await this.#letGo()
      throw refused(error)
    }
  }

  #answered(server: string): void {
    const [before, silentSince = 0] = [this.#server, this.#silentSince]
    this.#server = server
    this.#silentSince = undefined
    if (before !== '' && before !== server) this.#deps.onAnother(silentSince)
  }

  /** Of what others tell; of all that may have been missed, where the connection was lost. */
  onTold(listener: Outdating): void {
    this.#listeners.push(listener)
  }

  async leave(): Promise<void> {
    this.#isLeaving = true
    clearInterval(this.#watch)
    await this.#looking
    await this.#letGo()
  }

  /** Several may ask at once: two connections would be one too many. */
  #backOnce(): Promise<pg.Client> {
    this.#comingBack ??= this.#comeBack().finally(() => {
      this.#comingBack = undefined
    })
    return this.#comingBack
  }

  /** The server was away: meanwhile a newer Hearth may have come. */
  async #comeBack(): Promise<pg.Client> {
    const client = await this.#connect()
    try {
      await client.query(`select pg_advisory_lock_shared${present}`)
      const { rows } = await client.query<{ newest: number | null }>(
        'select max(format) as newest from workspaces',
      )
      if ((rows[0]?.newest ?? 0) > this.#deps.format) {
        this.lost = tooNew()
        this.#deps.onLost(this.lost)
        throw this.lost
      }
      await client.query(listen)
      for (const one of this.#listeners) one(undefined)
      return client
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...clientSettings(this.#deps), ...pipelined })
    client.on('error', () => {
      if (this.#client !== client || this.#isLeaving) return
      this.#client = undefined
      this.#silentSince ??= performance.now()
    })
    client.on('notification', ({ payload }) => {
      for (const one of this.#listeners) one(payload)
    })
    await client.connect()
    return client
  }

  async #letGo(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    // What does not answer is not waited for: its socket is closed under it.
    if (client) await within(patienceMs, client.end()).catch(() => {})
  }
}

const readOnly = () => Object.assign(new Error('it takes no changes'), { code: '25006' })

async function within<R>(ms: number, work: Promise<R>): Promise<R> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), ms)
  })
  work.catch(() => {})
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { addressAt, findGround, freePort, halt, initialize, type TestServer } from './server.ts'

/** A server with a standby that has all it confirms, at one address, as a managed database is. */
export interface Pair extends TestServer {
  /**
   * The server dies, its standby takes over at the same address, and gets a standby of its own. `silently`: as a computer without power
   * does, it closes no connection.
   */
  failOver(how?: 'silently'): Promise<void>
}

const lookMs = 20
const mostMs = 60_000

/** Undefined, with the reason told, where no server can be had. */
export async function startPair(told: (why: string) => void): Promise<Pair | undefined> {
  const ground = await findGround(told)
  if (!ground) return undefined
  let made = 0
  const next = async () => ({ data: join(ground.folder, `data-${++made}`), port: await freePort() })
  let primary = await next()
  await initialize(ground, primary.data)
  await ground.start(primary.data, primary.port)
  let standby = await followed()
  const address = new Address(() => primary.port)
  const port = await address.open()

  return {
    url: addressAt(port),
    async crash() {
      await halt(ground, primary.data)
      await ground.start(primary.data, primary.port)
    },
    async failOver(how) {
      const before = primary
      if (how === 'silently') address.strand()
      await halt(ground, before.data)
      await ground.run('pg_ctl', '-D', standby.data, '-w', 'promote')
      primary = standby
      address.reopen()
      standby = await followed()
    },
    async stop() {
      address.close()
      for (const one of [standby, primary]) await halt(ground, one.data).catch(() => {})
      await ground.clear()
    },
  }

  /** A standby of the primary; from then on nothing is confirmed that it does not have. */
  async function followed() {
    const one = await next()
    const from = ['-h', '127.0.0.1', '-p', String(primary.port), '-U', 'hearth']
    await ground?.run(
      'pg_basebackup',
      ...from,
      '-D',
      one.data,
      '-R',
      '-X',
      'stream',
      '-c',
      'fast',
      '--no-sync',
    )
    await ground?.start(one.data, one.port)
    const admin = new pg.Client(addressAt(primary.port))
    await admin.connect()
    const isFollowed = async () =>
      (await admin.query("select from pg_stat_replication where state = 'streaming'")).rowCount === 1
    for (let waited = 0; !(await isFollowed()); waited += lookMs) {
      if (waited > mostMs) throw new Error('the standby does not follow')
      await pause(lookMs)
    }
    await admin.query("alter system set synchronous_standby_names = '*'")
    await admin.query('select pg_reload_conf()')
    await admin.end()
    return one
  }
}

/** One address, behind which now one server stands and now another. */
class Address {
  readonly #port: () => number
  readonly #open = new Set<[Socket, Socket]>()
  #isClosed = false
  readonly #server = createServer(here => {
    if (this.#isClosed) return void here.destroy()
    const there = connect(this.#port(), '127.0.0.1')
    const both: [Socket, Socket] = [here, there]
    this.#open.add(both)
    for (const [one, other] of [both, [there, here] as const]) {
      one.setNoDelay()
      one.on('error', () => {})
      one.on('close', () => {
        if (!this.#open.delete(both) && this.#stranded.has(here)) return
        other.destroy()
      })
      one.pipe(other)
    }
  })
  /** Whoever still waits for an answer on a connection to a server that is no more. */
  readonly #stranded = new Set<Socket>()

  constructor(port: () => number) {
    this.#port = port
  }

  async open(): Promise<number> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    return (this.#server.address() as { port: number }).port
  }

  /** Nobody hears anything more on the connections that there are, not even that they ended; new ones are refused. */
  strand(): void {
    this.#isClosed = true
    for (const [here, there] of this.#open) {
      this.#stranded.add(here)
      here.unpipe(there)
      there.unpipe(here)
      here.resume()
      there.destroy()
    }
    this.#open.clear()
  }

  reopen(): void {
    this.#isClosed = false
  }

  close(): void {
    this.#server.close()
    for (const one of [...this.#stranded, ...[...this.#open].flat()]) one.destroy()
  }
}

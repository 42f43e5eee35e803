import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { packageRoot } from '../../src/config/paths.ts'
import type { Clock } from './clock.ts'
import type { Answer, Order } from './orders.ts'
import type { Platform } from './platforms.ts'

/** What `npm start` runs. */
const start = join(packageRoot(), 'dist/src/start.cjs')
const preloaded = join(packageRoot(), 'dist/test/torture/preload.js')
/** Longer than any start takes on a busy machine. */
const patienceMs = 10 * 60_000

const left = 'left with '
/** How one ends that was told to. */
export const asItShould = `${left}0`

/** How Hearth is to be started. */
export interface Settings {
  platforms: readonly Platform[]
  dataDir: string
  clock: Clock
  /** How far its clock is off, where that is not the house's. */
  skew?: number
  /** Where to write down every step of its disk. */
  trace?: string
  port?: number
  /** What is loaded before Hearth; left out: a clock that is set, and a disk that fails. */
  preload?: string
  env?: Record<string, string>
}

/** Hearth, built, in a process of its own. */
export class Product {
  readonly process: ChildProcess
  readonly bornAt = performance.now()
  /** How far its clock was off when it was started. */
  readonly bornSkew: number
  /** How long it took from birth to the line that says it is ready. */
  readyMs = 0
  url = ''
  out = ''
  err = ''
  /** How it ended, in words; empty while it runs. */
  end = ''
  readonly gone: Promise<number | null>
  #isKilled = false
  readonly #platforms: readonly Platform[]
  readonly #clock: Clock

  constructor({
    platforms,
    dataDir,
    clock,
    trace,
    port = 0,
    preload = preloaded,
    skew = clock.skew,
    env,
  }: Settings) {
    this.#platforms = platforms
    this.#clock = clock
    this.bornSkew = skew
    const { PATH = '' } = process.env
    this.process = spawn(process.execPath, ['--import', preload, start], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH,
        // start.cjs sets it too, but the preload comes before.
        UV_THREADPOOL_SIZE: '16',
        DATA_DIR: dataDir,
        PORT: String(port),
        TORTURE_SKEW_MS: String(skew),
        ...(trace && { TORTURE_TRACE: trace }),
        ...Object.assign({}, ...platforms.map(one => one.env)),
        ...env,
      },
    })
    this.process.stdout?.on('data', data => {
      this.out += data
    })
    this.process.stderr?.on('data', data => {
      this.err += data
    })
    this.process.on('error', () => {})
    this.gone = new Promise(resolve =>
      this.process.once('close', (code, signal) => {
        const how = this.#isKilled ? 'was killed by this run' : `was ended by ${signal}`
        this.end = code === null ? how : `${left}${code}`
        resolve(code)
      }),
    )
  }

  /** Resolves when it is ready, and the platforms' deliveries go to it. Before that line it may say that it waits for another one to end. */
  async ready(): Promise<this> {
    const said = async () => {
      while (!/Hearth is ready.*\n/.test(this.out))
        await once(this.process.stdout as NodeJS.ReadableStream, 'data')
      return 'ready'
    }
    const late = new AbortController()
    const first = await Promise.race([said(), this.gone, after(patienceMs, late.signal)])
    late.abort()
    if (first !== 'ready')
      throw new Error(`Hearth did not get ready (${this.end || first}):\n${this.err.slice(-2_000)}`)
    this.readyMs = performance.now() - this.bornAt
    this.url = `http://127.0.0.1:${/localhost:(\d+)\//.exec(this.out)?.[1]}`
    this.lead()
    return this
  }

  /** From now on the platforms deliver to it. */
  lead(): void {
    for (const one of this.#platforms) one.deliverTo(this.url)
  }

  /** Tells its preload; resolves when that has heard it. */
  async order(order: Order): Promise<Answer> {
    if (!this.process.connected) throw new Error(`Hearth has ended by itself:\n${this.err.slice(-2_000)}`)
    const answer = once(this.process, 'message')
    this.process.send(order)
    return (await answer)[0]
  }

  /** Sets its clock to the driver's. */
  async setClock(): Promise<void> {
    await this.order({ skew: this.#clock.skew })
  }

  signal(signal: NodeJS.Signals): void {
    this.process.kill(signal)
  }

  /** As a machine that loses its process does. */
  async kill(): Promise<void> {
    this.#isKilled = true
    this.process.kill('SIGKILL')
    await this.gone
  }

  /** As an operator stops it; tells how it ended. */
  async leave(): Promise<string> {
    if (this.end) return `${this.end} before it was told to`
    this.process.kill('SIGTERM')
    await this.gone
    return this.end
  }

  /** The same; throws if it does not leave with 0. */
  async stop(): Promise<void> {
    const end = await this.leave()
    if (end !== asItShould) throw new Error(`Hearth ${end}:\n${this.err.slice(-2_000)}`)
  }
}

function after(ms: number, signal: AbortSignal): Promise<string> {
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve('too late'), ms)
    signal.addEventListener('abort', () => clearTimeout(timer))
  })
}

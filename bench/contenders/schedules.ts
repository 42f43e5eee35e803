// Row 3, one cell: so many schedules, by one of two ways; what a tick costs, and what they keep of memory. Prints it as JSON.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Cron } from 'croner'
import { DueTimes } from '../../src/store/due.ts'

export interface Asked {
  way: 'hearth' | 'croner'
  schedules: number
}

export interface Found {
  /** Bytes of memory for one schedule that waits. */
  bytes: number
  /** Milliseconds for a look at what is due, when nothing is. */
  tick: number
}

const asked = JSON.parse(process.argv[2] ?? '{}') as Asked
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const weekMs = 7 * 24 * 60 * 60_000
const before = used()
const kept = asked.way === 'hearth' ? dueTimes() : crons()
const bytes = (used() - before) / asked.schedules
console.log(JSON.stringify({ bytes, tick: tick() } satisfies Found))
process.exit(kept.length)

function used(): number {
  collect()
  collect()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return heapUsed + external + arrayBuffers
}

/** What the store keeps of a schedule while its workspace is idle: when it is due. */
function dueTimes(): { length: 0 } & { due?: DueTimes } {
  const due = new DueTimes()
  const now = Date.now()
  for (let at = 0; at < asked.schedules; at++)
    due.set(
      `slack-t${at % 5_000}`,
      `weekly/C0BENCH${at}/1`,
      now + 60_000 + Math.floor(Math.random() * weekMs),
    )
  return { length: 0, due }
}

function crons(): { length: 0; crons: Cron[] } {
  const all = Array.from(
    { length: asked.schedules },
    (_, at) =>
      new Cron(
        `${at % 60} ${at % 24} * * ${at % 7}`,
        { timezone: 'America/New_York', unref: true },
        () => {},
      ),
  )
  return { length: 0, crons: all }
}

/** What the scheduler asks each time it wakes. */
function tick(): number {
  const due = 'due' in kept ? kept.due : undefined
  if (!due) return Number.NaN
  const now = Date.now()
  const ticks = 100_000
  const since = performance.now()
  for (let at = 0; at < ticks; at++) {
    due.take(now, 64)
    due.next()
  }
  return (performance.now() - since) / ticks
}

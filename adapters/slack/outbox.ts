import { setTimeout as pause } from 'node:timers/promises'
import { NotSent } from '../../src/core/adapter.ts'
import { limits } from './limits.ts'
import { askedToWait, isPassing, neverArrived } from './troubles.ts'

/** One call to Slack that waits for its turn. */
export interface Errand<R> {
  /** The channel or person it concerns: each has a queue of its own. */
  place: string
  /** Somebody is waiting: it goes before what nobody waits for. */
  urgent?: boolean | undefined
  /** A new message: these are spaced out, and never sent twice in doubt. */
  post?: boolean
  run(): Promise<R>
}

interface Waiting extends Errand<unknown> {
  until: number
  tried: boolean
  resolve(result: never): void
  reject(error: unknown): void
}

interface Lane {
  waiting: Waiting[]
  working: boolean
  /** How many posts may go at once, as of `at`; one more for every second since. */
  allowance: number
  at: number
  closedUntil: number
}

/** What the queue needs of the world; tests bring a clock of their own. */
export interface Clock {
  now(): number
  sleep(ms: number): Promise<unknown>
}

/** Everything that goes to Slack's API. */
export interface Outbox {
  send<R>(errand: Errand<R>): Promise<R>
}

const wallClock: Clock = { now: Date.now, sleep: ms => pause(ms) }

/** One queue per place: Slack's pace, and its “wait”, hold up that place alone. */
export function createOutbox(clock: Clock = wallClock): Outbox {
  const lanes = new Map<string, Lane>()
  return {
    send: errand =>
      new Promise((resolve, reject) => {
        const lane = laneOf(lanes, errand.place, clock.now())
        const until = clock.now() + limits.queueMs
        queue(lane, { ...errand, until, tried: false, resolve, reject })
        if (!lane.working) void work(lane, clock)
      }),
  }
}

function laneOf(lanes: Map<string, Lane>, place: string, now: number): Lane {
  const known = lanes.get(place)
  if (known) return known
  for (const [name, lane] of lanes) if (isForgettable(lane, now)) lanes.delete(name)
  const lane: Lane = { waiting: [], working: false, allowance: limits.burst, at: now, closedUntil: 0 }
  lanes.set(place, lane)
  return lane
}

const isForgettable = (lane: Lane, now: number): boolean =>
  !lane.working && lane.closedUntil <= now && allowanceAt(lane, now) === limits.burst

function queue(lane: Lane, errand: Waiting): void {
  const behind = errand.urgent ? lane.waiting.findIndex(one => !one.urgent) : -1
  lane.waiting.splice(behind < 0 ? lane.waiting.length : behind, 0, errand)
}

async function work(lane: Lane, clock: Clock): Promise<void> {
  lane.working = true
  for (let errand = lane.waiting[0]; errand; errand = lane.waiting[0]) {
    const wait = waitOf(lane, errand, clock.now())
    const late = clock.now() + wait > errand.until
    // Short naps: what is urgent may come in meanwhile.
    if (wait > 0 && !late) await clock.sleep(Math.min(wait, limits.spacingMs))
    else {
      lane.waiting.shift()
      if (late) errand.reject(new NotSent('Slack was too busy for too long: the message was not sent'))
      else await carryOut(lane, errand, clock)
    }
  }
  lane.working = false
}

function waitOf(lane: Lane, { post }: Waiting, now: number): number {
  const short = post ? 1 - allowanceAt(lane, now) : 0
  return Math.max(Math.ceil(short * limits.spacingMs), lane.closedUntil - now, 0)
}

const allowanceAt = (lane: Lane, now: number): number =>
  Math.min(limits.burst, lane.allowance + (now - lane.at) / limits.spacingMs)

async function carryOut(lane: Lane, errand: Waiting, clock: Clock): Promise<void> {
  if (errand.post) {
    lane.allowance = Math.max(0, allowanceAt(lane, clock.now()) - 1)
    lane.at = clock.now()
  }
  try {
    errand.resolve((await errand.run()) as never)
  } catch (error) {
    const wait = askedToWait(error) ?? (mayRepeat(errand, error) ? limits.spacingMs : undefined)
    if (wait === undefined || clock.now() + wait > errand.until) return errand.reject(error)
    lane.closedUntil = clock.now() + wait
    lane.waiting.unshift({ ...errand, tried: true })
  }
}

/** What is not a post can be done twice without harm; a post only where it surely never arrived. */
const mayRepeat = (errand: Waiting, error: unknown): boolean =>
  !errand.tried && (neverArrived(error) || (!errand.post && isPassing(error)))

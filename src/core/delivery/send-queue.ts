import { DeliveryError } from './delivery-error.ts'

/** How a platform wants to be called, and how it says that it was not. */
export interface SendPolicy {
  /** The platform's name, for the log. */
  platform: string
  /** How many posts may go to one place at once. */
  burst: number
  /** Milliseconds between posts to one place after that. */
  spacingMs: number
  /** How long a call may wait for its turn, in milliseconds. */
  patienceMs: number
  /** How long the platform asks to wait, in milliseconds. Such a call was not carried out. */
  askedToWait(error: unknown): number | undefined
  /** Whether the call surely never reached the platform. */
  neverArrived(error: unknown): boolean
  /** Whether trying once more may help. */
  isPassing(error: unknown): boolean
}

/** One call to the platform that waits for its turn. */
export interface QueuedCall<R> {
  /** The conversation or person it concerns: each has a queue of its own. */
  place: string
  /** Somebody is waiting: it goes before what nobody waits for. */
  urgent?: boolean | undefined
  /** A new message: these are spaced out, and never sent twice in doubt. */
  post?: boolean
  run(): Promise<R>
}

interface Waiting extends QueuedCall<unknown> {
  until: number
  tried: boolean
  resolve(result: never): void
  reject(error: unknown): void
}

interface Lane {
  waiting: Waiting[]
  working: boolean
  /** How many posts may go at once, as of `at`; it grows with time. */
  allowance: number
  at: number
  closedUntil: number
}

/** What the queue needs of the world; tests bring a clock of their own. */
export interface Clock {
  now(): number
  sleep(ms: number): Promise<unknown>
}

/** Everything that goes to a platform's API. */
export interface SendQueue {
  send<R>(errand: QueuedCall<R>): Promise<R>
  /** Refuses what waits, and what comes later, as `not-yet`; what is on its way is not touched. */
  giveUp(): void
}

/** Time that goes on evenly: a computer's clock that is set back must keep nothing waiting. */
const evenClock: Clock = {
  now: () => performance.now(),
  sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
}

/** So many queues need no looking after. */
const fewLanes = 64

/** One queue per place: the platform's pace, and its “wait”, hold up that place alone. */
export function createSendQueue(manners: SendPolicy, clock: Clock = evenClock): SendQueue {
  const { burst, spacingMs, patienceMs } = manners
  const lanes = new Map<string, Lane>()
  let forgetAt = fewLanes
  let givenUp = false
  return {
    send: errand =>
      new Promise((resolve, reject) => {
        if (givenUp) return reject(noTime())
        const lane = laneOf(errand.place)
        queue(lane, { ...errand, until: clock.now() + patienceMs, tried: false, resolve, reject })
        if (!lane.working) void work(lane)
      }),
    giveUp() {
      givenUp = true
      for (const { waiting } of lanes.values()) for (const one of waiting.splice(0)) one.reject(noTime())
    },
  }

  /** Each time there are twice as many: to look at all of them for each new one would take longer than the calls. */
  function forgetIdle(): void {
    for (const [name, lane] of lanes) if (isForgettable(lane)) lanes.delete(name)
    forgetAt = Math.max(fewLanes, 2 * lanes.size)
  }

  function laneOf(place: string): Lane {
    const known = lanes.get(place)
    if (known) return known
    if (lanes.size >= forgetAt) forgetIdle()
    const lane: Lane = { waiting: [], working: false, allowance: burst, at: clock.now(), closedUntil: 0 }
    lanes.set(place, lane)
    return lane
  }

  function isForgettable(lane: Lane): boolean {
    return !lane.working && lane.closedUntil <= clock.now() && allowanceOf(lane) === burst
  }

  async function work(lane: Lane): Promise<void> {
    lane.working = true
    for (let errand = lane.waiting[0]; errand; errand = lane.waiting[0]) {
      const wait = waitOf(lane, errand)
      const late = clock.now() + wait > errand.until
      // Short naps: what is urgent may come in meanwhile.
      if (wait > 0 && !late) await clock.sleep(Math.min(wait, spacingMs))
      else {
        lane.waiting.shift()
        if (late) errand.reject(tooBusy())
        else await carryOut(lane, errand)
      }
    }
    lane.working = false
  }

  function tooBusy(): DeliveryError {
    return new DeliveryError(
      'not-sent',
      `${manners.platform} was too busy for too long: the message was not sent`,
    )
  }

  function waitOf(lane: Lane, { post }: Waiting): number {
    const short = post ? 1 - allowanceOf(lane) : 0
    return Math.max(Math.ceil(short * spacingMs), lane.closedUntil - clock.now(), 0)
  }

  function allowanceOf(lane: Lane): number {
    return Math.min(burst, lane.allowance + (clock.now() - lane.at) / spacingMs)
  }

  async function carryOut(lane: Lane, errand: Waiting): Promise<void> {
    if (errand.post) {
      lane.allowance = Math.max(0, allowanceOf(lane) - 1)
      lane.at = clock.now()
    }
    try {
      errand.resolve((await errand.run()) as never)
    } catch (error) {
      const wait = manners.askedToWait(error) ?? (mayRepeat(errand, error) ? spacingMs : undefined)
      // It holds for whoever comes after as well, though this one may not have the patience.
      if (wait !== undefined) lane.closedUntil = clock.now() + wait
      if (wait === undefined || lane.closedUntil > errand.until) return errand.reject(error)
      if (givenUp) return errand.reject(noTime())
      lane.waiting.unshift({ ...errand, tried: true })
    }
  }

  /** What is not a post can be done twice without harm; a post only where it surely never arrived. */
  function mayRepeat(errand: Waiting, error: unknown): boolean {
    return !errand.tried && (manners.neverArrived(error) || (!errand.post && manners.isPassing(error)))
  }
}

const noTime = () => new DeliveryError('not-yet', 'Hearth is stopping: the message was not sent')

function queue(lane: Lane, errand: Waiting): void {
  const behind = errand.urgent ? lane.waiting.findIndex(one => !one.urgent) : -1
  lane.waiting.splice(behind < 0 ? lane.waiting.length : behind, 0, errand)
}

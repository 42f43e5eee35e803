import type { Coordination } from './coordination.ts'
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

interface PlaceQueue {
  waiting: Waiting[]
  working: boolean
  /** How many posts may go at once, as of `at`; it grows with time. */
  allowance: number
  at: number
  closedUntil: number
  /** The moment that is booked for the next post, where others post to the same place; undefined: none is. */
  booked?: number | undefined
}

/** What the queue needs of the world; tests bring a clock of their own. */
export interface Clock {
  now(): number
  sleep(ms: number): Promise<unknown>
}

/** Everything that goes to a platform's API. */
export interface SendQueue {
  send<R>(call: QueuedCall<R>): Promise<R>
  /** Refuses what waits, and what comes later, as `not-yet`; what is on its way is not touched. */
  giveUp(): void
}

/** Time that goes on evenly: a computer's clock that is set back must keep nothing waiting. */
const evenClock: Clock = {
  now: () => performance.now(),
  sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
}

/** With fewer queues than this, idle ones are not looked for. */
const fewQueues = 64

/** One queue per place: the platform's pace, and its “wait”, hold up that place alone. */
export function createSendQueue(
  policy: SendPolicy,
  clock: Clock = evenClock,
  book?: Coordination['book'],
): SendQueue {
  const { burst, spacingMs, patienceMs } = policy
  const queues = new Map<string, PlaceQueue>()
  let forgetAt = fewQueues
  let givenUp = false
  return {
    send: call =>
      new Promise((resolve, reject) => {
        if (givenUp) return reject(noTime())
        const queue = queueOf(call.place)
        enqueue(queue, { ...call, until: clock.now() + patienceMs, tried: false, resolve, reject })
        if (!queue.working) void work(queue)
      }),
    giveUp() {
      givenUp = true
      for (const { waiting } of queues.values()) for (const one of waiting.splice(0)) one.reject(noTime())
    },
  }

  /** Each time there are twice as many: to look at all of them for each new one would take longer than the calls. */
  function forgetIdle(): void {
    for (const [name, queue] of queues) if (isForgettable(queue)) queues.delete(name)
    forgetAt = Math.max(fewQueues, 2 * queues.size)
  }

  function queueOf(place: string): PlaceQueue {
    const known = queues.get(place)
    if (known) return known
    if (queues.size >= forgetAt) forgetIdle()
    const queue: PlaceQueue = {
      waiting: [],
      working: false,
      allowance: burst,
      at: clock.now(),
      closedUntil: 0,
    }
    queues.set(place, queue)
    return queue
  }

  function isForgettable(queue: PlaceQueue): boolean {
    return !queue.working && queue.closedUntil <= clock.now() && allowanceOf(queue) === burst
  }

  async function work(queue: PlaceQueue): Promise<void> {
    queue.working = true
    for (let call = queue.waiting[0]; call; call = queue.waiting[0]) {
      if (call.post && book && queue.booked === undefined) await bookNext(queue, call.place, book)
      const wait = waitOf(queue, call)
      const late = clock.now() + wait > call.until
      // It sleeps in short steps, since an urgent call may come in meanwhile.
      if (wait > 0 && !late) await clock.sleep(Math.min(wait, spacingMs))
      else {
        // Whoever is urgent may have come first while it was being booked.
        queue.waiting.splice(queue.waiting.indexOf(call), 1)
        if (late) call.reject(tooBusy())
        else await carryOut(queue, call)
      }
    }
    queue.working = false
  }

  function tooBusy(): DeliveryError {
    return new DeliveryError(
      'not-sent',
      `${policy.platform} was too busy for too long: the message was not sent`,
    )
  }

  /** Where several post to one place, each books its moment; where that cannot be asked now, each keeps its own pace. */
  async function bookNext(queue: PlaceQueue, place: string, ask: Coordination['book']): Promise<void> {
    const wait = await ask(`${policy.platform}/${place}`, policy).catch(() => 0)
    queue.booked = clock.now() + wait
  }

  function waitOf(queue: PlaceQueue, { post }: Waiting): number {
    const short = post ? 1 - allowanceOf(queue) : 0
    const booked = post ? (queue.booked ?? 0) : 0
    return Math.max(Math.ceil(short * spacingMs), queue.closedUntil - clock.now(), booked - clock.now(), 0)
  }

  function allowanceOf(queue: PlaceQueue): number {
    return Math.min(burst, queue.allowance + (clock.now() - queue.at) / spacingMs)
  }

  async function carryOut(queue: PlaceQueue, call: Waiting): Promise<void> {
    if (call.post) {
      queue.booked = undefined
      queue.allowance = Math.max(0, allowanceOf(queue) - 1)
      queue.at = clock.now()
    }
    try {
      call.resolve((await call.run()) as never)
    } catch (error) {
      const wait = policy.askedToWait(error) ?? (mayRepeat(call, error) ? spacingMs : undefined)
      // It holds for whoever comes after as well, though this one may not have the patience.
      if (wait !== undefined) queue.closedUntil = clock.now() + wait
      if (wait === undefined || queue.closedUntil > call.until) return call.reject(error)
      if (givenUp) return call.reject(noTime())
      queue.waiting.unshift({ ...call, tried: true })
    }
  }

  /** What is not a post can be done twice without harm; a post only where it surely never arrived. */
  function mayRepeat(call: Waiting, error: unknown): boolean {
    return !call.tried && (policy.neverArrived(error) || (!call.post && policy.isPassing(error)))
  }
}

const noTime = () => new DeliveryError('not-yet', 'Hearth is stopping: the message was not sent')

function enqueue(queue: PlaceQueue, call: Waiting): void {
  const behind = call.urgent ? queue.waiting.findIndex(one => !one.urgent) : -1
  queue.waiting.splice(behind < 0 ? queue.waiting.length : behind, 0, call)
}

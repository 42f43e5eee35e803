import { type Logger, reason } from './logger.ts'
import { calendarFor, mended, reminders } from './reminders.ts'
import { createTurns, type TurnParts } from './turns.ts'
import { minuteMs } from './when.ts'

/** What the clockwork is made of. Only the composition root gives it the real clock. */
export interface ClockworkParts extends TurnParts {
  /** Resolves after so many milliseconds, or at once when the signal says so. */
  wait(ms: number, signal: AbortSignal): Promise<unknown>
  log: Logger
}

/** What brings reminders when they are due. */
export interface Clockwork {
  start(): void
  /** Takes nothing new, and resolves when what is in hand is finished. */
  stop(): Promise<void>
  /** Takes in hand what is due now; resolves with how many turns that were. */
  sweep(): Promise<number>
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>
}

/** Never longer asleep: computers are suspended, and clocks are set. */
const longestSleepMs = 30_000
/** After a sweep that could do nothing of what is due. */
const pauseMs = 1_000
/** Longer than any platform takes to send one message: a turn in hand must not be claimed again. */
const leaseMs = 5 * minuteMs
/** How many turns are in hand at most: one slow channel must not keep the others back. */
const most = 64
/** A clock that goes back further than this was set. */
const stepMs = 2 * minuteMs

/** One timer for all reminders: sleep until something is due, claim it, carry it out, and move on to its next turn. */
export function createClockwork({ wait, ...parts }: ClockworkParts): Clockwork {
  const { store, now, log } = parts
  const carryOut = createTurns(parts)
  const inHand = new Set<Promise<unknown>>()
  const stopping = new AbortController()
  let running = Promise.resolve()
  let seenAt = Number.POSITIVE_INFINITY

  return {
    start() {
      running = run()
    },
    async stop() {
      stopping.abort()
      await running
      await idle()
    },
    sweep,
    idle,
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const taken = await sweep().catch(failed)
      if (!stopping.signal.aborted) await wait(await sleepMs(taken), stopping.signal)
    }
  }

  async function sleepMs(taken: number): Promise<number> {
    const at = (await store.nextDueAt().catch(() => undefined)) ?? Number.POSITIVE_INFINITY
    return Math.min(longestSleepMs, Math.max(taken > 0 ? 0 : pauseMs, at - now()))
  }

  async function sweep(): Promise<number> {
    if (now() < seenAt - stepMs) await mendAll()
    seenAt = now()
    const limit = most - inHand.size
    const claims = limit > 0 ? await store.claim(now(), { limit, leaseMs, owner: 'clockwork' }) : []
    for (const claim of claims) {
      const work = carryOut(claim)
        .catch(failed)
        .finally(() => inHand.delete(work))
      inHand.add(work)
    }
    return claims.length
  }

  async function idle(): Promise<void> {
    while (inHand.size > 0) await Promise.all(inHand)
  }

  function failed(error: unknown): number {
    log.error(`Reminders: something failed and is tried again. ${reason(error)}`)
    return 0
  }

  /** The clock was set back, or Hearth starts: whatever waits beyond its next turn is given that turn. */
  async function mendAll(): Promise<void> {
    for (const { workspace, id } of await store.dueAfter(now()))
      await store
        .update(workspace, async tx => {
          const one = await tx.get(reminders, id)
          const nextRunAt = one && mended(one, now(), await calendarFor(tx, one))
          if (one && nextRunAt !== undefined) await tx.put(reminders, id, { ...one, nextRunAt })
        })
        .catch(failed)
  }
}

import type { Workspace } from '../incoming.ts'
import { type Logger, reason } from '../logger.ts'
import { backoff, type Claim, type Kind, type Tx } from '../store.ts'
import { minuteMs } from '../time/recurrence.ts'
import { type ClockState, createClockGuard } from './clock-guard.ts'
import { createOccurrenceRunner, type OccurrenceRunnerDeps } from './occurrence-runner.ts'
import { calendarFor, mended, type Reminder, type ReminderClaim, reminders, zoneLaws } from './reminder.ts'

/** What the scheduler is made of. Only the composition root gives it the real clock. */
export interface SchedulerDeps extends OccurrenceRunnerDeps {
  /** Resolves after so many milliseconds, or at once when the signal says so. */
  wait(ms: number, signal: AbortSignal): Promise<unknown>
  /** Milliseconds that go on evenly, whatever is done to the clock. */
  steady?(): number
  /** Which edition of the laws of the zones this computer goes by; left out: it cannot tell. */
  zoneData?: string | undefined
  log: Logger
}

/** Hearth waits no longer after a failure. */
const longestWaitMs = 60 * minuteMs

/** What brings reminders when they are due. */
export interface Scheduler {
  start(): void
  /** Takes nothing new, and resolves when what is in hand is finished. */
  stop(): Promise<void>
  /** Takes in hand what is due now; resolves with how many occurrences that were. */
  sweep(): Promise<number>
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>
}

/** Never longer asleep: computers are suspended, and clocks are set; in a shared store, others write. */
const longestSleepMs = { alone: 30_000, shared: 5_000 }
/** After a sweep that could do nothing of what is due. */
const pauseMs = 1_000
/**
 * Longer than any platform takes to send one message: an occurrence in hand must not be claimed again. In a shared store others wait
 * for so long where this process dies, so it is short there, and renewed while the occurrence is in hand.
 */
const leaseMs = { alone: 5 * minuteMs, shared: minuteMs }
/** How many occurrences of one workspace are in hand at most: one whose platform hangs must not keep the others back. */
const most = 32
/** So many are taken in hand at once, and so long after the others: whoever types meanwhile waits for a few, not for sixty. */
const helping = { alone: 4, shared: 16 }
const betweenMs = 60
/** So far apart are the looks at a clock that was set. */
const settleMs = 5_000

/** One timer for all reminders: sleep until something is due, claim it, carry it out, and move on to its next occurrence. */
export function createScheduler({ wait, steady, zoneData, ...parts }: SchedulerDeps): Scheduler {
  const { store, now, log } = parts
  const carryOut = createOccurrenceRunner(parts)
  const mode = store.isShared ? 'shared' : 'alone'
  const inHand = new Map<Promise<unknown>, InHand>()
  let clock: ClockState | undefined
  let isStopping = false
  let running = Promise.resolve()
  let zonesLookedAt: Promise<void> | undefined
  /** The sleep it is in, or about to begin, and when that ends. */
  let nap: { end: AbortController; until: number } | undefined
  const clockGuard = createClockGuard({
    now,
    steady,
    onSet: step =>
      log.warn(
        `The clock of this computer was set, or it slept (${Math.round(step / 1000)} s). Reminders wait a moment.`,
      ),
  })

  return {
    start() {
      store.onSooner(at => {
        if (nap && at < nap.until && clock !== 'settling') nap.end.abort()
      })
      running = run()
    },
    async stop() {
      isStopping = true
      nap?.end.abort()
      await running
      await zonesLookedAt
      await idle()
    },
    sweep: () => sweep(),
    idle,
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      const taken = await sweep(helping[mode]).catch(failed)
      if (store.isShared) {
        zonesLookedAt ??= lookAtZones().catch(error => void failed(error))
        await renewInHand()
      }
      if (!isStopping) await sleep(taken)
    }
  }

  /** Whatever is written from here on and is due before it would end, ends it. */
  async function sleep(taken: number): Promise<void> {
    const one = { end: new AbortController(), until: Number.POSITIVE_INFINITY }
    nap = one
    const ms = await sleepMs(taken)
    one.until = now() + ms
    if (!one.end.signal.aborted) await wait(ms, one.end.signal)
    nap = undefined
  }

  async function sleepMs(taken: number): Promise<number> {
    if (clock === 'settling') return settleMs
    const at = (await store.nextDueAt().catch(() => undefined)) ?? Number.POSITIVE_INFINITY
    const left = at - now()
    return Math.min(longestSleepMs[mode], left > 0 ? left : taken > 0 ? betweenMs : pauseMs)
  }

  async function sweep(atOnce = most): Promise<number> {
    const isFirst = clock === undefined
    clock = clockGuard.check()
    if (clock === 'settling') return 0
    // What others brought meanwhile has its next occurrence; and all of it is too much to look at before the first is brought.
    if (clock === 'mend' && !(isFirst && store.isShared)) await mendAll()
    const [at, lease] = [now(), leaseMs[mode]]
    const claims = await store.claim(at, {
      limit: atOnce,
      leaseMs: lease,
      owner: 'scheduler',
      except: full(),
    })
    for (const claim of claims) {
      const work = carryOut(claim as ReminderClaim)
        .catch(failed)
        .finally(() => inHand.delete(work))
      inHand.set(work, { claim, until: at + lease })
    }
    return claims.length
  }

  /** Those that have enough in hand. */
  function full(): Workspace[] {
    const counts = new Map<Workspace, number>()
    for (const { claim } of inHand.values())
      counts.set(claim.workspace, (counts.get(claim.workspace) ?? 0) + 1)
    return [...counts].filter(([, count]) => count >= most).map(([workspace]) => workspace)
  }

  /** What takes long is not taken for that of a process that died. */
  async function renewInHand(): Promise<void> {
    const until = now() + leaseMs[mode]
    const running = [...inHand.values()].filter(one => one.until < until - leaseMs[mode] / 3)
    await Promise.all(
      running.map(async one => {
        if (await store.renew(one.claim, until).catch(failed)) one.until = until
      }),
    )
  }

  async function idle(): Promise<void> {
    while (inHand.size > 0) await Promise.all(inHand.keys())
  }

  function failed(error: unknown): number {
    log.error(`Reminders: something failed and is tried again. ${reason(error)}`)
    return 0
  }

  /** Whatever does not wait for its next occurrence is given that occurrence: clocks are set, and zones change their laws. */
  async function mendAll(): Promise<void> {
    for await (const page of store.dueAfter(now()))
      for (const { workspace, id } of page)
        await store
          .update(workspace, async tx => {
            const one = await tx.get(reminders, id)
            if (one) await mend(tx, id, one)
          })
          .catch(failed)
  }

  async function mend(tx: Tx, id: string, one: Reminder): Promise<void> {
    const kept = withoutStaleWait(one, now())
    const nextRunAt = mended(one, now(), await calendarFor(tx, one)) ?? one.nextRunAt
    if (kept !== one || nextRunAt !== one.nextRunAt) await tx.put(reminders, id, { ...kept, nextRunAt })
  }

  /** Where zones have other laws than those that a library's reminders were last mended by, one of all who share the store mends them. */
  async function lookAtZones(): Promise<void> {
    if (zoneData === undefined) return
    for (const workspace of await store.workspaces()) {
      if (isStopping) return
      const isKnown = async (from: Pick<Tx, 'get'>) => (await from.get(zoneLaws, 'mended'))?.by === zoneData
      const library = { get: <T>(what: Kind<T>, id: string) => store.get(workspace, what, id) }
      if (await isKnown(library)) continue
      await store
        .update(workspace, async tx => {
          if (await isKnown(tx)) return
          for (const [id, one] of await tx.list(reminders)) if (!one.paused) await mend(tx, id, one)
          await tx.put(zoneLaws, 'mended', { by: zoneData })
        })
        .catch(failed)
    }
  }
}

/** An occurrence that is being carried out, and how long nobody else may. */
interface InHand {
  claim: Claim
  until: number
}

/** A longer wait was begun while the clock was ahead; or it is for an open day, and that is looked up anew. */
function withoutStaleWait(one: Reminder, now: number): Reminder {
  if (one.lease?.token !== backoff || one.lease.until <= now + longestWaitMs) return one
  const { lease: _over, ...rest } = one
  return rest
}

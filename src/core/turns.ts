import { NotSent, Unreachable } from './adapter.ts'
import type { Turn } from './incoming.ts'
import { type Logger, reason } from './logger.ts'
import { button, buttons, type Message, text } from './message.ts'
import { calendarFor, type Reads, type Reminder, reminderOf, reminders } from './reminders.ts'
import { type Claim, type Store, StoreError } from './store.ts'
import { type Calendar, dayMs, lastRun, minuteMs, nextRun } from './when.ts'

/** What carrying out a turn takes. */
export interface TurnParts {
  store: Store
  /** Carries out one turn. Rejects with NotSent, Unreachable, or anything else where it may have been sent. */
  due(claim: Claim, turn: Turn): Promise<void>
  /** Tells the owner of a reminder, alone. */
  tell(claim: Claim, message: Message): Promise<void>
  now(): number
  log: Logger
}

/** From here on it is said that a turn is late. */
const lateMs = 30 * minuteMs
/** From here on a turn is not sent any more. */
const tooLateMs = 6 * dayMs
/** How long to wait after each time that a turn was not sent. */
const backoffMs = [1, 5, 15, 60].map(minutes => minutes * minuteMs)

/** Carries out what was claimed: sends it, tries again, gives it up, or pauses it. */
export function createTurns({ store, due, tell, now, log }: TurnParts): (claim: Claim) => Promise<void> {
  return carryOut

  async function carryOut(claim: Claim): Promise<void> {
    const { rule } = reminderOf(claim)
    const meantFor = Math.max(claim.scheduledFor, lastRun(rule, now()))
    const doubts = doubtsOf(claim)
    if (now() - meantFor > tooLateMs) return skip(claim, meantFor)
    if (doubts > 1) return giveUp(claim, doubtful(reminderOf(claim)))
    const late = now() - meantFor > lateMs
    const turn: Turn = { reminder: claim.id, key: claim.key, meantFor, late, again: doubts > 0 }
    await due(claim, turn).then(
      () => moveOn(claim),
      error => notDone(claim, error),
    )
  }

  async function notDone(claim: Claim, error: unknown): Promise<void> {
    if (error instanceof Unreachable) return pause(claim, error.message)
    log.warn(`${claim.workspace}: ${claim.id} was not sent, or may not have been. ${reason(error)}`)
    const known = error instanceof NotSent || error instanceof StoreError
    const times = refusedTimes(claim) + (known ? 1 : 0)
    const backoff = known ? backoffMs[times - 1] : backoffMs[0]
    if (backoff === undefined) return giveUp(claim, notReached(reminderOf(claim)))
    await change(claim, one => ({ ...one, refused: { key: claim.key, times } }))
    await store.release(claim, { retryAt: now() + backoff })
  }

  async function skip(claim: Claim, missed: number): Promise<void> {
    log.warn(`${claim.workspace}: ${claim.id} is more than six days late, and waits for its next turn.`)
    await change(claim, one => ({ ...one, missed }))
    await moveOn(claim)
  }

  async function giveUp(claim: Claim, message: Message): Promise<void> {
    if (await moveOn(claim)) await tellOwner(claim, message)
  }

  async function moveOn(claim: Claim): Promise<boolean> {
    const one = reminderOf(claim)
    const next = nextRun(one.rule, Math.max(now(), claim.scheduledFor), await calendarIn(claim))
    return store.complete(claim, { nextRunAt: next, now: now() })
  }

  function calendarIn({ workspace, schedule }: Claim): Promise<Calendar> {
    const library: Reads = {
      get: (kind, id) => store.get(workspace, kind, id),
      list: kind => store.list(workspace, kind),
    }
    return calendarFor(library, schedule as Reminder)
  }

  async function pause(claim: Claim, closed: string): Promise<void> {
    const paused = await change(claim, ({ lease: _over, ...one }) => ({ ...one, paused: true, closed }))
    if (paused) await tellOwner(claim, pausedBecause(closed, reminderOf(claim)))
  }

  async function tellOwner(claim: Claim, message: Message): Promise<void> {
    await tell(claim, message).catch(error =>
      log.warn(`${claim.workspace}: the owner of ${claim.id} could not be told. ${reason(error)}`),
    )
  }

  /** Changes the reminder while the claim holds; false: the lease was lost, and nothing changed. */
  function change(claim: Claim, to: (one: Reminder) => Reminder): Promise<boolean> {
    return store.update(claim.workspace, async tx => {
      const one = await tx.get(reminders, claim.id)
      if (one?.lease?.token !== claim.token) return false
      await tx.put(reminders, claim.id, to(one))
      return true
    })
  }
}

const refusedTimes = (claim: Claim): number => {
  const { refused } = reminderOf(claim)
  return refused?.key === claim.key ? refused.times : 0
}

/** How many earlier tries of this turn ended without our knowing whether it was sent. */
const doubtsOf = (claim: Claim): number => claim.attempt - 1 - refusedTimes(claim)

const pausedBecause = (closed: string, { title, resume }: Reminder): Message => [
  text(closed),
  text(`So I paused ${title}. Once that is mended, let it go on:`),
  buttons(button('Go on', resume, 'primary')),
]

const doubtful = ({ title }: Reminder): Message => [
  text(
    `I am not sure that ${title} arrived this time: I was interrupted twice. It goes on with its next turn.`,
  ),
]

const notReached = ({ title }: Reminder): Message => [
  text(`I could not send ${title} this time. It goes on with its next turn.`),
]

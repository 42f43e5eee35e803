import { type DeliveryError, outcomeOf } from '../delivery/delivery-error.ts'
import type { Occurrence } from '../incoming.ts'
import { aboutRequest, type Logger, reason } from '../logger.ts'
import { button, buttons, type Message, text } from '../message.ts'
import type { Store } from '../store.ts'
import { type Calendar, dayMs, lastRun, minuteMs } from '../time/recurrence.ts'
import { createOccurrenceLog } from './occurrence-log.ts'
import { preferences } from './preferences.ts'
import { nextWelcomeTime } from './quiet-hours.ts'
import {
  isPersonal,
  type Reminder,
  type ReminderClaim,
  type Tries,
  triesBefore,
  withTries,
} from './reminder.ts'
import { noticeZone } from './reschedule.ts'

/** What carrying out an occurrence takes. */
export interface OccurrenceRunnerDeps {
  store: Store
  /** Carries out one occurrence. Rejects with a DeliveryError, or anything else where it may have been sent. */
  due(claim: ReminderClaim, occurrence: Occurrence): Promise<{ doubted: boolean }>
  /** Tells the owner of a reminder, alone; or whom else it concerns. */
  tell(claim: ReminderClaim, message: Message): Promise<void>
  /** The zone the platform tells of the owner now. */
  zoneOf?(claim: ReminderClaim): Promise<string | undefined>
  now(): number
  log: Logger
}

/** From here on it is said that an occurrence is late. */
const lateMs = 30 * minuteMs
/** From here on an occurrence is not sent any more. */
const tooLateMs = 6 * dayMs
/** How long to wait for what has to come first. */
const momentMs = 10_000
/** How long to wait after each time that an occurrence was not sent. */
const backoffMs = [1, 5, 15, 60].map(minutes => minutes * minuteMs)
/** How often an occurrence is tried without our knowing what came of it, where it can be looked up each time. */
const mostDoubts = 4
/** How far a platform's clock may be behind ours. */
const skewMs = 10 * minuteMs

/** Carries out what was claimed: sends it, tries again, gives it up, or leaves it out where it cannot be brought. */
export function createOccurrenceRunner({
  store,
  due,
  tell,
  zoneOf,
  now,
  log,
}: OccurrenceRunnerDeps): (claim: ReminderClaim) => Promise<void> {
  const { calendarOf, isOver, change, moveOn, leaveOut } = createOccurrenceLog(store, now)
  return carryOut

  async function carryOut(claim: ReminderClaim): Promise<void> {
    if (await moved(claim)) return
    const { rule } = claim.schedule
    const calendar = await calendarOf(claim)
    const meantFor = Math.max(claim.scheduledFor, lastRun(rule, now(), calendar))
    if (await isOver(claim, meantFor)) return void (await leaveOut(claim, {}))
    const { unknown: doubts } = triesBefore(claim)
    if (now() - meantFor > tooLateMs) return skip(claim, meantFor)
    if (doubts > mostDoubts) return giveUp(claim, doubtful(claim.schedule))
    const late = now() - meantFor > lateMs
    const welcome = late ? await welcomeFor(claim, calendar) : now()
    if (welcome > now()) return void (await store.release(claim, { retryAt: welcome, untried: true }))
    const since = claim.scheduledFor - skewMs
    await due(claim, { reminder: claim.id, key: claim.key, meantFor, late, doubts, since }).then(
      ({ doubted }) => done(claim, doubted ? meantFor : undefined),
      error => notDone(claim, error),
    )
  }

  /** The owner may be elsewhere by now: then it comes by the clock there. */
  async function moved(claim: ReminderClaim): Promise<boolean> {
    const { follows, person } = claim.schedule
    const zone = follows?.zone && (await zoneOf?.(claim).catch(() => undefined))
    return zone ? noticeZone(store, claim.workspace, person.id, zone, now(), claim.id) : false
  }

  /** What is late comes at a time nobody named: not in quiet hours, nor on a day off. */
  async function welcomeFor(claim: ReminderClaim, calendar: Calendar): Promise<number> {
    const one = claim.schedule
    const own = isPersonal(one) ? await store.get(claim.workspace, preferences, one.person.id) : undefined
    return nextWelcomeTime(now(), one.rule, calendar, own?.quiet)
  }

  async function done(claim: ReminderClaim, doubted: number | undefined): Promise<void> {
    const { closed, missed, doubted: before } = claim.schedule
    if (closed ?? missed ?? before ?? doubted)
      await change(claim, ({ closed: _, missed: __, doubted: ___, ...one }) => ({
        ...one,
        ...(doubted && { doubted }),
      }))
    await moveOn(claim)
  }

  async function notDone(claim: ReminderClaim, error: unknown): Promise<void> {
    const outcome = outcomeOf(error)
    if (outcome === 'unreachable') return pause(claim, (error as DeliveryError).message)
    if (outcome === 'not-yet')
      return void (await store.release(claim, { retryAt: now() + momentMs, untried: true }))
    log.warn(
      `${claim.workspace}: ${claim.id} was not sent, or may not have been. ${reason(error)}`,
      aboutRequest(claim.key),
    )
    if (outcome === 'doubtful') return giveUp(claim, doubtful(claim.schedule))
    // All else is doubt; also where the store refused something, for that may have been after the sending.
    const { failed, unknown } = triesBefore(claim)
    return outcome === 'not-sent'
      ? tryAgain(claim, { failed: failed + 1, unknown }, backoffMs[failed])
      : tryAgain(claim, { failed, unknown: unknown + 1 }, backoffMs[0])
  }

  async function tryAgain(claim: ReminderClaim, tries: Tries, backoff: number | undefined): Promise<void> {
    if (backoff === undefined) return giveUp(claim, notReached(claim.schedule))
    await change(claim, one => withTries(one, claim, tries))
    await store.release(claim, { retryAt: now() + backoff })
  }

  async function skip(claim: ReminderClaim, missed: number): Promise<void> {
    log.warn(
      `${claim.workspace}: ${claim.id} is more than six days late, and waits for its next turn.`,
      aboutRequest(claim.key),
    )
    await leaveOut(claim, { missed })
  }

  /** It cannot be brought there now. That is told once; each occurrence tries again, so it goes on when that is mended. */
  async function pause(claim: ReminderClaim, closed: string): Promise<void> {
    const isNew = claim.schedule.closed === undefined
    if ((await leaveOut(claim, { closed })) && isNew)
      await tellOwner(claim, pausedBecause(closed, claim.schedule))
  }

  async function giveUp(claim: ReminderClaim, message: Message): Promise<void> {
    if (await moveOn(claim)) await tellOwner(claim, message)
  }

  async function tellOwner(claim: ReminderClaim, message: Message): Promise<void> {
    await tell(claim, message).catch(error =>
      log.warn(
        `${claim.workspace}: the owner of ${claim.id} could not be told. ${reason(error)}`,
        aboutRequest(claim.key),
      ),
    )
  }
}

/** That a place cannot be spoken in now, and what comes of it. */
const pausedBecause = (closed: string, { title, resume }: Reminder): Message => [
  text(closed),
  text(
    `So I paused ${title}. I’ll try again each time it is due, and start again by myself once that is fixed.`,
  ),
  ...(resume ? [buttons(button('Continue', resume, 'primary'))] : []),
]

/** That nobody knows whether it arrived. */
const doubtful = ({ title }: Reminder): Message => [
  text(
    `I am not sure that ${title} arrived this time: I was interrupted twice. It goes on with its next turn.`,
  ),
]

/** That this occurrence was given up. */
const notReached = ({ title }: Reminder): Message => [
  text(`I could not send ${title} this time. It goes on with its next turn.`),
]

import type { Asked, Bot } from './bot.ts'
import type { Person, Place } from './incoming.ts'
import { type Claim, type Kind, type Schedule, schedules, type Tx } from './store.ts'
import type { TurnParts } from './turns.ts'
import { dayMs, nextRun, type Rule } from './when.ts'

/** A command that arrives later, again and again: the schedule, and all that its Incoming needs. */
export interface Reminder extends Schedule {
  version: 1
  rule: Rule
  /** Who asked for it: is told what goes wrong. */
  person: Person
  place: Place
  /** What is asked of the bot when it is due. */
  command: string
  /** What it is, for its owner: `the icebreaker in #staff, every Monday at 09:00`. */
  title: string
  /** The command that lets it go on after a pause. */
  resume: string
  /** How often this turn was surely not sent: what is left of `attempts` is doubt. */
  refused?: { key: string; times: number }
  /** Why it is paused, in a sentence. */
  closed?: string
  /** The last turn that came too late to be sent. */
  missed?: number
  /** Its owner asked for it later: until then it does not come. */
  putOff?: number
}

/** The schedules, as reminders. */
export const reminders = schedules as Kind<unknown> as Kind<Reminder>

/** What a claim is of. */
export const reminderOf = (claim: Claim): Reminder => claim.schedule as Reminder

/** Keeps a new reminder; its first turn comes after `now`. */
export async function remind(
  tx: Tx,
  id: string,
  reminder: Omit<Reminder, keyof Schedule | 'version'>,
  now: number,
): Promise<void> {
  await tx.put(reminders, id, {
    version: 1,
    ...reminder,
    nextRunAt: nextRun(reminder.rule, now),
    attempts: 0,
  })
}

/** The same reminder, going on after a pause with its next turn. */
export function resumed(reminder: Reminder, now: number): Reminder {
  const { paused: _paused, closed: _closed, lease: _lease, ...rest } = reminder
  return { ...rest, attempts: 0, nextRunAt: nextRun(rest.rule, now) }
}

/** The same reminder, coming at an instant that its owner chose, and by its rule after that. */
export function putOff({ lease: _lease, ...reminder }: Reminder, until: number): Reminder {
  return { ...reminder, attempts: 0, nextRunAt: until, putOff: until }
}

/**
 * When it should come up by its rule: undefined where the schedule has it right. A clock that was far ahead for a while
 * leaves turns far in the future; one that was a little ahead must not repeat the turn it sent.
 */
export function mended(reminder: Reminder, now: number): number | undefined {
  const sentFor = Number(reminder.lastKey?.split('/').at(-1) ?? 0)
  const since = sentFor > now + dayMs ? now : Math.max(now, sentFor)
  const byRule = nextRun(reminder.rule, since)
  const expected = Math.max(byRule, reminder.putOff ?? 0)
  return reminder.nextRunAt > expected ? expected : undefined
}

/** The Incoming that a reminder is when it comes up. */
function askedBy(claim: Claim, now: number): Asked {
  const { person, place, command } = reminderOf(claim)
  const { workspace, key: id } = claim
  return { id, workspace, person, place, kind: 'command', text: command, values: {}, at: now }
}

/** Hands to the bot what the clockwork claims. */
export const turnsOf = (bot: Bot, now: () => number): Pick<TurnParts, 'due' | 'tell'> => ({
  due: (claim, turn) => bot.remind({ ...askedBy(claim, now()), turn }),
  tell: (claim, message) => bot.tell(askedBy(claim, now()), message),
})

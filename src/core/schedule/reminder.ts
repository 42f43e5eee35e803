import { beginsIn } from '../beginnings.ts'
import type { Address, Person, PersonId, Place } from '../incoming.ts'
import { type Claim, type Index, type Kind, kind, type Schedule, schedules, type Tx } from '../store.ts'
import {
  type Calendar,
  dayMs,
  dayOfDate,
  firstOpen,
  instantAt,
  never,
  nextRun,
  notBefore,
  type Recurrence,
} from '../time/recurrence.ts'
import { UserError } from '../user-error.ts'
import type { Closing, LeftBehind } from './closed-rooms.ts'
import { type Closure, calendarOf, closures } from './closures.ts'
import { type Follows, preferences } from './preferences.ts'

/** What a reminder is about: a plan, an icebreaker of the kind that was asked for, or one thing to do. */
type ReminderSubject =
  | { type: 'plan'; id: string }
  | { type: 'icebreaker'; filters: string }
  | { type: 'task'; what: string }

/** A command that arrives later, again and again: the schedule, and all that its Incoming needs. */
export interface Reminder extends Schedule {
  version: 1
  rule: Recurrence
  /** Its first occurrence comes on this date or after it: `2026-12-12`. */
  from?: string
  /** When it was set, or let go on: no occurrence is older. */
  setAt?: number
  /** What of the rule was not named, and follows the owner's zone and preferences. */
  follows?: Follows
  /** Whether it goes to its owner alone, so that their working days hold for it; left out: if its place is personal. */
  personal?: boolean
  /** Comes at this instant, once, and not before; then by its rule again. */
  postponedTo?: number
  /** Who asked for it: is told what goes wrong. */
  person: Person
  /** Who is told if the owner cannot be. */
  alsoTell?: readonly PersonId[]
  place: Place
  subject: ReminderSubject
  /** What is asked of the bot when it is due. */
  command: string
  /** What it is, for its owner: `the icebreaker in #staff, every Monday at 09:00`. */
  title: string
  /** The command that lets it go on after a pause. */
  resume: string
  /** How often this occurrence was surely not sent. `attempts` counts the tries of which that is not known. */
  failed?: { key: string; times: number }
  /** The same as earlier Hearths kept it: they counted these tries among the attempts, too. */
  refused?: { key: string; times: number }
  /** Why it cannot be brought now, in a sentence: its owner knows, and each occurrence tries whether that is mended. */
  closed?: string
  /** The last occurrence, where it came too late to be sent. */
  missed?: number
  /** The last occurrence, where it was sent once more without our knowing whether it had arrived. */
  doubted?: number
}

/** A reminder that is to be kept: without what the scheduler adds. */
export type NewReminder = Omit<Reminder, keyof Schedule | 'version' | 'setAt'>

/** The schedules, as reminders. */
export const reminders = schedules as Kind<unknown> as Kind<Reminder>

/** Reminders by the conversation they come to. */
export const remindersByConversation: Index<Reminder> = {
  name: 'reminders-by-conversation',
  kind: reminders,
  keysOf: one => [one.place.conversation],
}

/** Reminders by who asked for them. */
export const remindersByPerson: Index<Reminder> = {
  name: 'reminders-by-person',
  kind: reminders,
  keysOf: one => [one.person.id],
}

/** The edition of the laws of the zones that a library's reminders were last mended by, where several share a store. */
export const zoneLaws = kind<{ by: string }>('zone-laws')

/** A conversation is called otherwise now. */
export async function renameReminders(tx: Tx, conversation: Address, name: string): Promise<void> {
  for (const [id, one] of await tx.find(remindersByConversation, conversation)) {
    const before = one.place.name
    if (before === undefined || before === name) continue
    const title = one.title.replace(` in ${before}`, ` in ${name}`)
    await tx.put(reminders, id, { ...one, place: { ...one.place, name }, title })
  }
}

/** A conversation is closed to Hearth: what comes to it is paused; for good, where it does not come back. */
export async function closeReminders(
  tx: Tx,
  room: Address,
  { says, because }: Closing,
): Promise<readonly LeftBehind[]> {
  const forGood = because === 'deleted'
  const open = (await tx.find(remindersByConversation, room)).filter(
    ([, one]) => !isPersonal(one) && !one.paused && (!one.closed || forGood),
  )
  for (const [id, one] of open)
    await tx.put(reminders, id, { ...one, closed: says, ...(forGood && { paused: true }) })
  return open
    .filter(([, one]) => !one.closed)
    .map(([, { person, title, resume }]) => ({ person: person.id, what: `I paused ${title}.`, resume }))
}

/** A claim of a reminder: there are no other schedules. */
export type ReminderClaim = Claim & { schedule: Reminder }

/** The tries of one occurrence that are over: those that surely sent nothing, and those that may have. */
export interface Tries {
  failed: number
  unknown: number
}

/** The tries before the one in hand. */
export function triesBefore(claim: ReminderClaim): Tries {
  const { failed, refused } = claim.schedule
  const before = claim.attempt - 1
  if (failed?.key === claim.key) return { failed: failed.times, unknown: before }
  return refused?.key === claim.key
    ? { failed: refused.times, unknown: before - refused.times }
    : { failed: 0, unknown: before }
}

/** A reminder with the tries of the occurrence that is claimed. */
export const withTries = (
  { refused: _earlier, ...one }: Reminder,
  { key }: Claim,
  { failed, unknown }: Tries,
): Reminder => ({ ...one, attempts: unknown, failed: { key, times: failed } })

/** A reminder of whose next occurrence nothing was tried. */
export const untried = ({ lease: _, failed: _failed, refused: _refused, ...one }: Reminder): Reminder => ({
  ...one,
  attempts: 0,
})

/** The tries of one occurrence that are over: those that surely sent nothing, and those that may have. */
export interface Tries {
  failed: number
  unknown: number
}

/** Whether it is for its owner alone. */
export const isPersonal = ({
  place,
  personal = place.personal,
}: Pick<Reminder, 'place' | 'personal'>): boolean => personal

/** What comes to a room by itself wants Hearth to be there. */
export const reminderBegins = beginsIn(reminders, one =>
  isPersonal(one) ? undefined : one.place.conversation,
)

/** What the dates of a reminder are read from: a change, or a library. */
export type Reads = Pick<Tx, 'get' | 'list'>

/** The days that hold for a reminder: the library's closed ones, and its owner's working days where it goes to them alone. */
export async function calendarFor(
  from: Reads,
  one: Pick<Reminder, 'person' | 'place' | 'personal'>,
  known?: readonly Closure[],
): Promise<Calendar> {
  const closed = known ?? (await from.list(closures)).map(([, days]) => days)
  const own = isPersonal(one) ? await from.get(preferences, one.person.id) : undefined
  return calendarOf(closed, own?.workingDays)
}

/** The next occurrence of a reminder after an instant; `never`: it has ended. */
export const nextOccurrence = (
  { rule, from }: Pick<Reminder, 'rule' | 'from'>,
  after: number,
  calendar: Calendar,
): number => nextRun(rule, notBefore(rule, from, after), calendar)

/** Keeps a reminder; its first occurrence comes after `now`. */
export async function remind(tx: Tx, id: string, reminder: NewReminder, now: number): Promise<Reminder> {
  const nextRunAt = nextOccurrence(reminder, now, await calendarFor(tx, reminder))
  if (nextRunAt === never)
    throw new UserError(
      'It would end before it comes once. Choose a later day to end on, such as “monday 9:00 until Dec 24”.',
    )
  const kept: Reminder = { version: 1, ...reminder, nextRunAt, attempts: 0, setAt: now }
  await tx.put(reminders, id, kept)
  if (kept.follows?.zone) await rememberZone(tx, kept.person.id, kept.rule.tz)
  return kept
}

/** From now on it is noticed when the platform tells another zone of this person. */
async function rememberZone(tx: Tx, person: PersonId, platformZone: string): Promise<void> {
  const own = (await tx.get(preferences, person)) ?? { version: 1 }
  if (!own.zone) await tx.put(preferences, person, { ...own, platformZone })
}

/**
 * Puts the next occurrence off to a date such as `2026-12-01`, at the reminder's time of day: the next open day on or after it.
 * A date nobody `named` is moved to a working day, too. The reminder as kept; undefined: there is none.
 */
export async function postpone(
  tx: Tx,
  id: string,
  date: string,
  named = false,
): Promise<Reminder | undefined> {
  const one = await tx.get(reminders, id)
  if (!one) return undefined
  const calendar = await calendarFor(tx, one)
  const day = firstOpen(dayOfDate(date), named ? { ...calendar, isWorkday: () => true } : calendar)
  const at = instantAt(one.rule, day)
  const kept: Reminder = { ...untried(one), nextRunAt: at, postponedTo: at }
  await tx.put(reminders, id, kept)
  return kept
}

/** The same reminder, going on after a pause with its next occurrence; as it was, where it has ended meanwhile. */
export async function resumed(from: Reads, reminder: Reminder, now: number): Promise<Reminder> {
  const { paused: _paused, closed: _closed, postponedTo: _later, ...rest } = untried(reminder)
  const nextRunAt = nextOccurrence(rest, now, await calendarFor(from, rest))
  return nextRunAt === never ? reminder : { ...rest, setAt: now, nextRunAt }
}

/**
 * When it should come up: by its rule, or at what it was put off to. Undefined where the schedule has it right, or where it
 * is due. Clocks are set, zones change their laws, libraries their closed days; an occurrence that was sent is never repeated.
 */
export function mended(reminder: Reminder, now: number, calendar: Calendar): number | undefined {
  const { lastKey, postponedTo, nextRunAt } = reminder
  if (nextRunAt <= now || postponedTo === nextRunAt) return undefined
  const sentFor = Number(lastKey?.split('/').at(-1) ?? 0)
  const since = sentFor > now + dayMs ? now : Math.max(now, sentFor)
  const expected = nextOccurrence(reminder, since, calendar)
  return nextRunAt === expected || expected === never ? undefined : expected
}

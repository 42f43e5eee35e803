import type { Call } from '../command.ts'
import type { PersonId, Workspace } from '../incoming.ts'
import { isSame, type Store, type Tx } from '../store.ts'
import { recurrenceInWords } from '../time/in-words.ts'
import { dayIn, instantAt, type Recurrence } from '../time/recurrence.ts'
import { knownZone } from '../time/time-zones.ts'
import { type Closure, closures } from './closures.ts'
import { effectivePreferencesFrom, following, preferences } from './preferences.ts'
import { calendarFor, mended, type Reminder, reminders, remindersByPerson, untried } from './reminder.ts'

/** A person's zone or preferences changed: what follows them moves along. `claimed` is a reminder in hand that was not sent yet. */
export async function rescheduleFor(tx: Tx, person: PersonId, now: number, claimed?: string): Promise<void> {
  for (const [id, one] of await tx.find(remindersByPerson, person))
    await reschedule(tx, id, one, now, { claimed })
}

/** The asker chose their zone: all that follows it moves along. Undefined: the platform's holds again. */
export function chooseZone(
  { library, person, at }: Pick<Call, 'library' | 'person' | 'at'>,
  zone: string | undefined,
): Promise<void> {
  return library.update(async tx => {
    const { zone: _, ...before } = (await tx.get(preferences, person.id)) ?? { version: 1 as const }
    await tx.put(preferences, person.id, { ...before, ...(zone !== undefined && { zone }) })
    await rescheduleFor(tx, person.id, at)
  })
}

/** The library's closed days changed: every occurrence moves to where it belongs now. */
export async function rescheduleAll(tx: Tx, now: number): Promise<void> {
  const closed = (await tx.list(closures)).map(([, days]) => days)
  for (const [id, one] of await tx.list(reminders)) await reschedule(tx, id, one, now, { closed })
}

/** Some are as they were earlier: each comes where it belongs now. */
export async function rescheduleThese(tx: Tx, ids: readonly string[], now: number): Promise<void> {
  for (const id of ids) {
    const one = await tx.get(reminders, id)
    if (one) await reschedule(tx, id, one, now)
  }
}

async function reschedule(
  tx: Tx,
  id: string,
  one: Reminder,
  now: number,
  { claimed, closed }: { claimed?: string | undefined; closed?: readonly Closure[] } = {},
): Promise<void> {
  const effective = await effectivePreferencesFrom(tx, one.person.id, one.rule.tz)
  const rule = one.follows ? following(one.rule, one.follows, effective) : one.rule
  // What is being sent keeps its occurrence.
  const isInHand = one.lease && one.lease.until > now && id !== claimed
  const moved = rule.tz === one.rule.tz || isInHand ? one : inZone(one, rule, now)
  const title = titleWith(one.title, recurrenceInWords(rule, one.person.locale))
  const next: Reminder = { ...moved, rule, title }
  const nextRunAt = isInHand ? undefined : mended(next, now, await calendarFor(tx, next, closed))
  const after = nextRunAt === undefined ? next : { ...next, nextRunAt }
  // Most stay as they are: a change of the closed days writes what it moves.
  if (!isSame(after, one)) await tx.put(reminders, id, after)
}

/** A title ends in when it comes; one that was kept long ago says the time in another way. */
function titleWith(title: string, when: string): string {
  const at = title.lastIndexOf(', every ')
  return at < 0 ? title : `${title.slice(0, at)}, ${when}`
}

/** The same occurrence, on the same day, by another zone's clock. One that is past there comes at once: none is lost. */
function inZone(one: Reminder, rule: Recurrence, now: number): Reminder {
  const there = instantAt({ ...one.rule, tz: rule.tz }, dayIn(one.rule.tz, one.nextRunAt))
  const nextRunAt = Math.max(there, Math.min(one.nextRunAt, now))
  const postponedTo = one.postponedTo === one.nextRunAt && { postponedTo: nextRunAt }
  return { ...untried(one), nextRunAt, ...postponedTo }
}

/**
 * The platform tells a person's zone. Where it changed, reminders that follow it keep their day and time on the new clock;
 * a zone the person set wins. `claimed` is a reminder in hand that was not sent yet. True: something moved.
 */
export async function noticeZone(
  store: Pick<Store, 'get' | 'update'>,
  workspace: Workspace,
  person: PersonId,
  told: string,
  now: number,
  claimed?: string,
): Promise<boolean> {
  const own = await store.get(workspace, preferences, person)
  if (!own?.platformZone || own.zone || own.platformZone === told) return false
  const zone = knownZone(told)
  if (zone === undefined || zone === own.platformZone) return false
  return store.update(workspace, async tx => {
    const kept = await tx.get(preferences, person)
    if (!kept) return false // they were forgotten meanwhile
    await tx.put(preferences, person, { ...kept, platformZone: zone })
    await rescheduleFor(tx, person, now, claimed)
    return true
  })
}

import { following, habits, paceFrom } from './habits.ts'
import type { PersonId, Workspace } from './incoming.ts'
import { type Reminder, reminders } from './reminders.ts'
import type { Index, Store, Tx } from './store.ts'
import { dayIn, instantAt, type Rule } from './when.ts'
import { zoneNamed } from './zones.ts'

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
  const own = await store.get(workspace, habits, person)
  if (!own?.platformZone || own.zone || own.platformZone === told) return false
  const zone = known(told)
  if (zone === undefined || zone === own.platformZone) return false
  return store.update(workspace, async tx => {
    await tx.put(habits, person, { ...((await tx.get(habits, person)) ?? own), platformZone: zone })
    await followZone(tx, person, now, claimed)
    return true
  })
}

/** Reminders by whose they are. */
const byPerson: Index<Reminder> = { kind: reminders, keysOf: one => [one.person.id] }

/** Moves what follows a person's zone to the one that holds now. What is being sent keeps its turn. */
export async function followZone(tx: Tx, person: PersonId, now: number, claimed?: string): Promise<void> {
  for (const [id, one] of await tx.find(byPerson, person)) {
    if (!one.follows?.zone) continue
    const rule = following(one.rule, { zone: true }, await paceFrom(tx, person, one.rule.tz))
    if (rule.tz === one.rule.tz) continue
    const isInHand = one.lease && one.lease.until > now && id !== claimed
    await tx.put(reminders, id, isInHand ? { ...one, rule } : inZone(one, rule, now))
  }
}

/** The same turn, on the same day, by another zone's clock. One that is past there comes at once: none is lost. */
function inZone(one: Reminder, rule: Rule, now: number): Reminder {
  const { lease: _over, refused: _tries, ...rest } = one
  const there = instantAt(rule, dayIn(one.rule.tz, one.nextRunAt))
  const nextRunAt = Math.max(there, Math.min(one.nextRunAt, now))
  const postponedTo = one.postponedTo === one.nextRunAt && { postponedTo: nextRunAt }
  return { ...rest, rule, nextRunAt, attempts: 0, ...postponedTo }
}

function known(zone: string): string | undefined {
  try {
    return zoneNamed(zone)
  } catch {
    return undefined
  }
}

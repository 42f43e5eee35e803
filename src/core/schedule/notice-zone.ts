import type { PersonId, Workspace } from '../incoming.ts'
import type { Store } from '../store.ts'
import { knownZone } from '../time/time-zones.ts'
import { preferences } from './preferences.ts'
import { rescheduleFor } from './reschedule.ts'

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

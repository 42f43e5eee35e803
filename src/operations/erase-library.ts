import type { Workspace } from '../core/incoming.ts'
import { legalHolds } from '../core/records/legal-hold.ts'
import type { PersonalDataEntry } from '../core/records/personal-data.ts'
import { purge } from '../core/records/purge.ts'
import { purges, type Store } from '../core/store.ts'

/** Whether things are held for records in a library: nothing of it may be erased then. */
export const isHeldForRecords = async (store: Pick<Store, 'list'>, workspace: Workspace): Promise<boolean> =>
  (await store.list(workspace, legalHolds)).length > 0

/** Erases all that a library saved, with all older copies of it; resolves with how many documents that were. `inventory`: every kind there is. */
export async function eraseLibrary(
  store: Pick<Store, 'purge'>,
  inventory: readonly Pick<PersonalDataEntry, 'kind'>[],
  workspace: Workspace,
): Promise<number> {
  const { result } = await purge({ purge: change => store.purge(workspace, change) }, async tx => {
    let count = 0
    for (const { kind } of inventory) {
      // The store's own, which says what is still to be removed from the disk.
      if (kind === purges) continue
      for (const [id] of await tx.list(kind)) {
        await tx.delete(kind, id)
        count += 1
      }
    }
    return count
  })
  return result
}

import type { Workspace } from '../core/incoming.ts'
import { heldNow } from '../core/records/legal-hold.ts'
import type { PersonalDataEntry } from '../core/records/personal-data.ts'
import type { Store } from '../core/store.ts'

/** One record of a library, with what it is in words. */
interface LibraryRecord {
  what: string
  kind: string
  id: string
  /** It may not be deleted now. */
  held?: true
  record: unknown
}

/**
 * What people of a library wrote and did, as the text of a file for whoever answers for its records: every document that is a record,
 * what is held for records too; not what Hearth notes for itself, such as keys and where cards stand.
 */
export async function recordsAsText(
  store: Pick<Store, 'update'>,
  inventory: readonly PersonalDataEntry[],
  library: Workspace,
  now: number,
): Promise<string> {
  const records = await store.update(library, async tx => {
    const isHeld = await heldNow(tx)
    const found: LibraryRecord[] = []
    for (const entry of inventory)
      for (const [id, document] of await tx.list(entry.kind)) {
        const record = entry.record ? entry.record(document) : document
        if (record === undefined) continue
        const { what, kind } = entry
        found.push({ what, kind, id, ...(isHeld(entry, id) && { held: true }), record })
      }
    return found
  })
  return `${JSON.stringify({ library, as_of: new Date(now).toISOString(), records }, null, 2)}\n`
}

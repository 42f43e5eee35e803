import type { PersonId } from './incoming.ts'
import { kind, type Tx } from './store.ts'

/** Who looks after Hearth in their library, by their id: in that library, and in no other. */
export const admins = kind<{ at: number }>('admin')

/** Whoever installed Hearth looks after it, until they name others: where somebody does already, nothing changes. */
export async function addFirstAdmin(tx: Pick<Tx, 'list' | 'put'>, id: PersonId, at: number): Promise<void> {
  if ((await tx.list(admins)).length === 0) await tx.put(admins, id, { at })
}

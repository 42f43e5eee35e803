import type { Library } from '../command.ts'
import type { PersonId, Workspace } from '../incoming.ts'
import { kind, type Tx } from '../store.ts'

/** A library's own admins, by their ids: in that library, and in no other. */
export const admins = kind<{ at: number }>('admin')

/** Whoever installed Hearth is the library's first admin, until they name others: where there are some already, nothing changes. */
export async function addFirstAdmin(tx: Pick<Tx, 'list' | 'put'>, id: PersonId, at: number): Promise<void> {
  if ((await tx.list(admins)).length === 0) await tx.put(admins, id, { at })
}

/** Ids of a library's own admins. */
export const adminsIn = async (library: Pick<Library, 'list'>): Promise<PersonId[]> =>
  (await library.list(admins)).map(([id]) => id)

/** Who of HEARTH_ADMINS is named for a workspace: an id alone is good in each, `workspace/id` in that one. */
export const operatorsIn = (named: readonly string[], workspace: Workspace): PersonId[] =>
  named.flatMap(one => {
    if (!one.includes('/')) return [one]
    return one.startsWith(`${workspace}/`) ? [one.slice(workspace.length + 1)] : []
  })

import type { Library } from '../command.ts'
import type { Incoming } from '../incoming.ts'
import { comesBack } from '../records/tombstones.ts'
import { kind, type Store, type Tx } from '../store.ts'
import { UserError } from '../user-error.ts'

/** Thrown inside a change when the same delivery was applied before: nothing is to be done or said. */
const doneBefore = () => new UserError([], 'done-before')

/** The last deliveries of one person that changed something. */
export const idempotencyKeys = kind<{ ids: string[] }>('seen')

/** Platforms deliver again, and what they signed is good, for some minutes; nobody does this much meanwhile. */
const remembered = 40

/**
 * The asker's library, where a change and the mark "this delivery is done" are one commit.
 * The clock asks again on purpose, and leaves no mark.
 */
export function idempotentLibrary(store: Store, incoming: Incoming): Library {
  const { workspace } = incoming
  let marked = false
  return {
    get: (kind, id) => store.get(workspace, kind, id),
    list: kind => store.list(workspace, kind),
    select: (kind, matches) => store.select(workspace, kind, matches),
    find: (index, key) => store.find(workspace, index, key),
    purge: change => store.purge(workspace, change),
    update: async change => {
      if (incoming.occurrence || marked) return store.update(workspace, change)
      const result = await store.update(workspace, async tx => {
        await mark(tx, incoming)
        return change(tx)
      })
      marked = true
      return result
    },
  }
}

async function mark(tx: Tx, { person, id }: Incoming): Promise<void> {
  await comesBack(tx, person.id)
  const ids = (await tx.get(idempotencyKeys, person.id))?.ids ?? []
  if (ids.includes(id)) throw doneBefore()
  await tx.put(idempotencyKeys, person.id, { ids: [...ids, id].slice(-remembered) })
}

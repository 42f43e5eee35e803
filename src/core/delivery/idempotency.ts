import type { Library } from '../command.ts'
import type { Incoming } from '../incoming.ts'
import { comesBack } from '../records/tombstones.ts'
import { kind, type Store, type Tx } from '../store.ts'
import type { Patch } from '../undo/patch.ts'
import {
  changeOf,
  dropRecords,
  forgetLine,
  isChange,
  keepChange,
  patchesIn,
  type UndoRules,
  undoRecords,
} from '../undo/undo.ts'
import { UserError } from '../user-error.ts'

/** Thrown inside a change when the same delivery was applied before: nothing is to be done or said. */
const doneBefore = () => new UserError([], 'done-before')

/** The last deliveries of one person that changed something. */
export const idempotencyKeys = kind<{ ids: string[] }>('seen')

/** Platforms deliver again, and what they signed is good, for some minutes; nobody does this much meanwhile. */
const remembered = 40

/** The asker's library, and what they can take back of what they do in it. */
export interface AskersLibrary extends Library {
  /** The name of the change that was made, as far as it can be taken back. */
  change(): string | undefined
  /** What is to be sent can be taken back, also where nothing else changes. */
  sends(): Promise<void>
}

/**
 * The asker's library, where a change, what it replaced, and the mark "this delivery is done" are one commit.
 * The clock asks again on purpose, and leaves no mark; and nobody takes back what it did.
 */
export function idempotentLibrary(store: Store, incoming: Incoming, rules?: UndoRules): AskersLibrary {
  const { workspace } = incoming
  let marked = false
  let patches: readonly Patch[] = []
  let change: string | undefined
  return {
    get: (kind, id) => store.get(workspace, kind, id),
    list: kind => store.list(workspace, kind),
    select: (kind, matches) => store.select(workspace, kind, matches),
    find: (index, key) => store.find(workspace, index, key),
    purge: what =>
      store.purge(workspace, async tx => {
        const result = await what(tx)
        if (rules) await dropRecords(tx, incoming, rules)
        return result
      }),
    update: what => updated(what),
    change: () => change,
    sends: () => updated(() => {}, true),
  }

  async function updated<R>(what: (tx: Tx) => Promise<R> | R, sends = false): Promise<R> {
    if (incoming.occurrence) return store.update(workspace, what)
    const made = await store.update(workspace, async tx => {
      if (!marked) await mark(tx, incoming)
      const result = await what(tx)
      return { result, ...(await keep(tx, sends)) }
    })
    marked = true
    patches = made.patches
    change = made.isKept ? changeOf(incoming) : change
    return made.result
  }

  /** All that one delivery changes is taken back together. */
  async function keep(tx: Tx, sends: boolean) {
    const changed = await tx.changed()
    // Taking back is no change of its own: it is done once.
    if (!rules || changed.some(one => one.kind === undoRecords)) return { patches: [], isKept: false }
    const all = [...patches, ...patchesIn(rules, changed)]
    if (incoming.kind === 'delete') {
      if (isChange(rules, all)) await forgetLine(tx, incoming, rules)
      return { patches: [], isKept: false }
    }
    const isKept = sends || (all.length > patches.length && isChange(rules, all))
    if (isKept) await keepChange(tx, incoming, rules, all)
    return { patches: all, isKept }
  }
}

async function mark(tx: Tx, { person, id }: Incoming): Promise<void> {
  await comesBack(tx, person.id)
  const ids = (await tx.get(idempotencyKeys, person.id))?.ids ?? []
  if (ids.includes(id)) throw doneBefore()
  await tx.put(idempotencyKeys, person.id, { ids: [...ids, id].slice(-remembered) })
}

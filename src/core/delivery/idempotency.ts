import { type Beginnings, createEntering } from '../beginnings.ts'
import type { Library } from '../command.ts'
import type { Incoming } from '../incoming.ts'
import { comesBack } from '../records/tombstones.ts'
import { type Changed, kind, type Store, type Tx } from '../store.ts'
import type { Patch } from '../undo/patch.ts'
import {
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

/** The last deliveries of one person that changed something: since a time, and of before it. */
interface Delivered {
  ids: string[]
  /** Left out by the first versions, as is `before`. */
  since?: number
  before?: string[]
}
export const idempotencyKeys = kind<Delivered>('seen')

/** All of them, the newest last. */
export const deliveriesIn = ({ ids, before = [] }: Delivered): string[] => [...before, ...ids]

/**
 * Slack brings an event that was not acknowledged again at once, after a minute and after five, and a command or a press not at all;
 * Teams brings a message again that it has waited fifteen seconds for, up to four times. So after a crash what was done just before it
 * may come for some six minutes: each mark is kept for ten at least.
 */
const redeliveredForMs = 10 * 60_000
/** Of so many at most: what comes again was in hand when Hearth stopped, and that is what came last. */
const most = 16

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
 * `beginnings`: what begins in a room waits until Hearth is there; left out: it is everywhere.
 */
export function idempotentLibrary(
  store: Store,
  incoming: Incoming,
  rules?: UndoRules,
  beginnings: Beginnings = { kinds: [], enter: async () => {} },
): AskersLibrary {
  const { workspace } = incoming
  const entering = createEntering(beginnings)
  let marked = false
  let patches: readonly Patch[] = []
  let change: string | undefined
  return {
    isShared: store.isShared,
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
    const made = await entering.made(() =>
      store.update(workspace, async tx => {
        if (!marked) await mark(tx, incoming)
        const result = await what(tx)
        const changed = await tx.changed()
        entering.check(changed)
        return { result, kept: await keep(tx, changed, sends) }
      }),
    )
    marked = true
    patches = made.kept.patches
    change = made.kept.change ?? change
    return made.result
  }

  /** All that one delivery changes is taken back together. */
  async function keep(
    tx: Tx,
    changed: readonly Changed[],
    sends: boolean,
  ): Promise<{ patches: readonly Patch[]; change?: string }> {
    // Taking back is no change of its own: it is done once.
    if (!rules || changed.some(one => one.kind === undoRecords)) return { patches: [] }
    const all = [...patches, ...patchesIn(rules, changed)]
    if (incoming.kind === 'delete') {
      if (isChange(rules, all)) await forgetLine(tx, incoming, rules)
      return { patches: [] }
    }
    const isKept = sends || (all.length > patches.length && isChange(rules, all))
    return { patches: all, ...(isKept && { change: await keepChange(tx, incoming, rules, all) }) }
  }
}

async function mark(tx: Tx, { person, id, at }: Incoming): Promise<void> {
  await comesBack(tx, person.id)
  const known = (await tx.get(idempotencyKeys, person.id)) ?? { ids: [] }
  if (deliveriesIn(known).includes(id)) throw doneBefore()
  await tx.put(idempotencyKeys, person.id, marked(known, id, at))
}

/** With one more. After a while those that came since become those of before; after another they are forgotten. */
function marked(known: Delivered, id: string, at: number): Delivered {
  const { ids, since = at, before } = known
  const age = at - since
  if (age >= 0 && age <= redeliveredForMs)
    return { ids: [...ids, id].slice(-most), since, ...(before && { before }) }
  return { ids: [id], since: at, before: ids.slice(-most) }
}

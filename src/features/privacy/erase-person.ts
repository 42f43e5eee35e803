import type { IsHeld } from '../../core/records/legal-hold.ts'
import type {
  About,
  FoundPersonalData,
  Learned,
  PersonalDataEntry,
  Someone,
} from '../../core/records/personal-data.ts'
import { isIn, names, withoutIds } from '../../core/records/redact.ts'
import type { Tx } from '../../core/store.ts'

/** What was kept before, and what is kept now. */
export interface Change {
  kind: string
  id: string
  before: unknown
  /** Undefined: it went. */
  after: unknown
}

/** A document that has to do with somebody, and whether an id of theirs stands anywhere in it. */
interface Looked {
  id: string
  document: unknown
  mentions: boolean
}

/** All documents that have to do with somebody. */
export interface Look {
  about: About
  all: readonly { entry: PersonalDataEntry; documents: readonly Looked[] }[]
}

/** What was found out about stored documents. They are replaced and never changed, so it holds for as long as they are there. */
export interface Memory {
  named: WeakMap<object, boolean>
  theirs: WeakMap<object, boolean>
  /** What was found of each kind, and among how many: where none has come or gone since, it is that still. */
  found: Map<string, { among: number; documents: readonly Looked[] }>
  /** Of whom `theirs` and `found` were found out, and what was known of them. */
  about?: string
}
export const noMemory = (): Memory => ({ named: new WeakMap(), theirs: new WeakMap(), found: new Map() })

/**
 * Looks through all that is kept: twice, for what names nobody may belong to what does, such as the card of a walk-through.
 * What the same memory has seen before, for the same person, is not looked at again.
 */
export async function lookFor(
  from: Pick<Tx, 'select'>,
  inventory: readonly PersonalDataEntry[],
  who: Someone,
  memory = noMemory(),
): Promise<Look> {
  const named: { entry: PersonalDataEntry; found: [id: string, document: unknown][]; seen: Seen }[] = []
  for (const entry of inventory) {
    const isNamed = (document: unknown, id: string) => names(id, who) || isIn(document, who)
    const seen = { among: 0, anew: 0 }
    named.push({ entry, seen, found: await from.select(entry.kind, remembered(memory.named, isNamed, seen)) })
  }
  const about = learned(named, who)
  const known = JSON.stringify(about, (_, one) => (one instanceof Set || one instanceof Map ? [...one] : one))
  if (known !== memory.about) Object.assign(memory, { theirs: new WeakMap(), found: new Map(), about: known })
  const all: { entry: PersonalDataEntry; documents: readonly Looked[] }[] = []
  for (const { entry, found, seen } of named) {
    const before = memory.found.get(entry.kind)
    if (before && seen.anew === 0 && seen.among === before.among) {
      all.push({ entry, documents: before.documents })
      continue
    }
    const ids = new Set(found.map(([id]) => id))
    const isTheirs = (document: unknown, id: string) => ids.has(id) || concerns(entry, document, id, about)
    const theirs = await from.select(entry.kind, remembered(memory.theirs, isTheirs))
    const documents = theirs.map(([id, document]) => ({ id, document, mentions: ids.has(id) }))
    memory.found.set(entry.kind, { among: seen.among, documents })
    all.push({ entry, documents })
  }
  return { all, about }
}

/** How many documents were looked at, and how many of them for the first time. */
interface Seen {
  among: number
  anew: number
}

const remembered =
  (known: WeakMap<object, boolean>, look: (document: unknown, id: string) => boolean, seen?: Seen) =>
  (document: unknown, id: string): boolean => {
    if (seen) seen.among++
    const before = known.get(document as object)
    if (before !== undefined) return before
    if (seen) seen.anew++
    const found = look(document, id)
    known.set(document as object, found)
    return found
  }

/** Whether a document that names nobody is theirs, or changes without them. */
const concerns = (entry: PersonalDataEntry, document: unknown, id: string, about: About): boolean =>
  entry.without(document, id, about) !== document || entry.partOf(document, id, about) !== undefined

/** All that is kept about somebody. */
export const partsIn = ({ all, about }: Look): FoundPersonalData =>
  all.map(({ entry, documents }) => ({
    entry,
    parts: documents.flatMap(({ id, document }) => {
      const part = entry.partOf(document, id, about)
      return part ? [{ ...part, id }] : []
    }),
  }))

/**
 * What takes somebody out of all that is kept, except what is held. Colleagues' words stay; an id of theirs that is left
 * anywhere is taken out whatever the document, so that a kind which overlooks one gives nothing away.
 */
export const changesIn = ({ all, about }: Look, isHeld: IsHeld = () => false): Change[] =>
  all.flatMap(({ entry, documents }) =>
    documents.flatMap((one): Change[] => {
      const { id, document: before } = one
      if (isHeld(entry, id)) return []
      const after = afterwards(entry, one, about)
      return after === before ? [] : [{ kind: entry.kind, id, before, after }]
    }),
  )

/** Keeps what changed. */
export async function carryOut(tx: Tx, changes: readonly Change[]): Promise<void> {
  for (const { kind, id, after } of changes)
    await (after === undefined ? tx.delete(kind, id) : tx.put<unknown>(kind, id, after))
}

/** A document without somebody, and without what goes with them. The same object: nothing changes. */
export function afterwards(
  entry: PersonalDataEntry,
  { id, document, mentions }: Looked,
  about: About,
): unknown {
  const left = entry.without(document, id, about)
  if (left === undefined || names(id, about.who)) return undefined
  if (left === document && !mentions) return document
  const after = mentions ? withoutIds(left, about.who) : left
  return JSON.stringify(after) === JSON.stringify(document) ? document : after
}

/** Everything that any kind tells, put together. */
function learned(
  named: readonly {
    entry: PersonalDataEntry
    found: readonly (readonly [id: string, document: unknown])[]
  }[],
  who: Someone,
): About {
  const told = named.map(({ entry, found }) => entry.learn?.(found, who) ?? {})
  const together = (of: (one: Partial<Learned>) => ReadonlySet<string> | undefined) =>
    new Set(told.flatMap(one => [...(of(one) ?? [])]))
  return {
    who,
    own: together(one => one.own),
    gone: together(one => one.gone),
    renamed: new Map(told.flatMap(one => [...(one.renamed ?? [])])),
  }
}

import type { About, Keeping, Learned, Part, Someone } from './keeping.ts'
import type { Kind, Tx } from './store.ts'
import { isIn, names, withoutIds } from './traces.ts'

/** What was kept before, and what is kept now. */
export interface Change {
  kind: string
  id: string
  before: unknown
  /** Undefined: it went. */
  after: unknown
}

/** Everything that is somebody's, in the order of the table. */
export type Parts = readonly { keeping: Keeping; parts: readonly (Part & { id: string })[] }[]

type Reads = Pick<Tx, 'list'>

/** Finds all that is kept about somebody. */
export async function partsOf(from: Reads, table: readonly Keeping[], who: Someone): Promise<Parts> {
  const all = await documentsOf(from, table)
  const about = learned(all, who)
  return all.map(({ keeping, documents }) => ({
    keeping,
    parts: documents.flatMap(([id, one]) => {
      const part = keeping.partOf(one, id, about)
      return part ? [{ ...part, id }] : []
    }),
  }))
}

/**
 * Takes somebody out of all that is kept, except what is held. Colleagues' words stay; an id of theirs that is left anywhere
 * is taken out whatever the document, so that a kind which overlooks one gives nothing away.
 */
export async function forgetIn(
  tx: Tx,
  table: readonly Keeping[],
  who: Someone,
  isHeld: (kind: Kind<unknown>, id: string) => boolean = () => false,
): Promise<Change[]> {
  const all = await documentsOf(tx, table)
  const about = learned(all, who)
  const changes = all.flatMap(({ keeping, documents }) =>
    documents.flatMap(([id, before]): Change[] => {
      if (isHeld(keeping.kind, id)) return []
      const after = afterwards(keeping, before, id, about)
      return after === before ? [] : [{ kind: keeping.kind, id, before, after }]
    }),
  )
  for (const { kind, id, after } of changes)
    await (after === undefined ? tx.delete(kind, id) : tx.put<unknown>(kind, id, after))
  return changes
}

export function afterwards(keeping: Keeping, before: unknown, id: string, about: About): unknown {
  const left = keeping.without(before, id, about)
  if (left === undefined || names(id, about.who)) return undefined
  const after = isIn(left, about.who) ? withoutIds(left, about.who) : left
  return after !== before && JSON.stringify(after) === JSON.stringify(before) ? before : after
}

export async function documentsOf(from: Reads, table: readonly Keeping[]) {
  return Promise.all(
    table.map(async keeping => ({ keeping, documents: await from.list<unknown>(keeping.kind) })),
  )
}

/** Everything that any kind tells, put together. */
function learned(all: Awaited<ReturnType<typeof documentsOf>>, who: Someone): About {
  const told = all.map(({ keeping, documents }) => keeping.learn?.(documents, who) ?? {})
  const together = (of: (one: Partial<Learned>) => ReadonlySet<string> | undefined) =>
    new Set(told.flatMap(one => [...(of(one) ?? [])]))
  return {
    who: { ...who, names: [...new Set([...who.names, ...together(one => one.names)])].filter(Boolean) },
    own: together(one => one.own),
    gone: together(one => one.gone),
    said: together(one => one.said),
    renamed: new Map(told.flatMap(one => [...(one.renamed ?? [])])),
  }
}

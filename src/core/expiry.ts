import { afterwards, type Change, lookFor } from './forgetting.ts'
import type { IsHeld } from './hold.ts'
import type { About, Keeping } from './keeping.ts'
import { scheduleOf } from './plan.ts'
import { reminders } from './reminders.ts'
import { runs } from './run.ts'
import type { Tx } from './store.ts'

/** What went, or would go, by age: `walk-throughs and plans: 3 of 12`. */
export interface Aged {
  what: string
  count: number
  of: number
}

/** What goes where all that was last used before an instant goes, with what hangs on it. A plan that is brought back is in use. */
export async function expiring(
  from: Pick<Tx, 'list'>,
  table: readonly Keeping[],
  before: number,
  isHeld: IsHeld,
): Promise<{ changes: Change[]; aged: Aged[] }> {
  const { all } = await lookFor(from, table, nobodyInParticular.who)
  const coming = new Set((await from.list(reminders)).flatMap(([id, one]) => (one.paused ? [] : [id])))
  const left = (keeping: Keeping, one: unknown, id: string): unknown => {
    if (!keeping.ageing || isHeld(keeping.kind, id)) return one
    return keeping.kind === runs && coming.has(scheduleOf(id)) ? one : keeping.ageing.left(one, before)
  }
  const stale = all
    .filter(({ keeping }) => keeping.kind === runs)
    .flatMap(({ keeping, documents }) =>
      documents.flatMap(({ id, document }) => (left(keeping, document, id) === undefined ? [id] : [])),
    )
  const about: About = { ...nobodyInParticular, gone: new Set(stale) }
  const changes: Change[] = []
  const aged: Aged[] = []
  for (const { keeping, documents } of all) {
    const size = keeping.ageing?.size ?? (() => 1)
    let count = 0
    for (const looked of documents) {
      const { id, document: one } = looked
      if (isHeld(keeping.kind, id)) continue
      const young = left(keeping, one, id)
      const after =
        young === undefined ? undefined : afterwards(keeping, { ...looked, document: young }, about)
      if (after === one) continue
      changes.push({ kind: keeping.kind, id, before: one, after })
      if (keeping.ageing) count += size(one) - (after === undefined ? 0 : size(after))
    }
    if (keeping.ageing) {
      const of = documents.reduce((sum, { document }) => sum + size(document), 0)
      aged.push({ what: keeping.ageing.what, count, of })
    }
  }
  return { changes, aged }
}

const nobodyInParticular = {
  who: { id: '', ids: [], names: [] },
  own: new Set<string>(),
  renamed: new Map<string, string>(),
  said: new Set<string>(),
}

import { type Closure, closureId, closures } from '../core/schedule/closures.ts'
import { forwardingTx, type Kind, type Store, type Tx, withChanges } from '../core/store.ts'

/**
 * The store, where every library has these closed days as well: those of the calendar files beside the content. They are read
 * wherever closed days are, and stored nowhere, so that the file stays the one place where they are changed.
 */
export function withContentClosures(store: Store, fixed: readonly Closure[]): Store {
  if (fixed.length === 0) return store
  const known = new Map(fixed.map(one => [closureId(one), one]))
  const isClosed = (kind: Kind<unknown>) => kind === closures

  function listed<T>(kind: Kind<T>, stored: [string, T][]): [string, T][] {
    if (!isClosed(kind)) return stored
    return [...stored.filter(([id]) => !known.has(id)), ...([...known] as [string, T][])]
  }
  function own<T>(kind: Kind<T>, id: string): T | undefined {
    return isClosed(kind) ? (known.get(id) as T | undefined) : undefined
  }
  const changing = (tx: Tx): Tx => ({
    ...forwardingTx(tx),
    get: async (kind, id) => own(kind, id) ?? tx.get(kind, id),
    list: async kind => listed(kind, await tx.list(kind)),
  })
  return {
    ...withChanges(store, (tx, change) => change(changing(tx))),
    get: async (workspace, kind, id) => own(kind, id) ?? store.get(workspace, kind, id),
    list: async (workspace, kind) => listed(kind, await store.list(workspace, kind)),
  }
}

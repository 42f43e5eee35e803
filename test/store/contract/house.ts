import type { Store } from '../../../src/core/store.ts'

/** The store under test: a fresh one for each test, on a place that outlives its closing. */
export interface House {
  readonly store: Store
  /** Closes the store and opens another on the same place. */
  reopen(): Promise<void>
}

export const minute = 60_000
export const day = 24 * 60 * minute
export const week = 7 * day
/** A Monday, 13:00 UTC. The contract owns the clock: every instant is given to the store, none is read. */
export const T0 = Date.UTC(2026, 10, 2, 13)

/** Does each delivery once. False: it was done before, and what had to be kept of it is kept. */
export type Dedupe = (id: string, first: () => Promise<void>) => Promise<boolean>

/** How long deliveries are remembered: longer than the platform repeats them, and than its signature is good for. */
export interface Memory {
  now(): number
  forMs: number
  most: number
}

/**
 * Remembers deliveries, in two halves: when the younger is full, or old, it becomes the older, and what was the older is forgotten. (To
 * take the oldest out of one map, one by one, gets slow: each look at its front passes over all that was there.) A durable check is
 * kept beside the documents (`idempotency.ts`).
 */
export function createDedupe({ now, forMs, most }: Memory): Dedupe {
  let older = new Map<string, Promise<void>>()
  let younger = new Map<string, Promise<void>>()
  let since = now()

  return async (id, first) => {
    changeHalves()
    const before = younger.get(id) ?? older.get(id)
    if (before) {
      await before
      return false
    }
    const kept = first()
    const half = younger
    half.set(id, kept)
    try {
      await kept
    } catch (error) {
      // What failed was not done: the platform's next try is the first again.
      half.delete(id)
      throw error
    }
    return true
  }

  /** So each is remembered for as long at least, and for twice as long at most. */
  function changeHalves(): void {
    const age = now() - since
    if (younger.size < most / 2 && age < forMs && age >= 0) return
    older = younger
    younger = new Map()
    since = now()
  }
}

/** Does each delivery once. False: it was done before, and what had to be kept of it is kept. */
export type Dedupe = (id: string, first: () => Promise<void>) => Promise<boolean>

/** How long deliveries are remembered: longer than the platform repeats them, and than its signature is good for. */
interface Memory {
  now(): number
  forMs: number
  most: number
}

/** Remembers deliveries. A durable check is kept beside the documents (`idempotency.ts`). */
export function createDedupe({ now, forMs, most }: Memory): Dedupe {
  const seen = new Map<string, { kept: Promise<void>; at: number }>()

  return async (id, first) => {
    forgetOld()
    const before = seen.get(id)
    if (before) {
      await before.kept
      return false
    }
    const kept = first()
    seen.set(id, { kept, at: now() })
    try {
      await kept
    } catch (error) {
      // What failed was not done: the platform's next try is the first again.
      seen.delete(id)
      throw error
    }
    return true
  }

  function forgetOld(): void {
    for (const [id, { at }] of seen) {
      if (at > now() - forMs && seen.size < most) return
      seen.delete(id)
    }
  }
}

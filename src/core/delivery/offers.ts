/** How long something waits, and how much of it may. */
export interface OfferTerms {
  now(): number
  forMs: number
  /** Of one person: whoever is offered more lets their own oldest go. */
  mostOfOne: number
  /** Of all, in one process. */
  most: number
}

/** What waits until the one it is for takes it, whichever Hearth they take it at. */
export interface Offers {
  put(id: string, owner: string, what: string): Promise<void>
  /** Takes it out, so that it is given once; undefined: it is not theirs, or no longer there. */
  take(id: string, owner: string): Promise<string | undefined>
  /** Drops what waits for somebody. */
  forget(owner: string): Promise<void>
}

interface Offered {
  owner: string
  what: string
  until: number
}

/** What waits in the memory of one process. */
export function createOffers({ now, forMs, mostOfOne, most }: OfferTerms): Offers {
  const waiting = new Map<string, Offered>()

  return {
    async put(id, owner, what) {
      for (const [old, { until }] of waiting) if (until < now()) waiting.delete(old)
      makeRoom(owner)
      waiting.set(id, { owner, what, until: now() + forMs })
    },
    async take(id, owner) {
      const found = waiting.get(id)
      if (found?.owner !== owner || found.until < now()) return undefined
      waiting.delete(id)
      return found.what
    },
    async forget(owner) {
      for (const id of idsOf(owner)) waiting.delete(id)
    },
  }

  /** Where there is too much in all, whoever has most of it lets their oldest go. */
  function makeRoom(owner: string): void {
    const theirs = idsOf(owner)
    if (theirs.length >= mostOfOne) waiting.delete(theirs[0] ?? '')
    if (waiting.size < most) return
    const owners = new Set([...waiting.values()].map(one => one.owner))
    const all = [...owners].map(idsOf).reduce((one, other) => (other.length > one.length ? other : one))
    waiting.delete(all[0] ?? '')
  }

  function idsOf(owner: string): string[] {
    return [...waiting].flatMap(([id, one]) => (one.owner === owner ? [id] : []))
  }
}

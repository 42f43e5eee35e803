import type { PersonId, Workspace } from '../incoming.ts'

/** How long something waits, and how much of it may. */
export interface OfferTerms {
  now(): number
  forMs: number
  /** Of one person: whoever is offered more lets their own oldest go. */
  mostOfOne: number
  /** Of all, in one process. */
  most: number
}

/** The one that something is for. */
export interface OfferOwner {
  library: Workspace
  person: PersonId
}

/** What waits until the one it is for takes it, whichever Hearth they take it at. */
export interface Offers {
  put(id: string, owner: OfferOwner, what: string): Promise<void>
  /** Takes it out, so that it is given once; undefined: it is not theirs, or no longer there. */
  take(id: string, owner: OfferOwner): Promise<string | undefined>
  /** Drops all that waits in a library: of somebody who is forgotten, words may stand in a colleague's file, and files can be made anew. */
  forget(library: Workspace): Promise<void>
}

interface Offered {
  owner: string
  library: Workspace
  what: string
  until: number
}

/** What waits in the memory of one process. */
export function createOffers({ now, forMs, mostOfOne, most }: OfferTerms): Offers {
  const waiting = new Map<string, Offered>()

  return {
    async put(id, owner, what) {
      for (const [old, { until }] of waiting) if (until < now()) waiting.delete(old)
      makeRoom(nameOf(owner))
      waiting.set(id, { owner: nameOf(owner), library: owner.library, what, until: now() + forMs })
    },
    async take(id, owner) {
      const found = waiting.get(id)
      if (found?.owner !== nameOf(owner) || found.until < now()) return undefined
      waiting.delete(id)
      return found.what
    },
    async forget(library) {
      for (const [id, one] of waiting) if (one.library === library) waiting.delete(id)
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

const nameOf = ({ library, person }: OfferOwner): string => `${library}/${person}`

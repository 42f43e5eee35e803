import { runs } from '../features/walkthrough/run/run.ts'
import type { PersonId } from './incoming.ts'
import { type Kind, kind, type Tx } from './store.ts'

/** Something that may not be deleted, as for a request for public records. */
export interface LegalHold {
  at: number
  by: PersonId
  name: string
  because?: string
}

/** Holds by the walk-through or plan they are on; under `all`, one on everything in the library. */
export const legalHolds = kind<LegalHold>('hold')
export const all = 'all'

/** Somebody who wants to be forgotten, once what is held of them may be deleted. */
export interface ErasureRequest {
  at: number
  ids: readonly string[]
  names: readonly string[]
}

/** Their wishes, by person. */
export const erasureRequests = kind<ErasureRequest>('forget-wish')

/** Whether a document is held. */
export type IsHeld = (kind: Kind<unknown>, id: string) => boolean

/** What is held now. */
export async function heldNow(from: Pick<Tx, 'list'>): Promise<IsHeld> {
  const held = new Set((await from.list(legalHolds)).map(([id]) => id))
  // The holds themselves, and the wishes that wait for their end, are no record of what anybody did.
  return (what, id) =>
    what !== legalHolds && what !== erasureRequests && (held.has(all) || (what === runs && held.has(id)))
}

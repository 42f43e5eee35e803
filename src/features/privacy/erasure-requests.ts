import type { Call } from '../../core/command.ts'
import { deliveriesIn, idempotencyKeys } from '../../core/delivery/idempotency.ts'
import type { Effect } from '../../core/effect.ts'
import { heldNow, heldOf } from '../../core/records/legal-hold.ts'
import type { PersonalDataEntry, Someone } from '../../core/records/personal-data.ts'
import { bury } from '../../core/records/tombstones.ts'
import { kind, type Tx } from '../../core/store.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { type Change, carryOut, changesIn, type Look, lookFor, type Memory, partsIn } from './erase-person.ts'
import { cardsAfter, toldAfter } from './refresh-after-erasure.ts'

/** Somebody who wants to be forgotten, once what is held of them may be deleted. */
export interface ErasureRequest {
  at: number
  ids: readonly string[]
}

/** Their wishes, by person. */
export const erasureRequests = kind<ErasureRequest>('forget-wish')

/** Somebody who was taken out of what is kept, and what of them had to stay, for it is held. */
export interface Erasure {
  who: Someone
  changes: Change[]
  /** What and why, a line for each. */
  held: string[]
}

/** What forgetting somebody would change, as far as nothing is held. */
export async function previewErasure(tx: Pick<Tx, 'get' | 'list'>, look: Look): Promise<Erasure> {
  return {
    who: look.about.who,
    changes: changesIn(look, await heldNow(tx)),
    held: await heldOf(tx, partsIn(look)),
  }
}

/** Forgets somebody as far as nothing is held; what is, waits with their wish for the end of the hold. */
export async function eraseAsFarAsAllowed(
  tx: Tx,
  inventory: readonly PersonalDataEntry[],
  who: Someone,
  { wished, now, delivery }: { wished: number; now: number; delivery?: string },
  memory?: Memory,
): Promise<Erasure> {
  const forgotten = await previewErasure(tx, await lookFor(tx, inventory, who, memory))
  const before = await tx.get(erasureRequests, who.id)
  const ids = deliveriesIn((await tx.get(idempotencyKeys, who.id)) ?? { ids: [] })
  const deliveries = delivery === undefined ? ids : [...ids, delivery]
  if (!isNothing({ ...forgotten, held: [] })) await bury(tx, who.id, deliveries, now)
  await carryOut(tx, forgotten.changes)
  if (forgotten.held.length > 0)
    await tx.put(erasureRequests, who.id, { at: before?.at ?? wished, ids: who.ids })
  return forgotten
}

/** Whether there is nothing to forget but a wish that was noted before. */
export const isNothing = ({ changes, held }: Erasure): boolean =>
  held.length === 0 && changes.every(({ kind }) => kind === erasureRequests)

/** Does what people wished while it was held, as far as nothing else is. */
export async function eraseAsRequested(
  tx: Tx,
  inventory: readonly PersonalDataEntry[],
  now: number,
): Promise<Erasure[]> {
  const done: Erasure[] = []
  for (const [id, { ids, at }] of await tx.list(erasureRequests))
    done.push(await eraseAsFarAsAllowed(tx, inventory, { id, ids }, { wished: at, now }))
  return done
}

/** Redraws what colleagues see, and tells them what stopped. */
export const afterwardsFor = async (
  call: Call,
  walkthroughs: readonly Walkthrough[],
  { changes, who }: Erasure,
): Promise<Effect[]> => [...(await cardsAfter(call, walkthroughs, changes, who)), ...toldAfter(changes, who)]

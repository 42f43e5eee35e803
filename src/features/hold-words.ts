import { all, type Hold, holds } from '../core/hold.ts'
import type { Tx } from '../core/store.ts'
import { dayOf } from './about-you.ts'

/** `since 3 May 2026, by Ana: request 12`. */
export const sinceAndWhy = ({ at, name, because }: Hold): string =>
  `since ${dayOf(at)}, by ${name}${because ? `: ${because}` : ''}`

/** Why a document is held, in words: the hold on itself, or that on everything. */
export async function whyHeld(from: Pick<Tx, 'get'>, id: string): Promise<string | undefined> {
  const hold = (await from.get(holds, id)) ?? (await from.get(holds, all))
  return hold && `held for records ${sinceAndWhy(hold)}`
}

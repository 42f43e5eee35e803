import type { ErasureDeps } from '../features/privacy/erase-person.ts'
import { all, heldNow, type LegalHold, legalHolds } from './legal-hold.ts'
import type { Tx } from './store.ts'
import { dayOf } from './time/calendar.ts'

/** `since 3 May 2026, by Ana: request 12`. */
export const sinceAndWhy = ({ at, name, because }: LegalHold): string =>
  `since ${dayOf(at)}, by ${name}${because ? `: ${because}` : ''}`

/** Why a document is held, in words: the hold on itself, or that on everything. */
export async function whyHeld(from: Pick<Tx, 'get'>, id: string): Promise<string | undefined> {
  const hold = (await from.get(legalHolds, id)) ?? (await from.get(legalHolds, all))
  return hold && `held for records ${sinceAndWhy(hold)}`
}

/** What is held of somebody's, and why, a line for each. */
export async function heldOf(from: Pick<Tx, 'get' | 'list'>, kept: ErasureDeps): Promise<string[]> {
  const isHeld = await heldNow(from)
  const held = kept.flatMap(({ keeping, parts }) => parts.filter(({ id }) => isHeld(keeping.kind, id)))
  const everything = held.length > 0 ? await from.get(legalHolds, all) : undefined
  if (everything) return [`Everything is held for records ${sinceAndWhy(everything)}`]
  return Promise.all(held.map(async ({ id, line }) => `${line}; ${await whyHeld(from, id)}`))
}

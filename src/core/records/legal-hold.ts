import type { PersonId } from '../incoming.ts'
import { kind, type Tx } from '../store.ts'
import { dayOf } from '../time/in-words.ts'
import type { FoundPersonalData, PersonalDataEntry } from './personal-data.ts'

/** Something that may not be deleted, as for a request for public records. */
export interface LegalHold {
  at: number
  by: PersonId
  name: string
  because?: string
}

/** Holds by the document they are on; under `all`, one on everything in the library. */
export const legalHolds = kind<LegalHold>('hold')
export const all = 'all'

/** Whether a document is held. */
export type IsHeld = (entry: Pick<PersonalDataEntry, 'holdable' | 'heldAs'>, id: string) => boolean

/** What is held now. */
export async function heldNow(from: Pick<Tx, 'list'>): Promise<IsHeld> {
  const held = new Set((await from.list(legalHolds)).map(([id]) => id))
  return ({ holdable, heldAs = one => one }, id) =>
    holdable !== 'never' && (held.has(all) || (holdable === 'each' && held.has(heldAs(id))))
}

/** `since 3 May 2026, by Ana: request 12`. */
export const sinceAndWhy = ({ at, name, because }: LegalHold): string =>
  `since ${dayOf(at)}, by ${name}${because ? `: ${because}` : ''}`

/** Why a document is held, in words: the hold on itself, or that on everything. */
export async function whyHeld(from: Pick<Tx, 'get'>, id: string): Promise<string | undefined> {
  const hold = (await from.get(legalHolds, id)) ?? (await from.get(legalHolds, all))
  return hold && `held for records ${sinceAndWhy(hold)}`
}

/** What is held of somebody's, and why, a line for each. */
export async function heldOf(from: Pick<Tx, 'get' | 'list'>, found: FoundPersonalData): Promise<string[]> {
  const isHeld = await heldNow(from)
  const held = found.flatMap(({ entry, parts }) => parts.filter(({ id }) => isHeld(entry, id)))
  const everything = held.length > 0 ? await from.get(legalHolds, all) : undefined
  if (everything) return [`Everything is held for records ${sinceAndWhy(everything)}`]
  return Promise.all(held.map(async ({ id, line }) => `${line}; ${await whyHeld(from, id)}`))
}

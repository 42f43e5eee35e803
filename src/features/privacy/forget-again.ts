import type { PersonalDataEntry } from '../../core/records/personal-data.ts'
import { buriedAmong, putUpAgain, type Tombstones } from '../../core/records/tombstones.ts'
import type { Tx } from '../../core/store.ts'
import { eraseAsFarAsAllowed } from './erasure-requests.ts'

/**
 * In a library that was put back as it was at an instant: takes out again whoever had themselves forgotten since, as its tombstones
 * from before tell. They say of nobody who it is, so every word that could be an id is tried. Resolves with how many people that were.
 */
export async function forgetAgain(
  tx: Tx,
  inventory: readonly PersonalDataEntry[],
  tombstones: Tombstones,
  since: number,
): Promise<number> {
  const words = new Set<string>()
  for (const { kind } of inventory)
    for (const [id, document] of await tx.list(kind)) {
      words.add(id)
      addWords(document, words)
    }
  await putUpAgain(tx, tombstones)
  const people = buriedAmong(tombstones, words, since)
  for (const { id, at } of people)
    await eraseAsFarAsAllowed(tx, inventory, { id, ids: [id] }, { wished: at, now: at })
  return people.length
}

/** Longer than any platform's id, or with a space in it: somebody's own words. */
const isNoId = /^.{201}|\s/s

function addWords(value: unknown, words: Set<string>): void {
  if (typeof value === 'string') {
    if (!isNoId.test(value)) words.add(value)
  } else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) {
      words.add(name)
      addWords(one, words)
    }
}

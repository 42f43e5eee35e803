import { createHmac, randomBytes } from 'node:crypto'
import type { PersonId } from '../incoming.ts'
import { kind, type Tx } from '../store.ts'

/** That somebody was forgotten, under a keyed hash: it tells of nobody who it is, and stops what would have them kept again by itself. */
interface Tombstone {
  at: number
  /** The last deliveries of theirs that changed something, hashed: the platform may bring them once more. */
  seen: string[]
  /** They wrote again since. */
  back?: true
}

export const tombstones = kind<Tombstone>('tombstone')
/** The key of a library's hashes, under `key`; made when the first is needed. */
export const tombstoneKeys = kind<{ key: string }>('tombstone-key')
const one = 'key'

/** Platforms deliver again for some hours at most; whoever opens Hearth's page by habit is let be for a week. */
const lastsMs = 7 * 24 * 3_600_000

/** Somebody who was forgotten in the last days. */
export interface Forgotten {
  /** They wrote again since, and are known anew. */
  isBack: boolean
  /** Whether a delivery is one from before. */
  knows(delivery: string): boolean
}

/** Leaves a tombstone, in the change that forgets somebody and before what was known of them is gone. */
export async function bury(
  tx: Tx,
  person: PersonId,
  deliveries: readonly string[],
  at: number,
): Promise<void> {
  const { key } = (await tx.get(tombstoneKeys, one)) ?? { key: randomBytes(32).toString('hex') }
  await tx.put(tombstoneKeys, one, { key })
  for (const [id, old] of await tx.list(tombstones)) if (isOver(old, at)) await tx.delete(tombstones, id)
  await tx.put(tombstones, hashed(key, person), { at, seen: deliveries.map(id => hashed(key, id)) })
}

/** Looks whether somebody was forgotten in the last days. */
export async function forgotten(
  from: Pick<Tx, 'get'>,
  person: PersonId,
  now: number,
): Promise<Forgotten | undefined> {
  const kept = await from.get(tombstoneKeys, one)
  const found = kept && (await from.get(tombstones, hashed(kept.key, person)))
  if (!found || isOver(found, now)) return undefined
  return { isBack: found.back === true, knows: delivery => found.seen.includes(hashed(kept.key, delivery)) }
}

/** Whoever writes again begins afresh; what they wrote before stays forgotten. */
export async function comesBack(tx: Tx, person: PersonId): Promise<void> {
  const kept = await tx.get(tombstoneKeys, one)
  const id = kept && hashed(kept.key, person)
  const found = id && (await tx.get(tombstones, id))
  if (found && !found.back) await tx.put(tombstones, id, { ...found, back: true })
}

/** The tombstones of a library, while it is put back as it was before them. */
export interface Tombstones {
  /** Undefined: there are none. */
  key: string | undefined
  all: readonly (readonly [hash: string, one: Tombstone])[]
}

export const tombstonesOf = async (from: Pick<Tx, 'get' | 'list'>): Promise<Tombstones> => ({
  key: (await from.get(tombstoneKeys, one))?.key,
  all: await from.list(tombstones),
})

/** Puts them up again in the library, which may be older than they are. */
export async function putUpAgain(tx: Tx, { key, all }: Tombstones): Promise<void> {
  if (key === undefined) return
  await tx.put(tombstoneKeys, one, { key })
  for (const [hash, stone] of all) await tx.put(tombstones, hash, stone)
}

/** Who of these was forgotten after an instant, and when. */
export function buriedAmong(
  { key, all }: Tombstones,
  ids: Iterable<string>,
  since: number,
): { id: PersonId; at: number }[] {
  if (key === undefined) return []
  const later = new Map(all.filter(([, { at }]) => at > since).map(([hash, { at }]) => [hash, at]))
  if (later.size === 0) return []
  return [...ids].flatMap(id => {
    const at = later.get(hashed(key, id))
    return at === undefined ? [] : [{ id, at }]
  })
}

const isOver = ({ at }: Tombstone, now: number): boolean => now - at > lastsMs

const hashed = (key: string, what: string): string =>
  createHmac('sha256', key).update(what).digest('base64url').slice(0, 32)

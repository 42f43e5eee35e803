import { randomUUID } from 'node:crypto'
import { type Changed, type Index, kind, type Store, type Tx, withChanges } from '../store.ts'
import { heldNow, legalHolds } from './legal-hold.ts'
import type { PersonalDataEntry } from './personal-data.ts'

/** What was replaced or removed in one change, while the document it stood in was held. */
export interface HeldVersion {
  kind: string
  /** The document that it stood in. */
  of: string
  at: number
  /** The document itself was removed. */
  removed?: true
  parts: HeldPart[]
}

/** One part of a document: where it stood, and what it was. */
export interface HeldPart {
  path: string
  was: unknown
}

/** Kept beside what replaces it, for as long as the hold lasts. */
export const heldVersions = kind<HeldVersion>('held-version')

/** What was replaced, by what it belonged to: a walk-through, or all notes of a person. */
export const heldVersionsByDocument: Index<HeldVersion> = {
  name: 'held-versions-by-what-they-belong-to',
  kind: heldVersions,
  keysOf: one => [`${one.kind} ${one.of.split('/')[0]}`],
}

/** What was replaced, by the document it stood in. */
export const versionsOf: Index<HeldVersion> = {
  name: 'held-versions-by-document',
  kind: heldVersions,
  keysOf: one => [`${one.kind} ${one.of}`],
}

/** The hold that a version falls under: that of the document it stood in. */
export const heldDocumentOf = (version: string): string => version.slice(0, version.lastIndexOf('/'))

/** What was replaced or removed in a document while it was held, the oldest first. */
export async function versionsHeld(from: Pick<Tx, 'find'>, what: string, id: string): Promise<HeldVersion[]> {
  const all = await from.find(versionsOf, `${what} ${id}`)
  return all.map(([, one]) => one).sort((a, b) => a.at - b.at)
}

/** Lets go of what was kept for a hold that is over. */
export async function dropVersions(tx: Tx, inventory: readonly PersonalDataEntry[]): Promise<void> {
  const isHeld = await heldNow(tx)
  const entry = inventory.find(one => one.kind === heldVersions)
  for (const [id] of await tx.list(heldVersions))
    if (!entry || !isHeld(entry, id)) await tx.delete(heldVersions, id)
}

/**
 * The same store, in which no word of a held document is ever gone: whatever a change replaces or removes is kept beside it, in the
 * same commit. It stands between the store and all who write, so that no feature has to think of it.
 */
export function withHeldVersions(
  store: Store,
  inventory: readonly PersonalDataEntry[],
  now: () => number,
): Store {
  const entries = new Map(inventory.map(one => [one.kind as string, one]))
  return withChanges(store, carriedOut)

  async function carriedOut<R>(tx: Tx, change: (tx: Tx) => Promise<R> | R): Promise<R> {
    if ((await tx.list(legalHolds)).length === 0) return await change(tx)
    const result = await change(tx)
    await keepReplaced(tx, await tx.changed())
    return result
  }

  /** Holds count as they are after the change: where one ends, what it held may go. */
  async function keepReplaced(tx: Tx, changed: readonly Changed[]): Promise<void> {
    const isHeld = await heldNow(tx)
    for (const { kind: what, id, before, after } of changed) {
      const entry = entries.get(what)
      if (!entry || what === heldVersions || before === undefined || !isHeld(entry, id)) continue
      const record = entry.record ?? (one => one)
      const parts = replacedIn(record(before), after === undefined ? undefined : record(after))
      if (parts.length === 0) continue
      const version: HeldVersion = { kind: what, of: id, at: now(), parts }
      if (after === undefined) version.removed = true
      // The id of a document may be as long as any: this one has room for what comes behind it.
      await tx.put(heldVersions, `${[...id].slice(0, 140).join('')}/${randomUUID().slice(0, 8)}`, version)
    }
  }
}

/** The parts of a document whose words stand nowhere in the new one; all of it, where there is none. */
function replacedIn(before: unknown, after: unknown): HeldPart[] {
  if (before === undefined) return []
  if (after === undefined) return [{ path: '', was: before }]
  const left = new Set(wordsIn(after))
  return lostParts(before, left, '')
}

function lostParts(before: unknown, left: ReadonlySet<string>, path: string): HeldPart[] {
  if (typeof before === 'string') return left.has(before) ? [] : [{ path, was: before }]
  if (Array.isArray(before))
    return before.flatMap((one, at) => lostParts(one, left, path === '' ? `${at}` : `${path}.${at}`))
  if (typeof before !== 'object' || before === null) return []
  const fields = Object.entries(before)
  const lost = fields.some(([, one]) => typeof one === 'string' && !left.has(one))
  // What belongs together is kept together: a step with whose it was and by when.
  const own = Object.fromEntries(fields.filter(([, one]) => !isMany(one)))
  const inner = fields.flatMap(([name, one]) =>
    lost && !isMany(one) ? [] : lostParts(one, left, path === '' ? name : `${path}.${name}`),
  )
  return lost ? [{ path, was: own }, ...inner] : inner
}

/** Lists, and what holds lists, are looked into; the rest of an object is small. */
const isMany = (one: unknown): boolean =>
  Array.isArray(one) || (typeof one === 'object' && one !== null && Object.values(one).some(isMany))

/** Every text in a document. */
export function wordsIn(one: unknown): string[] {
  if (typeof one === 'string') return [one]
  if (typeof one !== 'object' || one === null) return []
  return Object.values(one).flatMap(wordsIn)
}

import type { Call } from '../../core/command.ts'
import { byId, kind, type Tx } from '../../core/store.ts'
import { UserError } from '../../core/user-error.ts'
import { type Suggestion, suggestions, suggestionsByPerson } from '../icebreaker/catalog.ts'
import type { Draft } from './propose.ts'

/** Questions that somebody looks over, until they say whether they are kept: one list at a time. */
export interface PendingDrafts {
  /** Tells this list from others: an old button keeps nothing new. */
  mark: string
  /** What it came from, where that has a name. */
  from?: string
  drafts: (Draft & { line: number })[]
  at: number
}
export const pendingDrafts = kind<PendingDrafts>('icebreaker-draft')

/** A question of somebody's own, with the name it is kept under. */
export type Own = readonly [id: string, one: Suggestion]

/** All questions that somebody wrote, in the order in which they did. */
export async function ownOf({ library, person }: Pick<Call, 'library' | 'person'>): Promise<Own[]> {
  return (await library.find(suggestionsByPerson, person.id)).sort(byId)
}

const numberOf = (id: string): number => Number(id.slice('own-'.length)) || 0

/** The one that is meant: by its place in the list, or by its name. @throws {UserError} */
export async function namedOwn(call: Call, said: string): Promise<Own> {
  const all = await ownOf(call)
  const only = all.length === 1 ? all[0] : undefined
  const found =
    all.find(([id]) => id === said.toLowerCase()) ?? all[Number(said) - 1] ?? (said === '' ? only : undefined)
  if (found) return found
  throw new UserError(
    all.length === 0
      ? 'You have no icebreakers of your own yet. “my icebreakers add What made today easier?” begins one.'
      : `Which one do you mean? Say its number, from 1 to ${all.length}: “my icebreakers” lists them.`,
  )
}

/** Keeps drafts as the asker's own, behind those that are there. */
export async function keepDrafts(tx: Tx, { person, at }: Call, drafts: readonly Draft[]): Promise<string[]> {
  const all = await tx.list(suggestions)
  const last = Math.max(0, ...all.map(([id]) => numberOf(id)))
  const ids: string[] = []
  for (const [place, { text, audience, tags }] of drafts.entries()) {
    const id = `own-${last + 1 + place}`
    await tx.put(suggestions, id, {
      text,
      by: person.id,
      name: person.name,
      at,
      answers: {},
      audience,
      own: tags,
    })
    ids.push(id)
  }
  return ids
}

import type { PersonId } from '../../core/incoming.ts'
import { nobody } from '../../core/records/personal-data.ts'

/** So many different people stand behind every number that is told, and behind each difference of two. */
export const fewestPeople = 3

/** Something that happened, and who did their part of it when. */
export interface Happened {
  id: string
  said: readonly { by: PersonId; at: number }[]
}

/**
 * What can be told of what happened: as it went, things wait until three people stand behind those that wait, and are told together.
 * So it is the same at any later day, and what is told on one day and not on an earlier one has three people behind it, too. Each is
 * told since then.
 */
export function inThrees<One extends Happened>(all: readonly One[]): One[] {
  const parts = all
    .flatMap(one => one.said.flatMap(({ by, at }) => (by === nobody.id ? [] : [{ one, by, at }])))
    .sort((a, b) => a.at - b.at || compared(a.one.id, b.one.id) || compared(a.by, b.by))
  const told = new Map<One, number>()
  const waiting = new Set<One>()
  const people = new Set<PersonId>()
  for (const { one, by, at } of parts) {
    if (told.has(one)) continue
    waiting.add(one)
    people.add(by)
    if (people.size < fewestPeople) continue
    for (const each of waiting) told.set(each, at)
    waiting.clear()
    people.clear()
  }
  return [...told].map(([one, since]) => notBefore(one, since))
}

/** The same, as it is known from an instant on. */
export const notBefore = <One extends Happened>(one: One, since: number): One => ({
  ...one,
  said: one.said.map(({ by, at }) => ({ by, at: Math.max(at, since) })),
})

/** Whether what is left of some, without others that are told as well, would tell what one or two people did. */
export function givesAway(all: readonly Happened[], others: readonly Happened[]): boolean {
  const told = new Set(others.map(one => one.id))
  const left = peopleOf(all.filter(one => !told.has(one.id)))
  return left.size > 0 && left.size < fewestPeople
}

/** Who did something in these. */
export const peopleOf = (all: readonly Happened[]): Set<PersonId> =>
  new Set(all.flatMap(one => one.said.map(({ by }) => by)))

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

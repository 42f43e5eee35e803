import type { PersonId } from '../../core/incoming.ts'
import type { Bar } from '../../core/message.ts'

/** So many different people stand behind every number that is told. */
const fewestPeople = 3

/** Said in place of a number with fewer people behind it. */
export const tooFew = 'not told: fewer than three people'

/** A number, and the people behind it. */
export interface Tally {
  label: string
  count: number
  people: ReadonlySet<PersonId>
  /** Where it is a part of another number that is told: the people behind what is left of that. */
  others?: ReadonlySet<PersonId>
}

/**
 * The numbers that can be told. One that cannot takes others with it, the smallest first, until three people stand behind all
 * that is left out together: else it could be had by taking the rest from a sum that is told elsewhere.
 */
export function told(tallies: readonly Tally[]): Bar[] {
  const hidden = new Set(tallies.filter(isHidden))
  const bySize = tallies.filter(one => one.count > 0).sort((a, b) => a.people.size - b.people.size)
  for (const one of bySize) {
    if (hidden.size === 0 || together(hidden).size >= fewestPeople) break
    hidden.add(one)
  }
  return tallies.map(one => toldOrNot(one, hidden.has(one)))
}

const isHidden = (one: Tally): boolean => isTooFew(one.people, one.count) || isTooFew(one.others)

function toldOrNot({ label, count, people }: Tally, isLeftOut: boolean): Bar {
  if (!isLeftOut) return { label, value: count, words: String(count) }
  return { label, words: people.size < fewestPeople ? tooFew : 'not told: it would give another away' }
}

/** Numbers that are no parts of one sum: each is told or not by the people behind it alone. */
export const toldAlone = (tallies: readonly Tally[]): Bar[] =>
  tallies.map(one => toldOrNot(one, isHidden(one)))

/** Some people, and fewer than may stand behind a number; a count without anybody who is known is of too few, too. */
const isTooFew = (people: ReadonlySet<PersonId> = new Set(), count = people.size): boolean =>
  count > 0 && people.size < fewestPeople

/** Whether anything is told at all. */
export const isTold = (bars: readonly Bar[]): boolean => bars.some(one => (one.value ?? 0) > 0)

function together(all: ReadonlySet<Tally>): Set<PersonId> {
  return new Set([...all].flatMap(one => [...one.people]))
}

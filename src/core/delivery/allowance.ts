/** So many requests of one person in so many milliseconds are answered as fast as they come: nobody types faster. */
export const allowance = { most: 100, withinMs: 10_000 } as const

/**
 * Takes one request off what somebody may ask. Resolves with how many they had before it: `allowance.most`, where they were quiet for
 * long; less than one, where it is more than they may, and nothing was taken.
 */
export type Spend = (person: string, at: number) => Promise<number>

/** Nobody is remembered whose allowance is whole again; looked at when there are so many. */
const manyPeople = 1_000

/** The allowances of one process. */
export function createAllowances(): Spend {
  const people = new Map<string, { left: number; at: number }>()
  let lookAt = manyPeople

  return async (person, at) => {
    const known = people.get(person)
    if (!known) forgetTheQuiet(at)
    const had = known ? regained(known, at) : allowance.most
    people.set(person, { left: had < 1 ? had : had - 1, at })
    return had
  }

  function forgetTheQuiet(at: number): void {
    if (people.size < lookAt) return
    for (const [person, one] of people) if (regained(one, at) === allowance.most) people.delete(person)
    // Looked at again when there are twice as many as are left: else a busy thousand would be gone through for each that comes.
    lookAt = Math.max(manyPeople, 2 * people.size)
  }
}

/** A clock that was set back gives nothing, and takes nothing. */
const regained = ({ left, at: then }: { left: number; at: number }, at: number): number =>
  Math.min(allowance.most, left + (Math.max(0, at - then) * allowance.most) / allowance.withinMs)

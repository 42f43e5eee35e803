import type { Person, PersonId } from '../../src/core/incoming.ts'
import { slug } from './address.ts'
import { cleanLine } from './plain.ts'

/** Who is known at this terminal. Anyone can be: a name is all it takes. */
export interface People {
  /** The person of that name, met now if not before; nothing if no id can be made of the name. */
  meet(name: string): Person | undefined
  /** The person of that id: someone may have been here in an earlier run, so every well-made id is somebody. */
  get(id: PersonId): Person | undefined
  nameOf(id: PersonId): string
  names(): string[]
}

const longestName = 60
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Starts with the people known from the beginning. */
export function createPeople(names: readonly string[]): People {
  const known = new Map<PersonId, Person>()
  for (const name of names) meet(name)
  return {
    meet,
    get,
    nameOf: id => get(id)?.name ?? id,
    names: () => [...known.values()].map(one => one.name),
  }

  function meet(name: string): Person | undefined {
    const id = slug(name)
    if (id === '') return undefined
    const met = known.get(id) ?? { id, name: cleanLine(name).trim().slice(0, longestName), timeZone }
    known.set(id, met)
    return met
  }

  function get(id: PersonId): Person | undefined {
    return known.get(id) ?? (id !== '' && slug(id) === id ? { id, name: id, timeZone } : undefined)
  }
}

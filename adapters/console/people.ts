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

/** The id of whoever is at the keyboard, where nobody is named: what they have kept stays theirs, whatever they are called. */
const own: PersonId = 'you'

/** Starts with the people known from the beginning; with none, with whoever is logged in on this computer. */
export function createPeople(names: readonly string[], login = ''): People {
  const known = new Map<PersonId, Person>()
  for (const name of names) meet(name)
  if (names.length === 0) known.set(own, { id: own, name: shortened(login) || own, timeZone })
  return {
    meet,
    get,
    nameOf: id => get(id)?.name ?? id,
    names: () => [...known.values()].map(one => one.name),
  }

  function meet(name: string): Person | undefined {
    const id = slug(name) === slug(login) && names.length === 0 ? own : slug(name)
    if (id === '') return undefined
    const met = known.get(id) ?? { id, name: shortened(name), timeZone }
    known.set(id, met)
    return met
  }

  function get(id: PersonId): Person | undefined {
    return known.get(id) ?? (id !== '' && slug(id) === id ? { id, name: id, timeZone } : undefined)
  }
}

const shortened = (name: string): string => cleanLine(name).trim().slice(0, longestName)

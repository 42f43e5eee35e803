import type { Call } from '../../core/command.ts'
import { kind } from '../../core/store.ts'

/** What one person saved and has read. */
export interface Shelf {
  saved: string[]
  done: string[]
}

/** The shelf of each person. */
export const shelves = kind<Shelf>('shelf')

const empty: Shelf = { saved: [], done: [] }

/** The shelf of whoever asks. */
export const shelfOf = async (call: Call) => (await call.library.get(shelves, call.person.id)) ?? empty

/** Changes the shelf of whoever asks. */
export const keep = (call: Call, change: (shelf: Shelf) => Shelf) =>
  call.library.update(async tx =>
    tx.put(shelves, call.person.id, change((await tx.get(shelves, call.person.id)) ?? empty)),
  )

/** A list with one reading on it, or without. */
export const toggled = (ids: string[], id: string, on: boolean): string[] =>
  on ? [...new Set([...ids, id])] : ids.filter(one => one !== id)

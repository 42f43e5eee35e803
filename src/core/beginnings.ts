import type { Address } from './incoming.ts'
import type { Changed, Kind } from './store.ts'

/** The room in which a document of one kind speaks by itself, or is spoken to, from now on. Undefined: none. */
export interface BeginsIn {
  kind: string
  room(document: unknown): Address | undefined
}

/** Says of a kind of document in which room it begins. */
export const beginsIn = <T>(kind: Kind<T>, room: (document: T) => Address | undefined): BeginsIn => ({
  kind,
  room: document => room(document as T),
})

/** What begins where, and how Hearth comes into a room. */
export interface Beginnings {
  kinds: readonly BeginsIn[]
  /** @throws {UserError} in a sentence, where Hearth is not let in. */
  enter(room: Address): Promise<void>
}

/** A change that begins something in rooms of which it is not known whether Hearth is in them: it is not made. */
class NotEntered extends Error {
  readonly rooms: readonly Address[]
  constructor(rooms: readonly Address[]) {
    super('Hearth has to be in a room before something begins there')
    this.rooms = rooms
  }
}

/** Nothing begins in a room that Hearth is not in: the change is given up, Hearth goes there, and the change is made anew. */
export function createEntering({ kinds, enter }: Beginnings) {
  const entered = new Set<Address>()
  return {
    /** @throws {NotEntered} inside the change, so that nothing of it is kept. */
    check(changed: readonly Changed[]): void {
      const rooms = roomsOf(kinds, changed).filter(room => !entered.has(room))
      if (rooms.length > 0) throw new NotEntered(rooms)
    },
    /** @throws {UserError} where Hearth is not let in; and whatever else the change throws. */
    async made<R>(change: () => Promise<R>): Promise<R> {
      for (;;) {
        try {
          return await change()
        } catch (error) {
          if (!(error instanceof NotEntered)) throw error
          for (const room of error.rooms) {
            await enter(room)
            entered.add(room)
          }
        }
      }
    },
  }
}

/** The rooms in which something begins that was not there before. */
function roomsOf(kinds: readonly BeginsIn[], changed: readonly Changed[]): Address[] {
  const rooms = changed.flatMap(({ kind, before, after }) => {
    const rule = kinds.find(one => one.kind === kind)
    const room = after === undefined ? undefined : rule?.room(after)
    return room === undefined || (before !== undefined && rule?.room(before) === room) ? [] : [room]
  })
  return [...new Set(rooms)]
}

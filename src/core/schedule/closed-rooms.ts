import type { Address, PersonId, Workspace } from '../incoming.ts'
import { type Logger, reason } from '../logger.ts'
import { button, buttons, list, type Message, text } from '../message.ts'
import type { Store, Tx } from '../store.ts'

/** What of somebody's is over in a room, and the command that lets it go on elsewhere or later. */
export interface LeftBehind {
  person: PersonId
  what: string
  resume?: string
}

/** Stops, in the documents of one kind, what would come to a room. Tells of what it stopped now, and of nothing twice. */
export type CloseRoom = (tx: Tx, room: Address, why: Closing) => Promise<readonly LeftBehind[]>

/** Why a room is closed to Hearth, and the sentence for it. Only what is deleted never comes back. */
export interface Closing {
  because: 'left' | 'archived' | 'deleted'
  says: string
}

interface ClosedRoomsDeps {
  store: Store
  closes: readonly CloseRoom[]
  tell(workspace: Workspace, person: PersonId, room: Address, message: Message): Promise<void>
  log: Logger
}

/** So much of it is named. */
const most = 8

/** What comes of a room that is archived, deleted, or that Hearth was taken out of: it is stopped, and those it was for are told once. */
export function createClosedRooms({ store, closes, tell, log }: ClosedRoomsDeps) {
  return async (workspace: Workspace, room: Address, why: Closing): Promise<void> => {
    let all: readonly LeftBehind[] = []
    await store.update(workspace, async tx => {
      all = []
      for (const close of closes) all = [...all, ...(await close(tx, room, why))]
    })
    for (const person of new Set(all.map(one => one.person))) {
      const theirs = all.filter(one => one.person === person)
      await tell(workspace, person, room, told(theirs, why)).catch(error =>
        log.warn(`${workspace}: somebody could not be told that a room is closed. ${reason(error)}`),
      )
    }
  }
}

function told(theirs: readonly LeftBehind[], { says, because }: Closing): Message {
  const stopped = theirs.some(one => one.resume !== undefined)
  const [only, ...more] = theirs.flatMap(one => one.resume ?? [])
  return [
    text(says),
    list([
      ...theirs.slice(0, most).map(one => one.what),
      ...(theirs.length > most ? [`And ${theirs.length - most} more.`] : []),
    ]),
    ...(stopped && because !== 'deleted' ? [text('It goes on by itself once I can write there again.')] : []),
    buttons(
      ...(only && more.length === 0 && because !== 'deleted' ? [button('Continue', only)] : []),
      button('My things', 'things'),
    ),
  ]
}

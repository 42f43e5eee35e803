import type { MessageHandler } from '../../../src/core/adapter.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { workspaceOf } from '../address.ts'
import type { Rooms } from '../directory/conversations.ts'
import { type Book, personOf } from '../directory/directory.ts'
import type { Known } from '../directory/records.ts'
import { brief } from '../errors.ts'
import type { Where } from './location.ts'
import type { Circumstances } from './parse.ts'
import type { Activity } from './payload.ts'

interface Parts {
  hearth(): MessageHandler
  book: Book
  rooms: Rooms
  now(): number
  log: Logger
}

/** Makes the acquaintance of whoever speaks: kept is what the activity tells of them and of the place. */
export type Acquaint = (activity: Activity, where: Where, spoke?: 'spoke') => Promise<Circumstances>

/** Whoever speaks is known better from then on, and their reminders follow them to another time zone. */
export function createAcquaintance({ hearth, book, rooms, now, log }: Parts): Acquaint {
  return async (activity, where, spoke) => {
    const name = await rooms.nameOf(activity, where)
    const named: Where = { ...where, ...(name && { name }) }
    await rooms.learn(activity, named, spoke).catch(notKept)
    const known: Known = { name: activity.from.name, ...(await book.person(where.tenant, where.person)) }
    const person = personOf(where.person, known)
    await hearth().meet?.(workspaceOf(where.tenant), person, now()).catch(notKept)
    return { where: named, person, at: now(), rooms: known.rooms ?? [] }

    function notKept(error: unknown): void {
      log.warn(`teams ${where.tenant}: what an activity told could not be kept. ${brief(error)}`)
    }
  }
}

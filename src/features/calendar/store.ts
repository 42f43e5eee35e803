import { createHash, randomBytes } from 'node:crypto'
import type { Address, PersonId, Workspace } from '../../core/incoming.ts'
import { type Index, kind, type Store } from '../../core/store.ts'

/** Somebody's own address at which a calendar looks for their dates, by whoever holds it. Its secret is kept nowhere. */
interface CalendarFeed {
  version: 1
  /** Of the secret in the address. */
  hash: string
  since: number
  /** Where they asked for it: their platform tells whether they are still there. */
  address: Address
}

/** Everybody's feeds, by person. */
export const calendarFeeds = kind<CalendarFeed>('calendar-feed')

/** Feeds by what is kept of their secret. */
export const feedsByHash: Index<CalendarFeed> = {
  name: 'calendar-feeds-by-hash',
  kind: calendarFeeds,
  keysOf: one => [one.hash],
}

/** A new secret, and what of it is kept. */
export function newSecret(): { secret: string; hash: string } {
  const secret = randomBytes(32).toString('base64url')
  return { secret, hash: hashOf(secret) }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** Where a feed is, behind the address that Hearth is reached at. */
export const feedPath = (workspace: Workspace, secret: string): string =>
  `/calendar/${Buffer.from(workspace).toString('base64url')}.${secret}.ics`

const shape = /^\/calendar\/([\w-]{1,400})\.([\w-]{43})\.ics$/

/** Whose feed is at a path. Undefined: nobody's, or it was turned off. */
export async function feedAt(
  store: Pick<Store, 'find' | 'workspaces'>,
  path: string,
): Promise<{ workspace: Workspace; person: PersonId; feed: CalendarFeed } | undefined> {
  const [, named = '', secret = ''] = shape.exec(path) ?? []
  const workspace = Buffer.from(named, 'base64url').toString()
  if (secret === '' || !(await store.workspaces()).includes(workspace)) return undefined
  const [found] = await store.find(workspace, feedsByHash, hashOf(secret))
  return found && { workspace, person: found[0], feed: found[1] }
}

import type { PersonId } from '../../../src/core/incoming.ts'
import { type Index, kind } from '../../../src/core/store.ts'

/** An invitation that was made or used. Its link is signed with WEB_SECRET, which is not stored: nothing in here lets anybody in. */
export interface WebInvitation {
  version: 1
  /** Whom it is for. Left out: they were forgotten, and what is left keeps their link from being used again. */
  name?: string
  /** Whom it lets in again; left out: somebody new. */
  person?: PersonId
  /** Who made it; left out: whoever runs Hearth. */
  by?: PersonId
  since: number
  until: number
  used?: true
}

/** Invitations, by what their link carries. */
export const webInvitations = kind<WebInvitation>('web-invitation')

/** A browser that somebody is signed in with. */
export interface WebSession {
  version: 1
  person: PersonId
  since: number
  /** It ends then, unless it is used before. */
  until: number
}

/** Sessions, by the hash of what the browser's cookie holds. */
export const webSessions = kind<WebSession>('web-session')

export const webSessionsByPerson: Index<WebSession> = {
  name: 'web-sessions-by-person',
  kind: webSessions,
  keysOf: ({ person }) => [person],
}

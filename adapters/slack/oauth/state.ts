import { randomBytes } from 'node:crypto'
import type { Seal } from './seal.ts'

/** How long somebody may take between “Add to Slack” and “Allow”. */
export const stateMs = 10 * 60_000

/** What keeps an installation in the browser in which it was begun: nobody can have another person finish theirs. */
export interface States {
  /** A value for the cookie, and the state that goes through Slack and comes back with it. */
  begin(cookie: string | undefined): { cookie: string; state: string }
  /** Whether a state came back to the browser that it was made for, in time. */
  look(state: string, cookie: string | undefined): 'good' | 'foreign' | 'expired'
}

const cookieShape = /^[\w-]{32}$/
const stateShape = /^(\d{1,16})\.([\w-]{16})\.([\w-]{43})$/

/** Signs states instead of keeping them, so that whichever Hearth they come back to can tell. */
export function createStates(seal: Seal, now: () => number): States {
  const signed = (until: string, once: string, cookie: string) => `install ${until}.${once}.${cookie}`
  return {
    begin(before) {
      // A second tab goes on with the first one's cookie: both can be finished.
      const cookie =
        before !== undefined && cookieShape.test(before) ? before : randomBytes(24).toString('base64url')
      const [until, once] = [String(now() + stateMs), randomBytes(12).toString('base64url')]
      return { cookie, state: `${until}.${once}.${seal.sign(signed(until, once, cookie))}` }
    },
    look(state, cookie) {
      const [, until = '', once = '', signature = ''] = stateShape.exec(state) ?? []
      if (!cookie || !cookieShape.test(cookie)) return 'foreign'
      if (!seal.isSigned(signed(until, once, cookie), signature)) return 'foreign'
      return Number(until) > now() ? 'good' : 'expired'
    },
  }
}

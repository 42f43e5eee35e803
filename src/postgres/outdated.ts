import type pg from 'pg'
import { createOutdated, type Outdated } from '../core/delivery/outdated.ts'
import { channel, type Presence } from './presence.ts'
import { prepared } from './rows.ts'

/** Heard here at once, and by the others on the connection by which each is known to be there. */
export function outdatedBy(pool: pg.Pool, presence: Pick<Presence, 'onTold'> | undefined): Outdated {
  const here = createOutdated()
  return {
    tell(what) {
      here.tell(what)
      // Where the database is away, each of the others begins anew when it is back.
      pool.query(prepared(tell, [what])).catch(() => {})
    },
    onTold(listener) {
      here.onTold(listener)
      presence?.onTold(listener)
    },
  }
}

const tell = `select pg_notify(${channel}, $1)`

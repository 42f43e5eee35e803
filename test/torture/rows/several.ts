import { among } from '../among.ts'
import type { Plan } from '../plan.ts'
import type { Row } from '../table.ts'

/**
 * One of several is killed, told to leave and started anew, or frozen until the others have taken over what it had in hand; and the
 * database crashes. An exchange breaks no request.
 */
export const several = ({ severals, random }: Plan): Promise<Row> =>
  among({
    what: 'two and four Hearths on one database: kill -9, SIGTERM, frozen, and the database crashes',
    harms: ['kill', 'leave', 'freeze', 'crash'],
    times: severals,
    random,
    patienceMs: 12_000,
  })

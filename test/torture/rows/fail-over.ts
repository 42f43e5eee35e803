import { among } from '../among.ts'
import type { Plan } from '../plan.ts'
import type { Row } from '../table.ts'

/** The database fails over to its standby, by turns with a last word on each connection and without one. */
export const failOver = ({ failOvers, random }: Plan): Promise<Row> =>
  among({
    what: 'two and four Hearths on one database: it fails over to its standby',
    harms: ['fail over', 'fail over silently'],
    times: failOvers,
    random,
    // Who asks which server answers does so every two seconds, and waits three.
    patienceMs: 20_000,
  })

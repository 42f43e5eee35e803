import { among } from '../among.ts'
import type { Plan } from '../plan.ts'
import type { Row } from '../table.ts'

/** All of several are exchanged one after another, behind a balancer that goes by /readyz alone: no request is broken. */
export const upgrade = ({ upgrades, random }: Plan): Promise<Row> =>
  among({
    what: 'two and four Hearths on one database: a rolling upgrade of all, under load',
    harms: ['upgrade'],
    times: upgrades,
    random,
    patienceMs: 12_000,
  })

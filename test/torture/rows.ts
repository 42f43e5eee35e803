import type { Plan } from './plan.ts'
import { clockSteps } from './rows/clock-steps.ts'
import { damage } from './rows/damage.ts'
import { fullDisk } from './rows/disk.ts'
import { failOver } from './rows/fail-over.ts'
import { killLoop } from './rows/kill.ts'
import { neighbors } from './rows/neighbors.ts'
import { platformFaults } from './rows/platform.ts'
import { powerCuts } from './rows/power.ts'
import { restarts } from './rows/restarts.ts'
import { second } from './rows/second.ts'
import { several } from './rows/several.ts'
import { starts } from './rows/starts.ts'
import { teamsFaults } from './rows/teams.ts'
import { upgrade } from './rows/upgrade.ts'
import type { Row } from './table.ts'

/** All that is done to Hearth, by the name it is chosen by: `npm run torture -- --only kill`. */
export const rows: Record<string, (plan: Plan) => Promise<Row>> = {
  kill: killLoop,
  restarts,
  disk: fullDisk,
  power: powerCuts,
  damage,
  second,
  slack: platformFaults,
  teams: teamsFaults,
  clock: clockSteps,
  starts,
  neighbors,
  several,
  upgrade,
  'fail-over': failOver,
}

/** Those that are run where they are named alone: each takes two minutes more, and a PostgreSQL. */
export const byName: readonly string[] = ['several', 'upgrade', 'fail-over']

/** Those that measure time: nothing else may run beside them. */
export const alone: readonly string[] = ['starts', 'neighbors']

/** In this order they are begun, so that none is left to run by itself at the end. */
export const longestFirst: readonly string[] = [
  'power',
  'kill',
  'restarts',
  'second',
  'slack',
  'disk',
  'clock',
  'teams',
  'damage',
]

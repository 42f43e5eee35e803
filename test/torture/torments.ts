import { clockSteps } from './clock-steps.ts'
import { damage } from './damage.ts'
import { fullDisk } from './disk.ts'
import { killLoop } from './kill.ts'
import { neighbours } from './neighbours.ts'
import type { Plan } from './plan.ts'
import { platformFaults } from './platform.ts'
import { powerCuts } from './power.ts'
import { restarts } from './restarts.ts'
import { second } from './second.ts'
import { starts } from './starts.ts'
import type { Row } from './table.ts'
import { teamsFaults } from './teams.ts'

/** All that is done to Hearth, by the name it is chosen by: `npm run torture -- --only kill`. */
export const torments: Record<string, (plan: Plan) => Promise<Row>> = {
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
  neighbours,
}

/** Those that measure time: nothing else may run beside them. */
export const alone: readonly string[] = ['starts', 'neighbours']

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

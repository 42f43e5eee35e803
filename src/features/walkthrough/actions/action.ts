import type { Call } from '../../../core/command.ts'
import type { Effect } from '../../../core/effect.ts'
import type { Walkthrough } from '../schema.ts'

/** One thing asked of one run: by whom, which run, and what follows the action's name. */
export interface RunRequest {
  call: Call
  id: string
  rest: string
  walkthroughs: readonly Walkthrough[]
}

/** One thing that can be done with a run. */
export type Action = (asked: RunRequest) => Promise<Effect[]>

import type { Call } from '../../core/command.ts'
import type { Effect } from '../../core/effect.ts'

/** One thing to do with a run: who asks, which run, and what follows the action's name. */
export type Action = (call: Call, id: string, rest: string) => Promise<Effect[]>

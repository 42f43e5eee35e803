import { keptOfTeams } from '../adapters/teams/kept.ts'
import type { Keeping } from './core/keeping.ts'
import { keptByCore } from './core/kept.ts'
import { keptOfIcebreakers } from './features/icebreaker-kept.ts'
import { keptForOne } from './features/own-kept.ts'
import { keptOfPlans } from './features/plan-kept.ts'
import { keptOfWalkthroughs } from './features/walkthrough-kept.ts'

/** The keeping table: every kind of document there is, in the order in which people are told of them. */
export const keepingTable: readonly Keeping[] = [
  ...keptOfWalkthroughs,
  ...keptForOne,
  ...keptOfIcebreakers,
  ...keptByCore,
  ...keptOfPlans,
  ...keptOfTeams,
]

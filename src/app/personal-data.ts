import { keptOfTeams } from '../../adapters/teams/directory/personal-data.ts'
import type { Keeping } from '../core/personal-data.ts'
import { keptByCore } from '../core/personal-data-of-core.ts'
import { keptOfIcebreakers } from '../features/icebreaker/personal-data.ts'
import { keptOfPlans } from '../features/plan/personal-data.ts'
import { keptOfWalkthroughs } from '../features/walkthrough/personal-data.ts'
import { keptForOne } from './own-personal-data.ts'

/** The keeping table: every kind of document there is, in the order in which people are told of them. */
export const keepingTable: readonly Keeping[] = [
  ...keptOfWalkthroughs,
  ...keptForOne,
  ...keptOfIcebreakers,
  ...keptByCore,
  ...keptOfPlans,
  ...keptOfTeams,
]

import { walkActions } from '../../walkthrough/actions/index.ts'
import { somebody } from '../parse-step.ts'
import { alone, type PlanAction } from './action.ts'

/** What every walk-through can be told, a plan can be told by its own name, too. */
export const asWalkActions: readonly PlanAction[] = [
  { name: 'overview', takes: alone, inWords: () => 'Show the plan', run: walkActions.overview },
  { name: 'resume', takes: alone, run: walkActions.resume },
  { name: 'form', takes: alone, run: walkActions.form },
  { name: 'export', takes: alone, inWords: () => 'The plan as a file', run: walkActions.export },
  { name: 'unshare', takes: alone, who: 'owner', run: walkActions.unshare },
  {
    name: 'delete',
    takes: /^(yes)?$/,
    who: 'owner',
    inWords: () => 'Delete the plan',
    run: walkActions.delete,
  },
  { name: 'neighbor', aliases: ['neighbour'], takes: somebody, who: 'owner', run: walkActions.neighbor },
  { name: 'invite', takes: somebody, who: 'owner', run: walkActions.invite },
]

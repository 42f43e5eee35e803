import { walkCommand } from '../../walkthrough/command.ts'
import { somebody } from '../parse-step.ts'
import { alone, type PlanAction } from './action.ts'

/** What every walk-through can be told, a plan can be told by its own name, too. */
export const walkActions: readonly PlanAction[] = [
  asWalk('overview', { takes: alone }),
  asWalk('resume', { takes: alone }),
  asWalk('form', { takes: alone }),
  asWalk('export', { takes: alone }),
  asWalk('unshare', { takes: alone, who: 'owner' }),
  asWalk('delete', { takes: /^(yes)?$/, who: 'owner' }),
  asWalk('neighbour', { aliases: ['neighbor'], takes: somebody, who: 'owner' }),
  asWalk('invite', { takes: somebody, who: 'owner' }),
]

function asWalk(name: string, about: Pick<PlanAction, 'aliases' | 'takes' | 'who'>): PlanAction {
  return {
    name,
    ...about,
    run: async ({ call, id, rest, walkthroughs }) =>
      walkCommand({ walkthroughs }).run({ ...call, rest: `@${id} ${name} ${rest}` }),
  }
}

import type { Effect } from '../../../core/effect.ts'
import { share as shareRun } from '../../walkthrough/share.ts'
import { shares } from '../../walkthrough/store.ts'
import type { PlanRequest } from '../refresh-cards.ts'
import type { PlanAction } from './action.ts'
import { remind } from './remind.ts'

/** `share`; with the words of a reminder behind it, the reminder comes to the channel too. */
export const share: PlanAction = {
  name: 'share',
  takes: /^update$|\b(here|channel|room|team|conversation|thread)$/i,
  who: 'owner',
  inWords: () => 'Share the plan',
  run: shareAndRemind,
}

async function shareAndRemind(asked: PlanRequest): Promise<Effect[]> {
  const { call, id, rest } = asked
  if (rest === '' || rest === 'update') return shareRun(asked)
  const pending = await call.library.get(shares, id)
  const isHere = pending?.conversation === call.place.conversation
  const shared = isHere ? await shareRun({ ...asked, rest: 'now' }) : []
  return [...shared, ...(await remind(asked))]
}

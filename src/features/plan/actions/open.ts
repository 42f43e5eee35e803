import { privateReply } from '../../../core/effect.ts'
import { planNow } from '../refresh-cards.ts'
import { alone, type PlanAction } from './action.ts'

/** The plan as it stands, for the asker's eyes. */
export const open: PlanAction = {
  name: 'open',
  takes: alone,
  run: async asked => [privateReply(await planNow(asked.call, asked, asked.id))],
}

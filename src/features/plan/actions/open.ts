import { planShown } from '../refresh-cards.ts'
import { alone, type PlanAction } from './action.ts'

/** The plan as it stands, for the asker's eyes. */
export const open: PlanAction = {
  name: 'open',
  takes: alone,
  run: asked => planShown(asked, true),
}

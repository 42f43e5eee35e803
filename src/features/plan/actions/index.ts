import { yours } from '../tell-step.ts'
import type { PlanAction } from './action.ts'
import { asWalkActions } from './as-walk.ts'
import { calendar } from './calendar.ts'
import { doneActions } from './done.ts'
import { due } from './due.ts'
import { handOverActions } from './hand-over.ts'
import { later } from './later.ts'
import { open } from './open.ts'
import { remindActions } from './remind.ts'
import { share } from './share.ts'
import { stepActions } from './steps.ts'
import { statusActions } from './stuck.ts'

/** Everything that a plan can be told. */
export const planActions: readonly PlanAction[] = [
  open,
  ...stepActions,
  ...remindActions,
  ...doneActions,
  ...statusActions,
  ...handOverActions,
  later,
  calendar,
  share,
  due,
  yours,
  ...asWalkActions,
]

import type { Script } from './script.ts'
import { asked } from './scripts/asked.ts'
import { helped } from './scripts/help.ts'
import { printed } from './scripts/paper.ts'
import { planned } from './scripts/plans.ts'
import { trusted } from './scripts/privacy.ts'
import { reminded } from './scripts/reminders.ts'
import { set } from './scripts/settings.ts'
import { shared } from './scripts/sharing.ts'
import { walked } from './scripts/walkthroughs.ts'

/** Every conversation that must go alike everywhere. */
export const scripts = (): readonly Script[] => [
  ...helped,
  ...asked,
  ...walked,
  ...shared,
  ...planned,
  ...reminded,
  ...set,
  ...printed,
  ...trusted,
]

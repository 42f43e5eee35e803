import { personalDataOfSlack } from '../../adapters/slack/oauth/personal-data.ts'
import { personalDataOfTeams } from '../../adapters/teams/directory/personal-data.ts'
import { personalDataOfWeb } from '../../adapters/web/personal-data.ts'
import { withBounds } from '../core/records/bounds.ts'
import { withHeldVersions } from '../core/records/held-versions.ts'
import type { PersonalDataEntry } from '../core/records/personal-data.ts'
import { personalDataOfCore } from '../core/records/personal-data-of-core.ts'
import type { Store } from '../core/store.ts'
import { personalDataOfCalendars } from '../features/calendar/personal-data.ts'
import { personalDataOfHome } from '../features/home/personal-data.ts'
import { personalDataOfIcebreakers } from '../features/icebreaker/personal-data.ts'
import { personalDataOfImports } from '../features/import/personal-data.ts'
import { personalDataOfOwnContent } from '../features/own-content/personal-data.ts'
import { personalDataOfOwnIcebreakers } from '../features/own-icebreakers/personal-data.ts'
import { personalDataOfPlans } from '../features/plan/personal-data.ts'
import { personalDataOfPrivacy } from '../features/privacy/personal-data.ts'
import { personalDataOfReadings } from '../features/readings/personal-data.ts'
import { personalDataOfSettings } from '../features/settings/personal-data.ts'
import { personalDataOfWalkthroughs } from '../features/walkthrough/personal-data.ts'

/** The inventory: every kind of document there is, in the order in which people are told of them. */
export const personalDataInventory: readonly PersonalDataEntry[] = [
  ...personalDataOfWalkthroughs,
  ...personalDataOfImports,
  ...personalDataOfCalendars,
  ...personalDataOfReadings,
  ...personalDataOfSettings,
  ...personalDataOfHome,
  ...personalDataOfIcebreakers,
  ...personalDataOfOwnIcebreakers,
  ...personalDataOfOwnContent,
  ...personalDataOfCore,
  ...personalDataOfPrivacy,
  ...personalDataOfPlans,
  ...personalDataOfSlack,
  ...personalDataOfTeams,
  ...personalDataOfWeb,
]

/** The store by the rules of the table: nothing grows without bound, and no word of what is held is ever gone. */
export const withRules = (store: Store, now: () => number): Store =>
  withHeldVersions(withBounds(store, personalDataInventory), personalDataInventory, now)

import {
  byHearthAlone,
  forItself,
  oneForEach,
  type PersonalDataEntry,
} from '../../core/records/personal-data.ts'
import { welcomed } from './home-page.ts'

/** What is kept of the home page. */
export const personalDataOfHome: readonly PersonalDataEntry[] = [
  oneForEach(
    welcomed,
    'That you have been welcomed',
    ({ at }) => ({ line: 'once', since: at, seenBy: byHearthAlone }),
    forItself,
  ),
]

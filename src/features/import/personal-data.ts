import { forItself, oneForEach, type PersonalDataEntry } from '../../core/records/personal-data.ts'
import { pendingImports } from './store.ts'

/** What is kept of files that were sent to be read in. */
export const personalDataOfImports: readonly PersonalDataEntry[] = [
  oneForEach(
    pendingImports,
    'A form you sent, until you say whether to save it',
    one => ({ line: one.file, since: one.at }),
    {
      ...forItself,
      aging: {
        what: 'forms that wait for a yes',
        left: (one, before) => (one.at < before ? undefined : one),
      },
    },
  ),
]

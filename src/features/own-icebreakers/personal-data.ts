import { eachOf } from '../../core/records/bounds.ts'
import { forItself, oneForEach, type PersonalDataEntry } from '../../core/records/personal-data.ts'
import { pendingDrafts } from './store.ts'

/** What is kept of lists that somebody looks over. What they keep of them is among the icebreakers they wrote. */
export const personalDataOfOwnIcebreakers: readonly PersonalDataEntry[] = [
  oneForEach(
    pendingDrafts,
    'Icebreakers you wrote or sent, until you say whether to save them',
    one => ({ line: one.from ?? one.drafts[0]?.text ?? 'a question', since: one.at }),
    {
      ...forItself,
      bound: eachOf('person', 1_000_000),
      aging: {
        what: 'icebreakers that wait for a yes',
        left: (one, before) => (one.at < before ? undefined : one),
      },
    },
  ),
]

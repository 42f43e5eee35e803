import { eachOf } from '../../core/records/bounds.ts'
import {
  byHearthAlone,
  forItself,
  oneForEach,
  type PersonalDataEntry,
  personalDataEntry,
} from '../../core/records/personal-data.ts'
import { digests } from './digest/channel-digest.ts'
import { pendingQuestions } from './pending-question.ts'

/** What is kept for plans beside the plans themselves. */
export const personalDataOfPlans: readonly PersonalDataEntry[] = [
  oneForEach(
    pendingQuestions,
    'What a plan asked you last',
    one => ({
      line: one.action,
      since: one.at,
      seenBy: byHearthAlone,
    }),
    { bound: eachOf('person', 50_000) },
  ),
  personalDataEntry({
    kind: digests,
    bound: eachOf('channel', 200_000),
    ...forItself,
    what: 'Which plans a channel was told of last',
    partOf: () => undefined,
    without: (one, _, { gone }) => ({ ...one, plans: one.plans.filter(id => !gone.has(id)) }),
  }),
]

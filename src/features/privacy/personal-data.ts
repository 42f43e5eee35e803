import { eachOf } from '../../core/records/bounds.ts'
import { type LegalHold, legalHolds } from '../../core/records/legal-hold.ts'
import {
  byAll,
  byHearthAlone,
  nobody,
  oneForEach,
  type PersonalDataEntry,
  personalDataEntry,
} from '../../core/records/personal-data.ts'
import { erasureRequests } from './erasure-requests.ts'
import { periodInWords, type Retention, retention } from './retention-period.ts'

/** What is kept of how long things are kept. */
export const personalDataOfPrivacy: readonly PersonalDataEntry[] = [
  personalDataEntry<LegalHold>({
    kind: legalHolds,
    bound: eachOf('run'),
    what: 'Holds you set, for records that may not be deleted',
    // A hold keeps records, and is none itself.
    holdable: 'never',
    partOf: (one, id, { who }) =>
      one.by === who.id
        ? { data: { [id]: one }, line: one.because ?? 'a hold', since: one.at, seenBy: byAll }
        : undefined,
    without: (one, _, { who }) => (one.by === who.id ? { ...one, by: nobody.id, name: nobody.name } : one),
  }),
  personalDataEntry<Retention>({
    kind: retention,
    bound: eachOf('library'),
    what: 'That you set how long your library keeps things',
    partOf: (one, _, { who }) =>
      one.by === who.id ? { data: one, line: periodInWords(one), since: one.at, seenBy: byAll } : undefined,
    without: (one, _, { who }) => (one.by === who.id ? { ...one, by: nobody.id, name: nobody.name } : one),
  }),
  oneForEach(
    erasureRequests,
    'Your request to be forgotten, once what is on hold may be deleted',
    one => ({ line: 'since then it waits', since: one.at, seenBy: byHearthAlone }),
    { holdable: 'never' },
  ),
]

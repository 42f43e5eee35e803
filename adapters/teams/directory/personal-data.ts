import { eachOf } from '../../../src/core/records/bounds.ts'
import {
  aboutNobody,
  byHearthAlone,
  forItself,
  oneForEach,
  type PersonalDataEntry,
} from '../../../src/core/records/personal-data.ts'
import { conversationRecords, personRecords, tenantRecords } from './records.ts'

/** What the adapter keeps of people and conversations in Teams. */
export const personalDataOfTeams: readonly PersonalDataEntry[] = [
  oneForEach(
    personRecords,
    'Your name, ids, time zone and language as Teams told them, and where you spoke to me',
    one => ({
      line: [one.name, one.timeZone, one.locale].filter(Boolean).join(', '),
      seenBy: byHearthAlone,
    }),
    forItself,
  ),
  aboutNobody(conversationRecords, 'The channels and group chats I am in', eachOf('channel')),
  aboutNobody(tenantRecords, 'Where Teams is reached for your organization', eachOf('library')),
]

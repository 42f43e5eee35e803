import { eachOf } from '../../../src/core/records/bounds.ts'
import { aboutNobody, forItself, type PersonalDataEntry } from '../../../src/core/records/personal-data.ts'
import { installRecords, organizationRecords } from './records.ts'

const neverHeld = { ...forItself, holdable: 'never' } as const

/** What the adapter keeps of the workspaces that installed Hearth: nothing of anybody. */
export const personalDataOfSlack: readonly PersonalDataEntry[] = [
  aboutNobody(
    installRecords,
    'That your Slack installed me, with my sealed key to it',
    eachOf('library'),
    neverHeld,
  ),
  aboutNobody(organizationRecords, 'Which organization your Slack belongs to', eachOf('library'), neverHeld),
]

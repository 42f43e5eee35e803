import { eachOf } from '../../core/records/bounds.ts'
import { librarySettings } from '../../core/records/library-settings.ts'
import { aboutNobody, type PersonalDataEntry } from '../../core/records/personal-data.ts'

/** What is set for a whole library is about nobody. */
export const personalDataOfSettings: readonly PersonalDataEntry[] = [
  aboutNobody(librarySettings, 'What is set for the whole library', eachOf('library')),
]

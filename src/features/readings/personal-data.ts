import { oneForEach, type PersonalDataEntry } from '../../core/records/personal-data.ts'
import { shelves } from './shelf.ts'

/** What is kept of readings. */
export const personalDataOfReadings: readonly PersonalDataEntry[] = [
  oneForEach(shelves, 'Readings you saved or marked as read', ({ saved, done }) => ({
    line: [...saved, ...done].join(', '),
    count: new Set([...saved, ...done]).size,
  })),
]

import { oneForEach, type PersonalDataEntry } from '../../core/records/personal-data.ts'
import { calendarFeeds } from './store.ts'

/** What is kept of calendars that look for somebody's dates. */
export const personalDataOfCalendars: readonly PersonalDataEntry[] = [
  oneForEach(calendarFeeds, 'That your calendar may look for your dates', ({ since }) => ({
    line: 'at an address that only you were told',
    since,
  })),
]

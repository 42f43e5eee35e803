import type { Library } from '../../core/command.ts'
import type { PersonId } from '../../core/incoming.ts'
import { type CalendarEntry, calendarFile } from '../../paper/calendar.ts'
import { datesOf } from '../walkthrough/run/dates.ts'
import { runsOf } from '../walkthrough/store.ts'

/** So much is told to a calendar: the newest plans and walk-throughs first. */
const mostEntries = 2_000

/** All that has a date in what somebody is in, the earliest first. */
export async function entriesFor(library: Pick<Library, 'find'>, person: PersonId): Promise<CalendarEntry[]> {
  const all = await runsOf(library, person)
  return all
    .flatMap(datesOf)
    .slice(0, mostEntries)
    .sort((a, b) => beginning(a) - beginning(b))
}

/** The same as a calendar file. */
export const calendarFor = async (
  library: Pick<Library, 'find'>,
  person: PersonId,
  at: number,
): Promise<string> => calendarFile('Hearth', await entriesFor(library, person), at)

const beginning = ({ when }: CalendarEntry): number => ('day' in when ? Date.parse(when.day) : when.from)

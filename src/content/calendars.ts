import type { Closure } from '../core/schedule/closures.ts'
import { type CalendarFile, readCalendar } from './calendar-file.ts'
import { type Allowance, inTime, limits } from './content-file.ts'
import { namesIn, pathIn, type Told } from './content-folder.ts'
import type { Checked } from './entries.ts'
import { usable } from './layers.ts'
import type { ContentSource } from './source.ts'

/** What the calendar files (`*.ics`) of a folder, and of `closings` in it, close. */
export function calendarsIn(own: ContentSource, now: number, allowance: Allowance, told: Told): Closure[] {
  const today = new Date(now).toISOString().slice(0, 10)
  const folders = ['', 'closings'].filter(own.isFolder)
  const files = folders.flatMap(folder =>
    namesIn(own, folder, /\.ics$/i, told).map(name => ({ name, path: pathIn(folder, name) })),
  )
  return files.flatMap(({ name, path }) => {
    const found = usable((): Checked<CalendarFile> => {
      const { text } = own.read(path, limits.calendarBytes, allowance)
      const value = inTime(allowance, () => readCalendar(text, name, today))
      return { value, faults: value.faults }
    })
    for (const fault of found.faults) told.fault(`${own.nameOf(path)}: ${fault.trim()}`)
    for (const what of found.value?.leftOut ?? []) told.note(`${name}: ${what}, so it closes nothing.`)
    return found.value?.closures ?? []
  })
}

import { createRequire } from 'node:module'
import type ICAL from 'ical.js'
import type { Closure } from '../core/schedule/closures.ts'
import { plusDays } from '../core/time/calendar.ts'
import { limits, tooDeep } from './content-file.ts'

/** The closed days that a calendar file tells, what could not be used of it, and what is wrong with it. */
export interface CalendarFile {
  closures: Closure[]
  leftOut: string[]
  faults: string[]
}

/** What came longer ago is over, and what comes later is read at a later start. */
const daysBefore = 60
const daysAhead = 3 * 366
/** A rule that comes every minute is no closing day. */
const mostOccurrences = 5_000

/**
 * Reads the whole days of an iCalendar file (RFC 5545), as Google Calendar and Outlook export them; events that come again are laid
 * out around `today`. The library is loaded where there is such a file alone: most libraries have none.
 */
export function readCalendar(text: string, name: string, today: string): CalendarFile {
  const ical: typeof ICAL = createRequire(import.meta.url)('ical.js')
  const found: CalendarFile = { closures: [], leftOut: [], faults: [] }
  if (isTooDeep(text)) return { ...found, faults: [tooDeep] }
  try {
    const calendar = new ical.Component(ical.parse(text))
    const events = calendar.getAllSubcomponents('vevent').map(one => new ical.Event(one))
    const moved = events.filter(one => one.isRecurrenceException())
    for (const event of events.filter(one => !one.isRecurrenceException())) {
      for (const one of moved) if (one.uid === event.uid) event.relateException(one)
      const title = String(event.summary ?? '').trim() || 'An event without a title'
      if (isOff(event)) continue
      const spans = spansOf(event, today)
      if (!spans) found.leftOut.push(`“${title}” is no whole day`)
      else found.closures.push(...spans.map(span => ({ ...span, name: title, file: name })))
      if (found.closures.length > limits.closings) return { ...found, closures: [], faults: [tooMany] }
    }
  } catch (error) {
    if (error instanceof RangeError) throw error
    found.faults.push(`it is no calendar that can be read: ${error instanceof Error ? error.message : error}`)
  }
  return found
}

const tooMany = `it closes more than ${limits.closings} days or spans of days in these years, and I read that many. Export a calendar that holds the closings alone.`

/** The parser calls itself for each level, so it must not see a well of them. */
function isTooDeep(text: string): boolean {
  let level = 0
  for (const [, word = ''] of text.matchAll(/^(BEGIN|END):/gim)) {
    level += word.toUpperCase() === 'BEGIN' ? 1 : -1
    if (level > limits.calendarLevels) return true
  }
  return false
}

const isOff = (event: ICAL.Event): boolean =>
  String(event.component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED'

/** Undefined: it is a part of a day. */
function spansOf(event: ICAL.Event, today: string): { from: string; to: string }[] | undefined {
  const [first, last] = [plusDays(today, -daysBefore), plusDays(today, daysAhead)]
  const isNear = ({ from, to }: { from: string; to: string }) => to >= first && from <= last
  if (!event.isRecurring()) {
    const span = spanOf(event.startDate, event.endDate)
    return span && [span].filter(isNear)
  }
  const spans: { from: string; to: string }[] = []
  const all = event.iterator()
  for (let many = 0; many < mostOccurrences; many++) {
    const start = all.next()
    if (!start || dateOf(start) > last) break
    const { startDate, endDate } = event.getOccurrenceDetails(start)
    const span = spanOf(startDate, endDate)
    if (!span) return undefined
    if (isNear(span)) spans.push(span)
  }
  return spans
}

/** The end is the first moment after it: the day after the last one. */
function spanOf(start: ICAL.Time, end: ICAL.Time): { from: string; to: string } | undefined {
  const isMidnight = ({ hour, minute, isDate }: ICAL.Time) => isDate || (hour === 0 && minute === 0)
  if (!isMidnight(start) || !isMidnight(end)) return undefined
  const from = dateOf(start)
  const to = plusDays(dateOf(end), -1)
  return { from, to: to < from ? from : to }
}

const dateOf = ({ year, month, day }: ICAL.Time): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

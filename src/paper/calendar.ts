import { createRequire } from 'node:module'
import type ICAL from 'ical.js'
import { withoutOverrides } from '../core/text.ts'

/** One thing of a calendar: a whole day, or a time of one. */
export interface CalendarEntry {
  /** The same for the same thing, however often it is written: a calendar that has it already takes the newer one. */
  uid: string
  title: string
  details?: string
  /** A date such as `2026-12-12`, or the instants it begins and ends at. */
  when: { day: string } | { from: number; to: number }
  /** When the thing it belongs to began, from which its revisions are counted. */
  since: number
}

/** A calendar file (RFC 5545) of these entries, as it is at an instant. Times are written in UTC, so that each calendar shows them in its own zone. */
export function calendarFile(title: string, entries: readonly CalendarEntry[], at: number): string {
  // Loaded when the first file is asked for: most starts never do.
  const ical: typeof ICAL = createRequire(import.meta.url)('ical.js')
  const calendar = new ical.Component('vcalendar')
  const { Time } = ical
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', '-//Hearth//Libraries as Social Connectors//EN')
  calendar.addPropertyWithValue('calscale', 'GREGORIAN')
  calendar.addPropertyWithValue('method', 'PUBLISH')
  const name = withoutOverrides(title)
  calendar.addPropertyWithValue('name', name)
  calendar.addPropertyWithValue('x-wr-calname', name)
  for (const entry of entries) calendar.addSubcomponent(eventOf(entry))
  return `${calendar.toString()}\r\n`

  function eventOf({ uid, title: summary, details, when, since }: CalendarEntry): ICAL.Component {
    const event = new ical.Component('vevent')
    event.addPropertyWithValue('uid', uid)
    event.addPropertyWithValue('dtstamp', instant(at))
    event.addPropertyWithValue('last-modified', instant(at))
    event.addPropertyWithValue('sequence', Math.max(0, Math.floor((at - since) / 1000)))
    event.addPropertyWithValue('summary', withoutOverrides(summary))
    if (details) event.addPropertyWithValue('description', withoutOverrides(details))
    if ('day' in when) {
      const day = Time.fromDateString(when.day)
      const next = day.clone()
      next.adjust(1, 0, 0, 0)
      event.addPropertyWithValue('dtstart', day)
      event.addPropertyWithValue('dtend', next)
      // A day by which something is to be done takes nobody's time.
      event.addPropertyWithValue('transp', 'TRANSPARENT')
    } else {
      event.addPropertyWithValue('dtstart', instant(when.from))
      event.addPropertyWithValue('dtend', instant(when.to))
    }
    return event
  }

  function instant(ms: number): ICAL.Time {
    return Time.fromJSDate(new Date(Math.floor(ms / 1000) * 1000), true)
  }
}

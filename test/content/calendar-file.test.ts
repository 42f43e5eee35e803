import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { withContentClosures } from '../../src/app/content-closures.ts'
import { packageRoot } from '../../src/config/paths.ts'
import { readCalendar } from '../../src/content/calendar-file.ts'
import { loadContent } from '../../src/content/load.ts'
import { closureInWords, closures } from '../../src/core/schedule/closures.ts'
import { openJsonStore } from '../../src/store/json.ts'

const events = (...all: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//A library//EN', ...all, 'END:VCALENDAR', ''].join('\r\n')
const event = (title: string, ...lines: string[]) =>
  ['BEGIN:VEVENT', `UID:${title}@example.org`, `SUMMARY:${title}`, ...lines, 'END:VEVENT'].join('\r\n')

const calendar = events(
  event('Winter break', 'DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20270102'),
  event('Staff day', 'DTSTART;VALUE=DATE:20270305'),
  event(
    'Inventory',
    'DTSTART;TZID=America/Chicago:20270110T000000',
    'DTEND;TZID=America/Chicago:20270112T000000',
  ),
  event(
    'Founders day',
    'DTSTART;VALUE=DATE:20200214',
    'DTEND;VALUE=DATE:20200215',
    'RRULE:FREQ=YEARLY',
    'EXDATE;VALUE=DATE:20280214',
  ),
  event(
    'Early closing',
    'DTSTART;TZID=America/Chicago:20261223T150000',
    'DTEND;TZID=America/Chicago:20261223T200000',
  ),
  event('Called off', 'DTSTART;VALUE=DATE:20270401', 'STATUS:CANCELLED'),
)

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})
const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'hearth-closings-'))
  folders.push(made)
  return made
}

it('reads whole days as the calendar has them, on a computer in any zone', () => {
  const before = process.env.TZ
  try {
    for (const zone of ['UTC', 'America/Los_Angeles', 'Pacific/Auckland']) {
      process.env.TZ = zone
      expect(
        readCalendar(calendar, 'closings.ics', '2026-11-24').closures.map(one => closureInWords(one)),
      ).toEqual([
        'Winter break (Thu, Dec 24, 2026 to Fri, Jan 1, 2027)',
        'Staff day (Fri, Mar 5, 2027)',
        'Inventory (Sun, Jan 10, 2027 to Mon, Jan 11, 2027)',
        'Founders day (Sun, Feb 14, 2027)',
        'Founders day (Wed, Feb 14, 2029)',
      ])
    }
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
})

it('tells what is no whole day, and what is no calendar', async () => {
  expect(readCalendar(calendar, 'closings.ics', '2026-11-24').leftOut).toEqual([
    '“Early closing” is no whole day',
  ])
  expect(readCalendar('Closed on Sundays', 'x.ics', '2026-11-24').faults).toEqual([
    expect.stringMatching(/no calendar that can be read/),
  ])
  const own = await folder()
  await writeFile(join(own, 'broken.ics'), 'Closed on Sundays')
  expect(loadContent(join(packageRoot(), 'content'), own).faults).toEqual([
    expect.stringMatching(/broken\.ics: it is no calendar/),
  ])
})

it('closes those days in every library, beside those that were typed', async () => {
  const own = await folder()
  await writeFile(join(own, 'closings.ics'), calendar)
  const content = loadContent(join(packageRoot(), 'content'), own, { before: {} }, Date.UTC(2026, 10, 24))
  expect(content.faults).toEqual([])
  expect(content.leftOut).toEqual(['closings.ics: “Early closing” is no whole day, so it closes nothing.'])
  const log = { info() {}, warn() {}, error() {} }
  const store = withContentClosures(await openJsonStore(await folder(), { log }), content.closures)
  await store.update('one', tx => tx.put(closures, 'every-0', { weekdays: [0] }))
  const ids = async (workspace: string) => (await store.list(workspace, closures)).map(([id]) => id)
  expect(await ids('one')).toEqual([
    'every-0',
    ...content.closures.map(one => expect.stringContaining('from' in one ? (one.from ?? '') : '')),
  ])
  expect(await ids('two')).toHaveLength(content.closures.length)
  expect(await store.update('two', async tx => (await tx.list(closures)).length)).toBe(
    content.closures.length,
  )
  await store.close()
})

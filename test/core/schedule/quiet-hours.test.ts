import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarOf } from '../../../src/core/schedule/closures.ts'
import { afterQuiet, following } from '../../../src/core/schedule/preferences.ts'
import { nextWelcomeTime } from '../../../src/core/schedule/quiet-hours.ts'
import { dayMs, minuteMs, type Recurrence } from '../../../src/core/time/recurrence.ts'
import { tries } from '../../tries.ts'
import { wallClock } from '../time/wall-oracle.ts'

const zones = [
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/St_Johns',
  'Pacific/Apia',
]
const times = fc.record({ hh: fc.integer({ min: 0, max: 23 }), mm: fc.constantFrom(0, 15, 30, 45) })
const quietHours = fc
  .tuple(times, times)
  .filter(([from, to]) => minutes(from) !== minutes(to))
  .map(([from, to]) => ({ from, to }))
const minutes = ({ hh, mm }: { hh: number; mm: number }) => hh * 60 + mm
/** Every minute of the quiet hours, laid out one by one. */
const minutesOf = (quiet: { from: { hh: number; mm: number }; to: { hh: number; mm: number } }) => {
  const all = new Set<number>()
  for (let at = minutes(quiet.from); at !== minutes(quiet.to); at = (at + 1) % 1440) all.add(at)
  return all
}

describe('a time that nobody named', () => {
  it('is moved to the end of the quiet hours it falls into, and no other is', () => {
    fc.assert(
      fc.property(times, quietHours, (time, quiet) => {
        const hushed = minutesOf(quiet)
        let at = minutes(time)
        while (hushed.has(at)) at = (at + 1) % 1440
        expect(minutes(afterQuiet(time, quiet))).toBe(at)
      }),
    )
  })

  it('follows working days and quiet hours; what was named does not', () => {
    const rule: Recurrence = { weekdays: [0], hh: 3, mm: 0, tz: 'UTC' }
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 })
    fc.assert(
      fc.property(quietHours, days, fc.boolean(), fc.boolean(), (quiet, workingDays, day, time) => {
        const preferences = { zone: 'Asia/Kolkata', workingDays, quiet }
        const followed = following(rule, { ...(day && { day }), ...(time && { time }) }, preferences)
        expect(followed.tz).toBe('UTC')
        const [weekday = -1] = followed.weekdays
        if (day) expect(workingDays).toContain(weekday)
        else expect(weekday).toBe(0)
        if (time) expect(minutesOf(quiet).has(minutes(followed))).toBe(false)
        else expect(followed).toMatchObject({ hh: 3, mm: 0 })
      }),
    )
  })
})

describe('when something late is welcome', () => {
  const start = Date.UTC(2026, 0, 1)
  /** Near both hour changes of the year, and anywhere. */
  const instants = fc.oneof(
    fc.integer({ min: 0, max: 365 * 96 }).map(quarter => start + quarter * 15 * minuteMs),
    fc
      .tuple(
        fc.constantFrom('2026-03-08', '2026-11-01', '2026-03-29', '2026-10-25', '2026-04-05', '2026-10-04'),
        fc.integer({ min: -48, max: 144 }),
      )
      .map(([date, quarter]) => Date.parse(date) + quarter * 15 * minuteMs),
  )
  const closed = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 2 })

  it('is the second time that the clock shows the end of the quiet hours, where it is set back past it', () => {
    const rule: Recurrence = { weekdays: [1], hh: 9, mm: 0, tz: 'Europe/London' }
    const quiet = { from: { hh: 1, mm: 15 }, to: { hh: 1, mm: 0 } }
    const at = Date.parse('2026-10-25T00:15:00Z')
    const found = nextWelcomeTime(at, rule, calendarOf([]), quiet)
    expect(new Date(found).toISOString()).toBe('2026-10-25T01:00:00.000Z')
  })

  it('is the first minute out of quiet hours on an open working day, as a search through the minutes finds it', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), quietHours, closed, (at, tz, quiet, weekdays) => {
        const rule: Recurrence = { weekdays: [1], hh: 9, mm: 0, tz }
        const calendar = calendarOf(weekdays.length > 0 ? [{ weekdays }] : [])
        const hushed = minutesOf(quiet)
        const isOpen = (when: number) => !weekdays.includes(wallClock(tz, when).weekday)
        const found = nextWelcomeTime(at, rule, calendar, quiet)
        let first = at
        let overClosed = false
        while (!isOpen(first) || (!overClosed && hushed.has(wallClock(tz, first).minute))) {
          overClosed ||= !isOpen(first)
          first += 15 * minuteMs
        }
        // Past closed days, what nobody named a time for comes at the reminder's own.
        if (overClosed) expect(wallClock(tz, found)).toEqual({ ...wallClock(tz, first), minute: 540 })
        else expect(new Date(found).toISOString()).toBe(new Date(first).toISOString())
        expect(found - at).toBeLessThan(8 * dayMs)
      }),
      {
        numRuns: tries(500),
        // The clock is set back, and shows times from before the quiet hours again.
        examples: [
          // The clock leaves out the very minute at which they end.
          [
            Date.UTC(2026, 2, 8, 6, 30),
            'America/New_York',
            { from: { hh: 1, mm: 30 }, to: { hh: 2, mm: 0 } },
            [],
          ],
          [
            Date.UTC(2026, 9, 25, 0, 45),
            'Europe/London',
            { from: { hh: 1, mm: 45 }, to: { hh: 0, mm: 0 } },
            [],
          ],
        ],
      },
    )
  })
})

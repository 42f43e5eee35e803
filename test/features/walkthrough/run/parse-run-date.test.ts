import { describe, expect, it } from 'vitest'
import { runDateInWords } from '../../../../src/features/walkthrough/run/dates.ts'
import { parseRunDate } from '../../../../src/features/walkthrough/run/parse-run-date.ts'

const reader = { now: Date.UTC(2026, 10, 23, 13), tz: 'America/New_York', monthFirst: true }
const read = (typed: string) => parseRunDate(typed, reader)
const tz = 'America/New_York'

describe('when something is held', () => {
  it.each([
    ['Dec 12', { day: '2026-12-12' }],
    ['2026-12-12', { day: '2026-12-12' }],
    ['on Saturday, Dec 12', { day: '2026-12-12' }],
    ['Dec 12 at 3 pm', { day: '2026-12-12', from: { hh: 15, mm: 0 }, tz }],
    ['Dec 12 at 3', { day: '2026-12-12', from: { hh: 15, mm: 0 }, tz }],
    ['Dec 12, 15:30', { day: '2026-12-12', from: { hh: 15, mm: 30 }, tz }],
    ['Dec 12 at 10', { day: '2026-12-12', from: { hh: 10, mm: 0 }, tz }],
    ['3 pm on Dec 12', { day: '2026-12-12', from: { hh: 15, mm: 0 }, tz }],
    ['tomorrow at noon', { day: '2026-11-24', from: { hh: 12, mm: 0 }, tz }],
    ['Dec 12, 3 pm to 5 pm', { day: '2026-12-12', from: { hh: 15, mm: 0 }, to: { hh: 17, mm: 0 }, tz }],
    ['Dec 12, 3 to 5 pm', { day: '2026-12-12', from: { hh: 15, mm: 0 }, to: { hh: 17, mm: 0 }, tz }],
    ['Dec 12, 3-5 pm', { day: '2026-12-12', from: { hh: 15, mm: 0 }, to: { hh: 17, mm: 0 }, tz }],
    ['Dec 12 10 am - noon', { day: '2026-12-12', from: { hh: 10, mm: 0 }, to: { hh: 12, mm: 0 }, tz }],
    [
      'Dec 12 at 3 pm Pacific time',
      { day: '2026-12-12', from: { hh: 15, mm: 0 }, tz: 'America/Los_Angeles' },
    ],
  ])('%s', (typed, when) => {
    expect(read(typed)).toEqual(when)
  })

  it.each(['Dec 12 at 3 pm', 'Dec 12, 3 pm to 5 pm', 'Dec 12 at 3 pm Pacific time', 'next Friday'])(
    'is said so that it is read as the same: %s',
    typed => {
      const when = read(typed)
      expect(read(runDateInWords(when, '2026-11-23'))).toEqual(when)
    },
  )

  it.each([
    ['someday', 'I don’t know the day “someday”'],
    ['Dec 12 with cake', 'I don’t know what “with cake” means'],
    ['Feb 30', 'No calendar has the day'],
    ['2026-01-02', 'has already passed'],
    ['x'.repeat(300), 'too long to be a day'],
  ])('refuses in a sentence: %s', (typed, words) => {
    expect(() => read(typed)).toThrow(words)
  })
})

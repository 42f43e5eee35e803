import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayMs, lastRun, minuteMs, nextRun, type Rule, wallToInstant } from '../../src/core/when.ts'
import { oracleNextRun } from './wall-oracle.ts'

const zones = [
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/St_Johns',
  'Pacific/Apia',
]
const start = Date.UTC(2026, 0, 1)
const instants = fc.integer({ min: 0, max: 730 * 24 * 60 }).map(minute => start + minute * minuteMs)
const weekly = fc.record({
  weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 }),
  hh: fc.integer({ min: 0, max: 23 }),
  mm: fc.integer({ min: 0, max: 59 }),
  tz: fc.constantFrom(...zones),
})
const rules: fc.Arbitrary<Rule> = fc.oneof(
  weekly,
  weekly.map(rule => ({ ...rule, everyOther: '2026-03-04' })),
)
const iso = (at: number) => new Date(at).toISOString()

describe('the next turn of a rule', () => {
  it('is the one that a search through the minutes of Intl’s clocks finds', () => {
    fc.assert(
      fc.property(rules, instants, (rule, after) => {
        expect(iso(nextRun(rule, after))).toBe(iso(oracleNextRun(rule, after)))
      }),
      { numRuns: 300 },
    )
  })

  it.each(zones)('agrees with the search on every Sunday of two years at the hours that change (%s)', tz => {
    for (const [hh, mm] of [
      [1, 30],
      [2, 15],
      [2, 30],
      [9, 0],
    ] as const) {
      const rule = { weekdays: [0], hh, mm, tz }
      for (let at = nextRun(rule, start); at < start + 730 * dayMs; at = nextRun(rule, at))
        expect(iso(at)).toBe(iso(oracleNextRun(rule, at - 7 * dayMs + 3 * 60 * minuteMs)))
    }
  })

  it('comes after the instant asked about, and nothing lies between', () => {
    fc.assert(
      fc.property(rules, instants, (rule, after) => {
        const next = nextRun(rule, after)
        expect(next).toBeGreaterThan(after)
        expect(lastRun(rule, next)).toBe(next)
        expect(lastRun(rule, next - 1)).toBeLessThanOrEqual(after)
      }),
    )
  })
})

describe('the hour changes', () => {
  it.each([
    [
      'moves what does not exist forward by the gap',
      'America/New_York',
      '2026-03-08T02:30',
      '2026-03-08T07:30',
    ],
    [
      'fires what exists twice once, the first time',
      'America/New_York',
      '2026-11-01T01:30',
      '2026-11-01T05:30',
    ],
    ['moves forward in London', 'Europe/London', '2026-03-29T01:30', '2026-03-29T01:30'],
    ['takes the first in London', 'Europe/London', '2026-10-25T01:30', '2026-10-25T00:30'],
    ['moves by half an hour on Lord Howe', 'Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45'],
    [
      'takes the first of half an hour on Lord Howe',
      'Australia/Lord_Howe',
      '2026-04-05T01:30',
      '2026-04-04T14:30',
    ],
  ])('%s', (_, tz, wall, instant) => {
    expect(iso(wallToInstant(tz, Date.parse(`${wall}Z`)))).toBe(iso(Date.parse(`${instant}Z`)))
  })

  it('keep 09:00 at 09:00, and every second week every second week, for a year', () => {
    const rule = { weekdays: [5], hh: 9, mm: 0, tz: 'America/New_York', everyOther: '2026-01-02' }
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: rule.tz,
      weekday: 'short',
      timeStyle: undefined,
      hour: '2-digit',
      minute: '2-digit',
    })
    const turns: number[] = []
    for (let at = start; turns.length < 26; ) turns.push((at = nextRun(rule, at)))
    expect(new Set(turns.map(at => clock.format(at)))).toEqual(new Set(['Fri 09:00']))
    const gaps = turns.slice(1).map((at, n) => Math.round((at - (turns[n] ?? 0)) / dayMs))
    expect(new Set(gaps)).toEqual(new Set([14]))
  })
})

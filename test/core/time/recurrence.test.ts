import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calendarOf } from '../../../src/core/schedule/closures.ts'
import { instantInWords } from '../../../src/core/time/in-words.ts'
import {
  dayIn,
  dayMs,
  lastRun,
  meantAt,
  minuteMs,
  nextRun,
  type Recurrence,
  wallToInstant,
} from '../../../src/core/time/recurrence.ts'
import { tries } from '../../tries.ts'
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
const rules: fc.Arbitrary<Recurrence> = fc.oneof(
  weekly,
  weekly.map(rule => ({ ...rule, everyOther: '2026-03-04' })),
  fc
    .record({ rule: weekly, nth: fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 5, -1), { minLength: 1 }) })
    .map(({ rule, nth }) => ({ ...rule, nth })),
  fc
    .record({
      rule: weekly,
      monthDays: fc.uniqueArray(fc.constantFrom(1, 2, 15, 28, 29, 30, 31, -1), { minLength: 1 }),
    })
    .map(({ rule, monthDays }) => ({ ...rule, weekdays: [], monthDays })),
)
/** The same, and such as end on a day. */
const endingRules: fc.Arbitrary<Recurrence> = fc
  .record({ rule: rules, until: fc.integer({ min: 0, max: 729 }) })
  .map(({ rule, until }) => ({ ...rule, until: new Date(start + until * dayMs).toISOString().slice(0, 10) }))
const dates = fc.integer({ min: 0, max: 729 }).map(day => new Date(start + day * dayMs))
const spans = fc.tuple(dates, fc.integer({ min: 0, max: 40 }), fc.boolean()).map(([from, days, yearly]) => {
  const ends = [from, new Date(from.getTime() + days * dayMs)].map(end => end.toISOString().slice(0, 10))
  // No 29 February that comes every year: what that means in other years is asked elsewhere.
  const [first = '', last = ''] = ends.map(end => (yearly ? end.slice(5).replace('02-29', '02-28') : end))
  return { from: first, to: last }
})
const everyWeekday = [0, 1, 2, 3, 4, 5, 6]
const everyWeek = fc
  .uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 2 })
  .map(weekdays => ({ weekdays }))
const closedDays = fc.array(fc.oneof({ weight: 4, arbitrary: spans }, everyWeek), { maxLength: 4 })
const workingDays = fc.option(
  fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 6 }),
  { nil: undefined },
)
/** Calendars that leave a working day open: for others, no occurrence can be pushed anywhere. */
const calendars = fc
  .record({ closed: closedDays, working: workingDays })
  .filter(({ closed, working = everyWeekday }) => {
    const everyWeek = closed.flatMap(one => ('weekdays' in one ? one.weekdays : []))
    return working.some(weekday => !everyWeek.includes(weekday))
  })
const iso = (at: number) => new Date(at).toISOString()

describe('the next turn of a rule', () => {
  it('is the one that a search through the minutes of Intl’s clocks finds', () => {
    fc.assert(
      fc.property(rules, instants, (rule, after) => {
        expect(iso(nextRun(rule, after))).toBe(iso(oracleNextRun(rule, after)))
      }),
      { numRuns: tries(300) },
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

describe('what ends on a day', () => {
  it('comes as the search finds, and after that never', () => {
    fc.assert(
      fc.property(endingRules, instants, calendars, (rule, after, { closed, working }) => {
        const next = nextRun(rule, after, calendarOf(closed, working))
        const found = oracleNextRun(rule, after, { closed, workingDays: working })
        expect(Number.isFinite(next) ? iso(next) : 'never').toBe(
          Number.isFinite(found) ? iso(found) : 'never',
        )
      }),
      { numRuns: tries(200) },
    )
  })
})

describe('the next turn on a library’s open days', () => {
  it('is the one that pushing every turn from its own day finds', () => {
    fc.assert(
      fc.property(rules, instants, calendars, (rule, after, { closed, working }) => {
        const next = nextRun(rule, after, calendarOf(closed, working))
        expect(iso(next)).toBe(iso(oracleNextRun(rule, after, { closed, workingDays: working })))
      }),
      { numRuns: tries(300) },
    )
  })

  it('is never on a closed day, and comes back from where it was looked up', () => {
    fc.assert(
      fc.property(rules, instants, calendars, (rule, after, { closed, working }) => {
        const calendar = calendarOf(closed, working)
        const next = nextRun(rule, after, calendar)
        expect(calendar.isClosed(dayIn(rule.tz, next))).toBe(false)
        expect(lastRun(rule, next, calendar)).toBe(next)
        expect(lastRun(rule, next - 1, calendar)).toBeLessThanOrEqual(after)
        expect(meantAt(rule, next)).toBeLessThanOrEqual(next)
      }),
    )
  })

  it('is the rule’s own where the library is never open on a working day', () => {
    const rule = { weekdays: [1], hh: 9, mm: 0, tz: 'UTC' }
    const never = calendarOf([{ weekdays: [1, 2] }, { weekdays: [3] }], [1, 2, 3])
    const monday = Date.parse('2026-01-05T09:00Z')
    expect(iso(nextRun(rule, start, never))).toBe(iso(monday))
    expect(iso(lastRun(rule, monday, never))).toBe(iso(monday))
  })

  it('knows a 29 February that is closed every year, and no other day by it', () => {
    const rule = { weekdays: [0, 1, 2, 3, 4, 5, 6], hh: 9, mm: 0, tz: 'UTC' }
    const closed = calendarOf([{ from: '02-29', to: '02-29' }])
    expect(iso(nextRun(rule, Date.parse('2028-02-28T12:00Z'), closed))).toBe('2028-03-01T09:00:00.000Z')
    expect(iso(nextRun(rule, Date.parse('2027-02-28T12:00Z'), closed))).toBe('2027-03-01T09:00:00.000Z')
  })
})

describe.each(['UTC', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Pacific/Apia'])(
  'on a computer whose own zone is %s',
  own => {
    const before = process.env.TZ
    beforeAll(() => {
      process.env.TZ = own
    })
    afterAll(() => {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    })

    it('the turns are the same', () => {
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(own)
      fc.assert(
        fc.property(rules, instants, calendars, (rule, after, { closed }) => {
          const next = nextRun(rule, after, calendarOf(closed))
          expect(iso(next)).toBe(iso(oracleNextRun(rule, after, { closed })))
        }),
        { numRuns: tries(60) },
      )
    })

    it('dates are said as the reminder’s own zone has them', () => {
      const at = wallToInstant('Asia/Kolkata', Date.UTC(2026, 11, 28, 0, 15))
      expect(instantInWords(at, 'Asia/Kolkata')).toBe('Mon, Dec 28 at 12:15 a.m.')
    })
  },
)

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

  it('keep 09:00 at 9:00 a.m., and every second week every second week, for a year', () => {
    const rule = { weekdays: [5], hh: 9, mm: 0, tz: 'America/New_York', everyOther: '2026-01-02' }
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: rule.tz,
      weekday: 'short',
      timeStyle: undefined,
      hour: '2-digit',
      minute: '2-digit',
    })
    const occurrences: number[] = []
    while (occurrences.length < 26) occurrences.push(nextRun(rule, occurrences.at(-1) ?? start))
    expect(new Set(occurrences.map(at => clock.format(at)))).toEqual(new Set(['Fri 09:00']))
    const gaps = occurrences.slice(1).map((at, n) => Math.round((at - (occurrences[n] ?? 0)) / dayMs))
    expect(new Set(gaps)).toEqual(new Set([14]))
  })
})

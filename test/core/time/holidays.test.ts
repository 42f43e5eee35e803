import { describe, expect, it } from 'vitest'
import { holidayAt, holidayOf, holidays, observed } from '../../../src/core/time/holidays.ts'

/** As the Office of Personnel Management publishes them (opm.gov, “Federal Holidays”): the days on which offices are closed. */
const published: Readonly<Record<number, string>> = {
  2024: '2024-01-01 2024-01-15 2024-02-19 2024-05-27 2024-06-19 2024-07-04 2024-09-02 2024-10-14 2024-11-11 2024-11-28 2024-12-25',
  2025: '2025-01-01 2025-01-20 2025-02-17 2025-05-26 2025-06-19 2025-07-04 2025-09-01 2025-10-13 2025-11-11 2025-11-27 2025-12-25',
  2026: '2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-10-12 2026-11-11 2026-11-26 2026-12-25',
  2027: '2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-10-11 2027-11-11 2027-11-25 2027-12-24',
  2028: '2027-12-31 2028-01-17 2028-02-21 2028-05-29 2028-06-19 2028-07-04 2028-09-04 2028-10-09 2028-11-10 2028-11-23 2028-12-25',
  2029: '2029-01-01 2029-01-15 2029-02-19 2029-05-28 2029-06-19 2029-07-04 2029-09-03 2029-10-08 2029-11-12 2029-11-22 2029-12-25',
  2030: '2030-01-01 2030-01-21 2030-02-18 2030-05-27 2030-06-19 2030-07-04 2030-09-02 2030-10-14 2030-11-11 2030-11-28 2030-12-25',
}

describe('the holidays', () => {
  it.each(Object.entries(published))('of %s are those that were published', (year, dates) => {
    const ours = holidays.filter(one => one.federal).map(one => observed(one.on(Number(year)) ?? ''))
    expect(ours).toEqual(dates.split(' '))
  })

  it.each([
    ['easter', '2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21'],
    ['election-day', '2024-11-05 2025-11-04 2026-11-03 2027-11-02 2028-11-07 2029-11-06 2030-11-05'],
    ['mothers-day', '2024-05-12 2025-05-11 2026-05-10 2027-05-09 2028-05-14 2029-05-13 2030-05-12'],
    [
      'day-after-thanksgiving',
      '2024-11-29 2025-11-28 2026-11-27 2027-11-26 2028-11-24 2029-11-23 2030-11-29',
    ],
  ])('%s moves as its rule has it', (id, dates) => {
    expect([0, 1, 2, 3, 4, 5, 6].map(more => holidayOf(id)?.on(2024 + more))).toEqual(dates.split(' '))
  })

  it.each([
    ['mlk day', 'mlk-day'],
    ["new year's eve party", 'new-years-eve'],
    ["presidents' day", 'presidents-day'],
    ['juneteenth, closed', 'juneteenth'],
    ['the 4th of july', 'independence-day'],
    ['indigenous peoples day', 'indigenous-peoples-day'],
    ['black friday', 'day-after-thanksgiving'],
  ])('“%s” begins with the name of %s', (line, id) => {
    expect(holidayAt(line)?.holiday.id).toBe(id)
  })

  it.each(['independent', 'laboring', 'mayday', 'the new building'])('“%s” names none', line => {
    expect(holidayAt(line)).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import {
  dateInWords,
  instantInWords,
  recurrenceInWords,
  timeInWords,
} from '../../../src/core/time/in-words.ts'
import { monthFirst } from '../../../src/core/time/reader-locale.ts'

const at = Date.UTC(2026, 11, 14, 20)
const rule = { weekdays: [1], hh: 14, mm: 0, tz: 'America/Chicago' }

describe('a day and a time', () => {
  it.each([
    [undefined, 'Mon, Dec 14 at 2:00 p.m.'],
    ['en-US', 'Mon, Dec 14 at 2:00 p.m.'],
    ['es-US', 'Mon, Dec 14 at 2:00 p.m.'],
    ['en_GB', 'Mon 14 Dec at 14:00'],
    ['de-DE', 'Mon, 14 Dec at 14:00'],
    ['en-AU', 'Mon, 14 Dec at 2:00 pm'],
    ['en-CA', 'Mon, Dec 14 at 2:00 p.m.'],
    ['fr', 'Mon, 14 Dec at 14:00'],
    ['no locale at all', 'Mon, Dec 14 at 2:00 p.m.'],
  ])('are shown the way of %s', (locale, words) => {
    expect(instantInWords(at, 'America/Chicago', locale)).toBe(words)
  })

  it('have the year where it is another one', () => {
    expect(dateInWords('2026-12-14', '2026-11-24')).toBe('Mon, Dec 14')
    expect(dateInWords('2027-01-04', '2026-11-24')).toBe('Mon, Jan 4, 2027')
    expect(timeInWords({ hh: 0, mm: 5 })).toBe('12:05 a.m.')
  })

  it.each([
    ['America/Chicago', 'Central time'],
    ['America/New_York', 'Eastern time'],
    ['America/Detroit', 'Eastern time, Detroit'],
    ['America/Phoenix', 'Arizona time'],
    ['Pacific/Honolulu', 'Hawaii time'],
    ['America/Anchorage', 'Alaska time'],
    ['Europe/London', 'London time'],
    ['UTC', 'UTC'],
  ])('name %s as people there do', (tz, name) => {
    expect(recurrenceInWords({ ...rule, tz })).toBe(`every Monday at 2:00 p.m. (${name})`)
  })

  it('are read the way of the country', () => {
    expect(['en-US', 'es-US', undefined, 'en'].map(monthFirst)).toEqual([true, true, true, true])
    expect(['en-GB', 'de-DE', 'fr', 'es-MX'].map(monthFirst)).toEqual([false, false, false, false])
  })
})

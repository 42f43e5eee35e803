import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateInWords } from '../../../src/core/time/in-words.ts'
import { parseDate } from '../../../src/core/time/parse-date.ts'

/** A Tuesday. */
const today = '2026-11-24'
const read = (typed: string, monthFirst = true) => parseDate(typed, today, monthFirst)

describe('a date that is typed', () => {
  it.each([
    ['12 Dec', '2026-12-12'],
    ['12th December', '2026-12-12'],
    ['the 12th of December', '2026-12-12'],
    ['Dec 12', '2026-12-12'],
    ['December 12, 2027', '2027-12-12'],
    ['Sat 12 Dec', '2026-12-12'],
    ['Sept. 3', '2027-09-03'],
    ['2026-12-12', '2026-12-12'],
    ['2026/12/12', '2026-12-12'],
    ['12/24', '2026-12-24'],
    ['24/12', '2026-12-24'],
    ['24.12.', '2026-12-24'],
    ['24.12.2026', '2026-12-24'],
    ['12/24/26', '2026-12-24'],
    ['today', '2026-11-24'],
    ['tomorrow', '2026-11-25'],
    ['friday', '2026-11-27'],
    ['next friday', '2026-12-04'],
    ['next monday', '2026-11-30'],
    ['tuesday', '2026-12-01'],
    ['in two weeks', '2026-12-08'],
    ['in 3 days', '2026-11-27'],
    ['in a month', '2026-12-24'],
    ['a week from today', '2026-12-01'],
    ['next week', '2026-12-01'],
    ['end of the month', '2026-11-30'],
    ['end of next month', '2026-12-31'],
    ['1 January', '2027-01-01'],
    ['29 Feb', '2028-02-29'],
  ])('“%s” is %s', (typed, date) => {
    if (date === undefined) expect(() => read(typed)).toThrow(/next friday/)
    else expect(read(typed).date).toBe(date)
  })

  it('that can be read in two ways says how it was read, and how to say the other', () => {
    expect(read('4/5')).toEqual({
      date: '2027-04-05',
      note: 'I read 4/5 as Mon, Apr 5, 2027; for May 4, write “May 4”.',
    })
    expect(read('4/5', false).date).toBe('2027-05-04')
    expect(read('4.5.').date).toBe('2027-05-04')
    expect(read('next friday').note).toMatch(/Fri, Dec 4; for this week’s, write “friday”/)
  })

  it.each([
    '12 Nov',
    'yesterday',
    '2026-11-23',
    '1/1/2020',
    '31 Nov',
    '31 April',
    '32/13',
    'blursday',
    '2026-02-30',
    '99 weeks ago',
  ])('such as “%s” is refused with the right form', typed => {
    expect(() => read(typed)).toThrow(/“\w+ \d+(, \d+)?”/)
  })

  it('is read back from how it is said', () => {
    const day = fc
      .integer({ min: 0, max: 3000 })
      .map(days => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, date => {
        expect(read(dateInWords(date)).date).toBe(date)
        expect(read(date).date).toBe(date)
      }),
    )
  })
})

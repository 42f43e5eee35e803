import { describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { calendarOf, closureInWords } from '../../../src/core/schedule/closures.ts'
import { instantInWords } from '../../../src/core/time/in-words.ts'
import { parseClosure } from '../../../src/core/time/parse-closure.ts'
import { meantAt, nextRun } from '../../../src/core/time/recurrence.ts'
import { UserError } from '../../../src/core/user-error.ts'

const today = '2026-11-24'
const said = (typed: string, on = today): string => {
  try {
    return closureInWords(parseClosure(typed, on).closure)
  } catch (error) {
    if (error instanceof UserError) return plainText(error.answer)
    throw error
  }
}

describe('reading closed days', () => {
  it.each([
    ['24 Dec–1 Jan', 'Thu, Dec 24, 2026 to Fri, Jan 1, 2027'],
    ['24 Dec - 1 Jan', 'Thu, Dec 24, 2026 to Fri, Jan 1, 2027'],
    ['24 Dec-1 Jan', 'Thu, Dec 24, 2026 to Fri, Jan 1, 2027'],
    ['from December 24 to January 1', 'Thu, Dec 24, 2026 to Fri, Jan 1, 2027'],
    ['12/24-1/1', 'Thu, Dec 24, 2026 to Fri, Jan 1, 2027'],
    ['2026-12-24 – 2027-01-01', 'Thu, Dec 24, 2026 to Fri, Jan 1, 2027'],
    ['24-26 Dec', 'Thu, Dec 24, 2026 to Sat, Dec 26, 2026'],
    ['Dec 24-26', 'Thu, Dec 24, 2026 to Sat, Dec 26, 2026'],
    ['24th to 26th December', 'Thu, Dec 24, 2026 to Sat, Dec 26, 2026'],
    ['26 Nov', 'Thu, Nov 26, 2026'],
    ['2026-12-25', 'Fri, Dec 25, 2026'],
    ['tomorrow', 'Wed, Nov 25, 2026'],
    ['friday', 'Fri, Nov 27, 2026'],
    ['20 Nov–30 Nov', 'Fri, Nov 20, 2026 to Mon, Nov 30, 2026'],
    ['25 Dec every year', 'Dec 25, every year'],
    ['every year 24 Dec–1 Jan', 'Dec 24 to Jan 1, every year'],
    ['4 July yearly', 'Jul 4, every year'],
    ['every sunday', 'every Sunday'],
    ['sundays and mondays', 'every Monday and Sunday'],
    ['weekends', 'every Saturday and Sunday'],
  ])('%s is %s', (typed, meant) => expect(said(typed)).toBe(meant))

  it.each([
    ['blursday', /“blursday”.*“24 Dec|“blursday”/],
    ['30 Feb', /“30 feb”|No calendar/],
    ['1 Nov–3 Nov', /over already|already passed/],
    ['20 Nov', /already passed/],
    ['5 Jan 2027–3 Jan 2028', /364 days/],
    ['1 Jan–2 Jan–3 Jan', /don’t know the days/],
  ])('answers “%s” with a sentence', (typed, words) => expect(said(typed)).toMatch(words))

  it('reads a span that began in the old year, in the new one', () => {
    expect(said('24 Dec–6 Jan', '2026-12-28')).toBe('Thu, Dec 24, 2026 to Wed, Jan 6, 2027')
  })
})

describe('a turn on a closed day', () => {
  const rule = { weekdays: [1], hh: 9, mm: 0, tz: 'America/New_York' }
  const calendar = (typed: string, workingDays?: number[]) =>
    calendarOf([parseClosure(typed, today).closure], workingDays)
  const next = (after: string, ...about: Parameters<typeof calendar>) =>
    instantInWords(nextRun(rule, Date.parse(after), calendar(...about)), rule.tz)

  it('moves to the next open day, at the same local time, also over the new year', () => {
    expect(next('2026-12-22', '24 Dec–1 Jan')).toBe('Sat, Jan 2 at 9:00 a.m.')
    expect(next('2026-12-22', '24 Dec–3 Jan')).toBe('Mon, Jan 4 at 9:00 a.m.')
  })

  it('moves to a working day, where the person has set some', () => {
    expect(next('2026-12-22', '24 Dec–1 Jan', [2, 3])).toBe('Mon, Jan 4 at 9:00 a.m.')
    expect(next('2026-12-26', '28 Dec', [3, 4])).toBe('Wed, Dec 30 at 9:00 a.m.')
  })

  it('comes back every year where the closure does', () => {
    const days = calendar('24 Dec–3 Jan every year')
    expect(instantInWords(nextRun(rule, Date.parse('2029-12-29'), days), rule.tz)).toBe(
      'Fri, Jan 4 at 9:00 a.m.',
    )
  })

  it('comes as if nothing were closed, where everything always is', () => {
    const never = calendarOf([{ weekdays: [0, 1, 2, 3, 4, 5, 6] }])
    expect(instantInWords(nextRun(rule, Date.parse('2026-11-24'), never), rule.tz)).toBe(
      'Mon, Nov 30 at 9:00 a.m.',
    )
  })

  it('knows the day it was meant for', () => {
    const at = nextRun(rule, Date.parse('2026-12-22'), calendar('28 Dec'))
    expect(instantInWords(at, rule.tz)).toBe('Tue, Dec 29 at 9:00 a.m.')
    expect(instantInWords(meantAt(rule, at), rule.tz)).toBe('Mon, Dec 28 at 9:00 a.m.')
  })
})

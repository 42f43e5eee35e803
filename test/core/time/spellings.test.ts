import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { type Closure, closureInWords } from '../../../src/core/schedule/closures.ts'
import { parseClosures } from '../../../src/core/time/parse-closure.ts'
import { parseDate } from '../../../src/core/time/parse-date.ts'
import { UserError } from '../../../src/core/user-error.ts'
import { parseStep } from '../../../src/features/plan/parse-step.ts'
import { tries } from '../../tries.ts'

/** A Saturday. */
const today = '2026-11-28'

function answer(read: () => string): string {
  try {
    return read()
  } catch (error) {
    if (error instanceof UserError) return plainText(error.answer)
    throw error
  }
}
const closed = (typed: string) =>
  answer(() => {
    const { closures, note } = parseClosures(typed, today)
    return [closures.map(one => closureInWords(one)).join('; '), note].filter(Boolean).join(' | ')
  })
const date = (typed: string) =>
  answer(() => {
    const { date, note } = parseDate(typed, today)
    return [date, note].filter(Boolean).join(' | ')
  })

const dec24 = 'Thu, Dec 24, 2026'
const dec25 = 'Fri, Dec 25, 2026'
const both = `${dec24}; ${dec25}`
const winter = 'Thu, Dec 24, 2026 to Sat, Jan 2, 2027'
const summer = 'every Sunday from Tue, Jun 1, 2027 to Tue, Aug 31, 2027'

/** What staff type to close the library. */
const closings: readonly (readonly [string, string])[] = [
  // told from another day
  ['Thanksgiving and the Friday after', 'Thanksgiving (Thu, Nov 25, 2027); Fri, Nov 26, 2027'],
  ['Dec 24 and the Monday after', `${dec24}; Mon, Dec 28, 2026`],
  ['Jan 4 and the Friday before', 'Mon, Jan 4, 2027; Fri, Jan 1, 2027'],
  // up to the day on which it is open again
  ['Dec 24 thru Jan 2, reopening Jan 3', winter],
  ['Dec 24, back on Jan 3', winter],
  ['Dec 24, open again Dec 25', dec24],
  // as always
  ['Veterans Day, same as every year', 'Veterans Day, every year'],
  ['Christmas like always', 'Christmas Day, every year'],
  // in Spanish
  ['Navidad', 'Christmas Day (Fri, Dec 25, 2026)'],
  ['el día de Acción de Gracias', 'Thanksgiving (Thu, Nov 25, 2027)'],
  // one day
  ['Dec 24', dec24],
  ['dec 24th', dec24],
  ['Dec. 24', dec24],
  ['December 24, 2026', dec24],
  ['24 Dec', dec24],
  ['the 24th of December', dec24],
  ['12/24', dec24],
  ['12/24/26', dec24],
  ['12/24/2026', dec24],
  ['2026-12-24', dec24],
  ['Thursday Dec 24', dec24],
  ['Thu, Dec 24', dec24],
  ['Dec 24 (Thursday)', dec24],
  ['Thursday, December 24, 2026', dec24],
  ['the 24th', dec24],
  ['on Dec 24', dec24],
  ['for Dec 24', dec24],
  ['we are closed Dec 24', dec24],
  ['the library is closed on December 24th.', dec24],
  ['Dec 24!', dec24],
  ['12-Dec-27', 'Sun, Dec 12, 2027'],
  ['12 Dec 27', 'Sun, Dec 12, 2027'],
  ["12 Dec '27", 'Sun, Dec 12, 2027'],
  ['Dec-12-2027', 'Sun, Dec 12, 2027'],
  ['today', 'Sat, Nov 28, 2026'],
  ['tomorrow', 'Sun, Nov 29, 2026'],
  ['friday', 'Fri, Dec 4, 2026'],
  ['this friday', 'Fri, Dec 4, 2026'],
  // several days
  ['Dec 24 & 25', both],
  ['Dec 24 and 25', both],
  ['Dec 24, 25', both],
  ['Dec 24,25', both],
  ['Dec 24/25', both],
  ['24/25 Dec', both],
  ['24 & 25 Dec', both],
  ['24 and 25 December', both],
  ['the 24th and 25th of December', both],
  ['Dec 24 and Dec 25', both],
  ['Dec 24, Dec 25', both],
  ['Dec 24; Dec 25', both],
  ['12/24 & 12/25', both],
  ['12/24, 12/25', both],
  ['2026-12-24, 2026-12-25', both],
  ['Dec 24 & 25, 2026', both],
  ['December 24th and 25th', both],
  ['Dec 24, 25 and 31', `${both}; Thu, Dec 31, 2026`],
  ['Dec 24, 25, 31 and Jan 1', `${both}; Thu, Dec 31, 2026; Fri, Jan 1, 2027`],
  ['Dec 24-26 and 31', 'Thu, Dec 24, 2026 to Sat, Dec 26, 2026; Thu, Dec 31, 2026'],
  ['Christmas Eve and Christmas Day', `Christmas Eve (${dec24}); Christmas Day (${dec25})`],
  // spans
  ...['24 Dec-2 Jan', '24 Dec‑2 Jan', '24 Dec–2 Jan', '24 Dec—2 Jan', '24 Dec ‒ 2 Jan', '24 Dec − 2 Jan'].map(
    typed => [typed, winter] as const,
  ),
  ['Dec 24-Jan 2', winter],
  ['Dec 24 - Jan 2', winter],
  ['Dec 24 to Jan 2', winter],
  ['Dec 24 through Jan 2', winter],
  ['Dec 24 thru Jan 2', winter],
  ['from December 24 to January 2', winter],
  ['between Dec 24 and Jan 2', winter],
  ['dec 24 until jan 2', winter],
  ['Dec 24, 2026 - Jan 2, 2027', winter],
  ['12/24-1/2', `${winter} | I read 1/2 as Sat, Jan 2, 2027; for Feb 1, write “Feb 1”.`],
  ['12/24/26 - 1/15/27', 'Thu, Dec 24, 2026 to Fri, Jan 15, 2027'],
  ['2026-12-24 – 2027-01-02', winter],
  ['Thu Dec 24 through Sat Jan 2', winter],
  ['Christmas Eve through Jan 2', winter],
  ['Dec 24-26', 'Thu, Dec 24, 2026 to Sat, Dec 26, 2026'],
  ['Dec 24 to 26', 'Thu, Dec 24, 2026 to Sat, Dec 26, 2026'],
  ['24-26 Dec', 'Thu, Dec 24, 2026 to Sat, Dec 26, 2026'],
  ['24th–26th December', 'Thu, Dec 24, 2026 to Sat, Dec 26, 2026'],
  ['Dec 24–26, 2027', 'Fri, Dec 24, 2027 to Sun, Dec 26, 2027'],
  // weeks and months
  ['next week', 'Mon, Nov 30, 2026 to Sun, Dec 6, 2026'],
  ['all next week', 'Mon, Nov 30, 2026 to Sun, Dec 6, 2026'],
  ['this week', 'Sat, Nov 28, 2026 to Sun, Nov 29, 2026'],
  ['the week of Dec 14', 'Mon, Dec 14, 2026 to Sun, Dec 20, 2026'],
  ['this weekend', 'Sat, Nov 28, 2026 to Sun, Nov 29, 2026'],
  ['next weekend', 'Sat, Dec 5, 2026 to Sun, Dec 6, 2026'],
  ['next month', 'Tue, Dec 1, 2026 to Thu, Dec 31, 2026'],
  ['all of August', 'Sun, Aug 1, 2027 to Tue, Aug 31, 2027'],
  ['in August', 'Sun, Aug 1, 2027 to Tue, Aug 31, 2027'],
  ['July and August', 'Thu, Jul 1, 2027 to Sat, Jul 31, 2027; Sun, Aug 1, 2027 to Tue, Aug 31, 2027'],
  ['June through August', 'Tue, Jun 1, 2027 to Tue, Aug 31, 2027'],
  ['thanksgiving week', 'Mon, Nov 22, 2027 to Sun, Nov 28, 2027'],
  // every year
  ['Dec 25 every year', 'Dec 25, every year'],
  ['every Dec 25', 'Dec 25, every year'],
  ['every year on Dec 25', 'Dec 25, every year'],
  ['July 4th every year', 'Jul 4, every year'],
  ['July 4 yearly', 'Jul 4, every year'],
  ['Dec 24 & 25 every year', 'Dec 24, every year; Dec 25, every year'],
  ['Dec 24-Jan 1 every year', 'Dec 24 to Jan 1, every year'],
  ['Dec 24 – Jan 1, annually', 'Dec 24 to Jan 1, every year'],
  ['Nov 1 every year', 'Nov 1, every year'],
  // days of the week
  ['every sunday', 'every Sunday'],
  ['sundays', 'every Sunday'],
  ['on Sundays', 'every Sunday'],
  ['all Sundays', 'every Sunday'],
  ['Sundays and Mondays', 'every Monday and Sunday'],
  ['every sunday and monday', 'every Monday and Sunday'],
  ['Fri-Sun every week', 'I don’t know'],
  ['every weekend', 'every Saturday and Sunday'],
  ['weekends', 'every Saturday and Sunday'],
  ['every sunday and 25 Dec', `every Sunday; ${dec25}`],
  ['25 Dec and every sunday', `${dec25}; every Sunday`],
  ['every sunday, Dec 24 & 25', `every Sunday; ${both}`],
  ['every sunday except 27 Dec', 'every Sunday except Sun, Dec 27, 2026'],
  ['every sunday but not Dec 27', 'every Sunday except Sun, Dec 27, 2026'],
  ['every sunday except Dec 20 and 27', 'every Sunday except Sun, Dec 20, 2026 and Sun, Dec 27, 2026'],
  [
    'Dec 24-Jan 2 except Dec 28',
    'Thu, Dec 24, 2026 to Sun, Dec 27, 2026; Tue, Dec 29, 2026 to Sat, Jan 2, 2027',
  ],
  ['every sunday 1 Jun – 31 Aug', summer],
  ['every sunday Jun 1 - Aug 31', summer],
  ['Sundays June 1 through August 31', summer],
  ['sundays from June 1 to Aug 31', summer],
  ['Sundays June-August', summer],
  ['Sundays June–Aug', summer],
  [
    'Sundays in June, July',
    'every Sunday from Tue, Jun 1, 2027 to Wed, Jun 30, 2027; Thu, Jul 1, 2027 to Sat, Jul 31, 2027',
  ],
  ['no Sundays June–Aug', summer],
  ['All Sundays May 24 through September 6', 'every Sunday from Mon, May 24, 2027 to Mon, Sep 6, 2027'],
  ['sundays in July', 'every Sunday from Thu, Jul 1, 2027 to Sat, Jul 31, 2027'],
  ['sundays until Dec 31', 'every Sunday until Thu, Dec 31, 2026'],
  ['sundays starting Jan 3', 'every Sunday from Sun, Jan 3, 2027'],
  ['Sundays June 1 to Aug 31 every year', 'every Sunday from Jun 1 to Aug 31, every year'],
  ['every other saturday', 'every other Saturday'],
  ['sunday', 'Sun, Nov 29, 2026'],
  // of the month
  ['first monday of every month', 'the first Monday of every month'],
  ['the first and third friday of each month', 'the first and third Friday of every month'],
  ['the last friday of every month', 'the last Friday of every month'],
  ['the 15th of every month', 'the 15th of every month'],
  ['4th thursday of november every year', 'the fourth Thursday of November, every year'],
  ['every 4th thursday of november', 'the fourth Thursday of November, every year'],
  ['the last monday in may every year', 'the last Monday of May, every year'],
  ['the 4th Thursday of November', 'Thu, Nov 25, 2027'],
  ['2nd tuesday of march', 'Tue, Mar 9, 2027'],
  ['first friday of next month', 'Fri, Dec 4, 2026'],
  // holidays
  ['Thanksgiving', 'Thanksgiving (Thu, Nov 25, 2027)'],
  ['Thanksgiving and the day after', 'Thanksgiving (Thu, Nov 25, 2027); Fri, Nov 26, 2027'],
  ['Thanksgiving 2028', 'Thanksgiving (Thu, Nov 23, 2028)'],
  ['thanksgiving every year', 'Thanksgiving, every year'],
  ['every thanksgiving', 'Thanksgiving, every year'],
  ['MLK Day', 'Martin Luther King Jr. Day (Mon, Jan 18, 2027)'],
  ['MLK', 'Martin Luther King Jr. Day (Mon, Jan 18, 2027)'],
  ['Martin Luther King Jr. Day', 'Martin Luther King Jr. Day (Mon, Jan 18, 2027)'],
  ["Presidents' Day", 'Presidents’ Day (Mon, Feb 15, 2027)'],
  ['presidents day', 'Presidents’ Day (Mon, Feb 15, 2027)'],
  ['Memorial Day', 'Memorial Day (Mon, May 31, 2027)'],
  ['Juneteenth', 'Juneteenth (Sat, Jun 19, 2027)'],
  ['4th of July', 'Independence Day (Sun, Jul 4, 2027)'],
  ['Labor Day', 'Labor Day (Mon, Sep 6, 2027)'],
  ["Indigenous Peoples' Day", 'Indigenous Peoples’ Day (Mon, Oct 11, 2027)'],
  ['Columbus Day', 'Columbus Day (Mon, Oct 11, 2027)'],
  ['Veterans Day', 'Veterans Day (Thu, Nov 11, 2027)'],
  ['christmas', `Christmas Day (${dec25})`],
  ['xmas eve', `Christmas Eve (${dec24})`],
  ["New Year's Eve", 'New Year’s Eve (Thu, Dec 31, 2026)'],
  ['New Years Day', 'New Year’s Day (Fri, Jan 1, 2027)'],
  ['Easter', 'Easter Sunday (Sun, Mar 28, 2027)'],
  ['Good Friday', 'Good Friday (Fri, Mar 26, 2027)'],
  ['Memorial Day and Labor Day every year', 'Memorial Day, every year; Labor Day, every year'],
  [
    'MLK Day, Presidents Day and Memorial Day',
    'Martin Luther King Jr. Day (Mon, Jan 18, 2027); Presidents’ Day (Mon, Feb 15, 2027); Memorial Day (Mon, May 31, 2027)',
  ],
  ['the day before Thanksgiving', 'Thanksgiving Eve (Wed, Nov 24, 2027)'],
  ['day after Christmas', 'the day after Christmas (Sat, Dec 26, 2026)'],
  // what is told
  ['Dec 24 for staff training', `${dec24} | I keep the days alone: I left out “for staff training”.`],
  ['Dec 24 because of snow', `${dec24} | I keep the days alone: I left out “because of snow”.`],
  ['Dec 24 (staff day)', `${dec24} | I keep the days alone: I left out “(staff day)”.`],
  ['4/5', 'Mon, Apr 5, 2027 | I read 4/5 as Mon, Apr 5, 2027; for May 4, write “May 4”.'],
]

/** What is refused or asked, and what the sentence says. */
const strange: readonly (readonly [string, RegExp])[] = [
  [
    'Wednesday, January 1, 2027',
    /Jan 1, 2027 is a Friday, not a Wednesday.*“Fri, Jan 1, 2027” or “Wed, Dec 30, 2026”/,
  ],
  ['Mon Dec 24', /is a Thursday, not a Monday/],
  ['Dec 24 at noon', /whole days only.*“at noon”/],
  ['two hours late on Dec 24', /“two hours late” is a part of one\. Type “hearth closed dec 24”/],
  ['Dec 24 until 2', /“until 2” is a part of one\. Type “hearth closed dec 24”/],
  ['Dec 24 for a late opening', /“late” is a part of one\. Type “hearth closed dec 24”/],
  ['Dec 24 temprano', /“temprano” is a part of one/],
  ['Dec 24-26, reopening Dec 30', /do not fit together/],
  ['at noon on christmas eve', /whole days only/],
  ['early on Dec 24', /whole days only/],
  ['Dec 24 half day', /whole days only/],
  ['blursday', /don’t know the days “blursday”/],
  ['Dec 24 blue', /what “blue” means in “Dec 24 blue”/],
  ['Dec 24 25', /what “25” means/],
  ['every sunday morning', /whole days only.*“morning”/],
  ['every sunday blue', /what “blue” means/],
  ['Feb 30', /No calendar/],
  ['Dec 24-Dec 32', /No calendar|don’t know/],
  ['Nov 1', /already passed.*“Nov 1, 2027”/],
  ['Jan 5 2027 – Jan 3 2028', /364 days/],
  ['spring break', /don’t know the days/],
  ['the day after', /After which day/],
  ['every sunday except Dec 28', /Mon, Dec 28, 2026 is none of those days/],
  ['Dec 24 except Dec 24', /no day is left/],
  ['', /Write closed days as/],
]

describe('closed days as staff type them', () => {
  it.each(closings.filter(([, meant]) => meant !== 'I don’t know'))('“%s” is %s', (typed, meant) => {
    expect(closed(typed)).toBe(meant)
  })

  it.each(closings.filter(([, meant]) => meant !== 'I don’t know'))(
    '“%s” is said in words that are read as the same',
    typed => {
      const said = parseClosures(typed, today).closures
      for (const one of said) {
        const again = parseClosures(closureInWords(one), today).closures
        // Which weeks every other one is counted from is not said.
        expect(again.map(({ ...each }) => closureInWords(each))).toEqual([closureInWords(one)])
      }
    },
  )

  it.each(strange)('“%s” is answered in a sentence: %s', (typed, words) => {
    expect(closed(typed)).toMatch(words)
  })
})

const dates: readonly (readonly [string, string])[] = [
  ['in two weeks', '2026-12-12'],
  ['two weeks from now', '2026-12-12'],
  ['two weeks from today', '2026-12-12'],
  ['in a couple of weeks', '2026-12-12'],
  ['in a fortnight', '2026-12-12'],
  ['in 10 days', '2026-12-08'],
  ['in 3 business days', '2026-12-02'],
  ['a week from friday', '2026-12-11'],
  ['in one month', '2026-12-28'],
  ['by EOD Friday', '2026-12-04'],
  ['EOD friday', '2026-12-04'],
  ['end of day friday', '2026-12-04'],
  ['COB Dec 10', '2026-12-10'],
  ['EOD', '2026-11-28'],
  ['end of the week', '2026-12-04'],
  ['end of next week', '2026-12-04'],
  ['end of the year', '2026-12-31'],
  ['end of December', '2026-12-31'],
  ['the day before Christmas', '2026-12-24'],
  ['the day before Dec 10', '2026-12-09'],
  ['two days before Dec 10', '2026-12-08'],
  ['a week before Dec 10', '2026-12-03'],
  ['two weeks after Dec 1', '2026-12-15'],
  ['the day after tomorrow', '2026-11-30'],
  ['the 8th', '2026-12-08'],
  ['8th', '2026-12-08'],
  ['before the 8th', '2026-12-08'],
  ['the 1st of next month', '2026-12-01'],
  ['Dec 10, 2026', '2026-12-10'],
  ['Thursday, Dec 10', '2026-12-10'],
  ['Thu the 10th', '2026-12-10'],
  ['thursday the 10th of december', '2026-12-10'],
  ['12-Dec-27', '2027-12-12'],
  ['12/Dec/2027', '2027-12-12'],
  ['24dec', '2026-12-24'],
  ['dec24', '2026-12-24'],
  ['12.24.2026', '2026-12-24'],
  ['first monday of january', '2027-01-04'],
  ['the second tuesday in January', '2027-01-12'],
  ['last friday of the month', 'I don’t know'],
  ['Labor Day', '2027-09-06'],
  ['Juneteenth 2028', '2028-06-19'],
  ['friday at 3pm', '2026-12-04 | A day is all I need here: I left out “at 3pm”.'],
  ['friday noon', '2026-12-04 | A day is all I need here: I left out “noon”.'],
  ['Dec 10 by EOD', '2026-12-10 | A day is all I need here: I left out “by eod”.'],
]

describe('a day as staff type it', () => {
  it.each(dates.filter(([, meant]) => meant !== 'I don’t know'))('“%s” is %s', (typed, meant) => {
    expect(date(typed)).toBe(meant)
  })

  it.each([
    ['may need 10', /don’t know the day/],
    ['Jan Brett', /don’t know the day/],
    ['Wednesday, January 1, 2027', /is a Friday, not a Wednesday/],
    ['Dec 24, 25', /what “25” means.*four digits/],
    ['Dec 10 or 11', /what “or 11” means/],
    ['friday next to the door', /what “next to the door” means/],
    ['12-Dec-25', /has already passed/],
  ])('“%s” is answered in a sentence', (typed, words) => {
    expect(date(typed)).toMatch(words)
  })
})

/** Words of this language, and of none, in any order. */
const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...closings.flatMap(([typed]) => typed.split(' '))) },
  { weight: 2, arbitrary: fc.constantFrom(...strange.flatMap(([typed]) => typed.split(' '))) },
  fc.constantFrom(...dates.flatMap(([typed]) => typed.split(' '))),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
)
const lines = fc.array(pieces, { maxLength: 7 }).map(words => words.join(' '))

describe('days that are left out of a closing', () => {
  it('leave what is to come: what of it lies behind is not closed any more', () => {
    const { closures } = parseClosures('Nov 23 - Nov 30 except Nov 24', '2026-11-24')
    expect(closures.map(one => closureInWords(one))).toEqual(['Wed, Nov 25, 2026 to Mon, Nov 30, 2026'])
    expect(() => parseClosures('Nov 23 - Nov 24 except Nov 24', '2026-11-24')).toThrow(/Then no day is left/)
  })
})

describe('whatever is typed', () => {
  it('is read as days that are said in words that are read as the same, or refused in a sentence', () => {
    fc.assert(
      fc.property(lines, line => {
        for (const one of closuresOr(line)) {
          const said = closureInWords(one)
          expect(parseClosures(said, today).closures.map(each => closureInWords(each))).toEqual([said])
        }
        date(line)
        const step = answer(() => JSON.stringify(parseStep(`Call the tutor, ${line}`, reader)))
        expect(step).not.toBe('')
      }),
      { numRuns: tries(1500) },
    )
  })
})

const reader = { name: 'Dana', today, monthFirst: true }
function closuresOr(line: string): readonly Closure[] {
  try {
    return parseClosures(line, today).closures
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    return []
  }
}

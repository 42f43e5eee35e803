import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { recurrenceFor } from '../../../src/core/schedule/preferences.ts'
import { recurrenceInWords } from '../../../src/core/time/in-words.ts'
import { parseRecurrence } from '../../../src/core/time/parse-recurrence.ts'
import { parseReminder } from '../../../src/core/time/parse-reminder.ts'
import type { Recurrence } from '../../../src/core/time/recurrence.ts'
import { UserError } from '../../../src/core/user-error.ts'
import { tries } from '../../tries.ts'

/** Mon, Nov 23, 2026, 8:00 in New York. */
const now = Date.UTC(2026, 10, 23, 13)
const preferences = { zone: 'America/New_York' }
const reader = { now, tz: preferences.zone, monthFirst: true }

/** What `/plan remind …` understands, as the rule in words, the first day, and where it comes. */
function remind(typed: string): string {
  const read = parseReminder(typed, reader, '#staff')
  if (read.type === 'off') return 'off'
  const { rule, from } = recurrenceFor(read.when, preferences, now)
  return [inWords(rule), from && `from ${from}`, read.where].filter(Boolean).join(', ')
}
/** What `/icebreaker every …` understands; the words behind it are an icebreaker's. */
function every(typed: string): string {
  const when = parseRecurrence(`every ${typed}`, reader)
  const { rule, from } = recurrenceFor(when, preferences, now)
  return [inWords(rule), from && `from ${from}`, when.rest].filter(Boolean).join(', ')
}
const inWords = (rule: Recurrence) => recurrenceInWords(rule).replace(' (Eastern time)', '')
function answer(read: (typed: string) => string, typed: string): string {
  try {
    return read(typed)
  } catch (error) {
    if (error instanceof UserError) return plainText(error.answer)
    throw error
  }
}

const monday = 'every Monday at 9:00 a.m.'
const weekdays = 'every weekday at 8:30 a.m.'
const otherFriday = 'every other Friday at 3:30 p.m.'
const inLondon = 'every Monday at 9:00 a.m. (London time)'

/** What says a day and a time, for a plan and for an icebreaker alike. */
const said: readonly [string, string][] = [
  ['monday 9:00', monday],
  ['Monday 9:00', monday],
  ['MONDAY 9:00', monday],
  ['mondays at 9', monday],
  ["monday's at 9", monday],
  ['on mondays at 9:00', monday],
  ['every monday 9', monday],
  ['each monday at 9am', monday],
  ['Mon 9.00', monday],
  ['Mon. 9 a.m.', monday],
  ['mon 9AM', monday],
  ['mo 9', monday],
  ['monday @9', monday],
  ['monday@9', monday],
  ['monday, 9:00', monday],
  ['monday nine', monday],
  ['monday at nine', monday],
  ["monday nine o'clock", monday],
  ['monday 9 o’clock', monday],
  ['monday 0900', monday],
  ['monday 0900 hours', monday],
  ['monday 9h', monday],
  ['monday 9 Uhr', monday],
  ['９：００ monday', monday],
  ['9:00 monday', monday],
  ['9am on mondays', monday],
  ['at 9 on monday', monday],
  ['nine on monday', monday],
  ['"monday 9:00"', monday],
  ['“monday 9:00”', monday],
  ['monday 9:00 please', monday],
  ['please every monday at 9', monday],
  ['monday 9:00 sharp', monday],
  ['monday 9:00 my time', monday],
  ['monday 9:00 local time', monday],
  ['every week on monday', monday],
  ['weekly on monday at 9', monday],
  ['weekly monday', monday],
  ['once a week on monday', monday],
  ['monday every week', monday],
  ['every single week on monday', monday],
  ['every monday morning at 9', monday],
  ['monday morning', monday],
  ['mondays in the morning', monday],
  ['monday 9 in the morning', monday],
  ['mon 9h30', 'every Monday at 9:30 a.m.'],
  ['half past nine monday', 'every Monday at 9:30 a.m.'],
  ['monday at half past nine', 'every Monday at 9:30 a.m.'],
  ['monday half past 9', 'every Monday at 9:30 a.m.'],
  ['monday half nine', 'every Monday at 9:30 a.m.'],
  ['monday nine thirty', 'every Monday at 9:30 a.m.'],
  ['quarter to ten on tuesdays', 'every Tuesday at 9:45 a.m.'],
  ['a quarter past ten on tuesday', 'every Tuesday at 10:15 a.m.'],
  ['tuesday ten past three pm', 'every Tuesday at 3:10 p.m.'],
  ['tuesday 20 minutes to 3pm', 'every Tuesday at 2:40 p.m.'],
  ['monday noon', 'every Monday at 12:00 p.m.'],
  ['monday at 12 noon', 'every Monday at 12:00 p.m.'],
  ['noon on mondays', 'every Monday at 12:00 p.m.'],
  ['tuesday midday', 'every Tuesday at 12:00 p.m.'],
  ['friday midnight', 'every Friday at 12:00 a.m.'],
  ['friday 12am', 'every Friday at 12:00 a.m.'],
  ['friday 12:30pm', 'every Friday at 12:30 p.m.'],
  ['friday 3 p.m', 'every Friday at 3:00 p.m.'],
  ['friday afternoon at 3', 'every Friday at 3:00 p.m.'],
  ['3 in the afternoon on friday', 'every Friday at 3:00 p.m.'],
  ['thursday evening at seven', 'every Thursday at 7:00 p.m.'],
  ['thursday night at 9', 'every Thursday at 9:00 p.m.'],
  ['wednesday afternoon 14:30', 'every Wednesday at 2:30 p.m.'],
  ['every other friday 15:30', otherFriday],
  ['every other fri 15:30', otherFriday],
  ['every second friday at 3:30pm', otherFriday],
  ['every 2nd friday 15.30', otherFriday],
  ['every alternate friday 15:30', otherFriday],
  ['every 2 weeks on friday 15:30', otherFriday],
  ['every two weeks on friday at 3:30 p.m.', otherFriday],
  ['friday 15:30 every two weeks', otherFriday],
  ['every other week on friday 15:30', otherFriday],
  ['fridays every other week at 3:30 p.m.', otherFriday],
  ['biweekly friday 15:30', otherFriday],
  ['bi-weekly on fridays 15:30', otherFriday],
  ['fortnightly on friday at half past 3 pm', otherFriday],
  ['every fortnight on friday 15h30', otherFriday],
  ['every 14 days friday 15:30', otherFriday],
  ['weekdays at 8:30am', weekdays],
  ['weekdays 8.30', weekdays],
  ['every weekday at 8:30', weekdays],
  ['week days 8:30', weekdays],
  ['workdays 8:30', weekdays],
  ['mon-fri 8:30', weekdays],
  ['mon–fri 8:30', weekdays],
  ['monday to friday 8:30', weekdays],
  ['mon thru fri 8:30', weekdays],
  ['M-F 8:30', weekdays],
  ['daily', 'every day at 9:00 a.m.'],
  ['every day', 'every day at 9:00 a.m.'],
  ['everyday at 9', 'every day at 9:00 a.m.'],
  ['every morning at 9', 'every day at 9:00 a.m.'],
  ['weekends at 10', 'every Saturday and Sunday at 10:00 a.m.'],
  ['tue & thu 2:30pm', 'every Tuesday and Thursday at 2:30 p.m.'],
  ['tue/thu 2:30pm', 'every Tuesday and Thursday at 2:30 p.m.'],
  ['tuesdays and thursdays at 2:30 p.m.', 'every Tuesday and Thursday at 2:30 p.m.'],
  ['mwf 9', 'every Monday, Wednesday and Friday at 9:00 a.m.'],
  ['mon-wed-fri 9', 'every Monday, Wednesday and Friday at 9:00 a.m.'],
  ['mon, wed and fri at 9', 'every Monday, Wednesday and Friday at 9:00 a.m.'],
  ['monday 9:00 UTC', 'every Monday at 9:00 a.m. (UTC)'],
  ['monday 9:00 GMT', 'every Monday at 9:00 a.m. (UTC)'],
  ['monday 9:00 EST', monday],
  ['9am Eastern monday', monday],
  ['monday 9:00 Eastern time', monday],
  ['monday 9:00 ET', monday],
  ['monday 9:00 US/Eastern', monday],
  ['monday 9:00 Central', 'every Monday at 9:00 a.m. (Central time)'],
  ['monday 9:00 PST', 'every Monday at 9:00 a.m. (Pacific time)'],
  ['monday 9:00 Pacific Standard Time', 'every Monday at 9:00 a.m. (Pacific time)'],
  ['monday 9:00 Europe/London', inLondon],
  ['monday 9:00 in Europe/London', inLondon],
  ['monday 9:00 europe/london', inLondon],
  ['monday 9:00 tz=Europe/London', inLondon],
  ['monday 9:00 timezone Europe/London', inLondon],
  ['monday 9:00 (London time)', inLondon],
  ['monday 9:00 london time', inLondon],
  ['monday 9:00 London', inLondon],
  ['monday 9:00 in london', inLondon],
  ['in London monday 9:00', inLondon],
  ['monday 9:00 BST', inLondon],
  ['monday 9:00 in new york', monday],
  ['monday 9:00 in New York time', monday],
  ['monday 9:00 in kolkata', 'every Monday at 9:00 a.m. (India Standard Time)'],
  ['monday 9:00 in São Paulo', 'every Monday at 9:00 a.m. (Sao Paulo time)'],
  ['tomorrow', 'every Tuesday at 9:00 a.m., from 2026-11-24'],
  ['tomorrow at noon', 'every Tuesday at 12:00 p.m., from 2026-11-24'],
  ['today 15:00', 'every Monday at 3:00 p.m., from 2026-11-23'],
  ['next friday 15:00', 'every Friday at 3:00 p.m., from 2026-12-04'],
  ['12 Dec 9:00', 'every Saturday at 9:00 a.m., from 2026-12-12'],
  ['Dec 12 at 9am', 'every Saturday at 9:00 a.m., from 2026-12-12'],
  ['12/12 9:00', 'every Saturday at 9:00 a.m., from 2026-12-12'],
  ['2026-12-12 9:00', 'every Saturday at 9:00 a.m., from 2026-12-12'],
  ['monday 14 December 9:00', 'every Monday at 9:00 a.m., from 2026-12-14'],
  ['monday 9:00 starting 4 Jan', 'every Monday at 9:00 a.m., from 2027-01-04'],
  ['monday 9:00 until 24 Dec', `${monday} until Thu, Dec 24, 2026`],
  ['mondays at 9 through May', `${monday} until Mon, May 31, 2027`],
  ['monday 9:00 until further notice', monday],
  ['weekdays 8:30am until christmas', `${weekdays} until Fri, Dec 25, 2026`],
  ['mon-fri except wednesday 9:00', 'every Monday, Tuesday, Thursday and Friday at 9:00 a.m.'],
  ['monday 6p', 'every Monday at 6:00 p.m.'],
  ['monday 930am', 'every Monday at 9:30 a.m.'],
  ['monday 930', 'every Monday at 9:30 a.m.'],
  ['monday 12:00 noon', 'every Monday at 12:00 p.m.'],
  ['monday 02:00', 'every Monday at 2:00 a.m.'],
  ['monday 2pm', 'every Monday at 2:00 p.m.'],
  ['monday 9ish', monday],
  ['first monday of the month', 'every month on the first Monday at 9:00 a.m.'],
  ['the first monday of every month at 10', 'every month on the first Monday at 10:00 a.m.'],
  ['1st & 3rd tuesdays of the month 2:30pm', 'every month on the first and third Tuesday at 2:30 p.m.'],
  ['second friday of the month', 'every month on the second Friday at 9:00 a.m.'],
  ['last friday of each month at noon', 'every month on the last Friday at 12:00 p.m.'],
  ['monthly on the first monday', 'every month on the first Monday at 9:00 a.m.'],
  ['the 15th of every month 9:00', 'every month on the 15th at 9:00 a.m.'],
  ['monthly on the 1st and 15th', 'every month on the 1st and the 15th at 9:00 a.m.'],
  ['the last day of the month', 'every month on the last day at 9:00 a.m.'],
  ['from monday to friday 8:30', weekdays],
  ['9:00 starting friday', 'every Friday at 9:00 a.m., from 2026-11-27'],
  ['friday by EOD', 'every Friday at 5:00 p.m.'],
  ['every other friday 15:30 from January 2', 'every other Friday at 3:30 p.m., from 2027-01-02'],
]

/** What only a plan's reminder understands: it needs no day, and can be told where to come. */
const remindSaid: readonly [string, string][] = [
  ['', monday],
  ['the first monday of the month in this channel', 'every month on the first Monday at 9:00 a.m., here'],
  ['by EOD friday', 'every Friday at 5:00 p.m.'],
  ['every last friday', 'every month on the last Friday at 9:00 a.m.'],
  ['monthly from 4 Jan', 'every month on the 4th at 9:00 a.m., from 2027-01-04'],
  ['in two weeks', 'every Monday at 9:00 a.m., from 2026-12-07'],
  ['9:00', monday],
  ['nine', monday],
  ['me every monday', monday],
  ['me on monday at nine', monday],
  ['every week', monday],
  ['next week', 'every Monday at 9:00 a.m., from 2026-11-30'],
  ['in two weeks', 'every Monday at 9:00 a.m., from 2026-12-07'],
  ['fortnightly', 'every other Monday at 9:00 a.m.'],
  ['Europe/London', inLondon],
  ['in this channel', `${monday}, here`],
  ['here', `${monday}, here`],
  ['right here', `${monday}, here`],
  ['#staff', `${monday}, here`],
  ['in #staff', `${monday}, here`],
  ['in the staff channel monday 9:00', `${monday}, here`],
  ['monday 9:00 #staff', `${monday}, here`],
  ['9:00 monday in this channel', `${monday}, here`],
  ['in this channel every monday at nine', `${monday}, here`],
  ['monday in this channel at 9:00', `${monday}, here`],
  ['monday 9:00 in London in this channel', `${inLondon}, here`],
  ['here in DM', `${monday}, alone`],
  ['in DM', `${monday}, alone`],
  ['monday 9:00 in my DMs', `${monday}, alone`],
  ['privately on mondays at 9', `${monday}, alone`],
  ['just me, monday 9:00', `${monday}, alone`],
  ['off', 'off'],
  ['turn off', 'off'],
  ['don’t', 'off'],
]

/** What is refused, and what the sentence must say; it always shows a right form. */
const refused: readonly [string, RegExp][] = [
  ['other monthly tomorrow', /two ways to count/],
  ['blursday 27:99', /no.* day called “blursday”/],
  ['wendesday 9:00', /Did you mean wednesday\?/],
  ['monday 27:99', /“27:99” is not a time/],
  ['monday 24:00', /“24:00” is not a time/],
  ['monday 13pm', /not a time/],
  ['monday 9:7', /“9:7” is not a time/],
  ['monday 9-10', /not a time/],
  ['monday at 9 and thursday at 14:30', /at one time of the day.*“14:30” is a second/],
  ['monday afternoon', /what time in the afternoon/],
  ['hourly', /once a day at most/],
  ['in an hour', /don’t count hours or minutes/],
  ['in 20 minutes', /don’t count hours or minutes/],
  ['monday evening', /what time in the evening/],
  ['every hour', /once a day at most/],
  ['every 2 hours', /once a day at most/],
  ['twice a day', /once a day at most/],
  ['every other day', /name the days/],
  ['every 3 days', /name the days/],
  ['twice a week', /name the days/],
  ['every 3 weeks', /every week, every other week or every month/],
  ['every third friday', /third friday of every month/],
  ['monthly', /On which day of the month\?/],
  ['once a month', /On which day of the month\?/],
  ['monthly on monday', /On which day of the month\?/],
  ['twice a month', /Name the two days/],
  ['monday 2', /in the afternoon, or at night\?.*“Monday 2:00pm” or “Monday 2:00am”/],
  ['monday half past three', /Is 3:30 in the afternoon/],
  ['monday half past', /of which hour/],
  ['mon-fri and every other saturday', /every other week/],
  ['every other monday and every friday', /every other week/],
  ['monday except 28 Dec', /“except 28 Dec”|days of the week only/],
  ['monday until 3 March 2020', /Mar 3, 2020 has already passed/],
  ['Wednesday, January 1, 2027', /Jan 1, 2027 is a Friday, not a Wednesday/],
  ['quarterly', /every week, every other week or every month/],
  ['3 March 2020 9:00', /Mar 3, 2020 has already passed/],
  ['monday 2020-01-06', /Jan 6, 2020 has already passed/],
  ['yesterday', /already passed/],
  ['last week', /already passed/],
  ['today 7:00', /already passed/],
  ['31 Nov 9:00', /No calendar has the day/],
  ['monday 12 Dec 9:00', /Dec 12, 2026 is a Saturday, not a Monday/],
  ['monday 9:00 in Mars/Phobos', /time zone “Mars\/Phobos”/],
  ['monday 9:00 Mars/Phobos', /time zone “Mars\/Phobos”/],
  ['monday 9:00 in Europe/Londn', /Did you mean Europe\/London/],
  ['monday 9:00 tz nowhere', /time zone “nowhere”/],
  ['monday 9:00 UTC+2', /“UTC\+2” does not say where/],
]

const remindRefused: readonly [string, RegExp][] = [
  ['2 days ago', /already passed/],
  ['monday 9:00 blue', /what “blue” means here/],
  ['monday 9:00 in Atlantis', /time zone “Atlantis”/],
  ['monday 9:00 +02:00', /does not say where/],
  ['monday 9:00 #teens', /For #teens, type in that channel: “\/plan remind monday 9:00 in this channel”/],
  ['on the moon', /day called “moon”/],
]

describe('a day and a time', () => {
  it.each([...said, ...remindSaid])('“plan remind %s” is %s', (typed, rule) => {
    expect(answer(remind, typed)).toBe(rule)
  })

  it.each(said)('“icebreaker every %s” is %s', (typed, rule) => {
    expect(answer(every, typed)).toBe(rule)
  })

  it.each([
    ['monday 9:00 teens light', 'teens light'],
    ['monday teens, light', 'teens, light'],
    ['monday 9:00 5 minutes', '5 minutes'],
    ['monday 12 people', '12 people'],
    ['monday 1st graders', '1st graders'],
    ['monday 9:00 halloween', 'halloween'],
    ['monday 9:00 in pairs', 'in pairs'],
    ['monday 9:00 teens in Europe/London', 'teens'],
    ['monday 9:00 teens in new york', 'teens'],
  ])('“icebreaker every %s” hands back “%s”', (typed, rest) => {
    expect(parseRecurrence(`every ${typed}`, reader).rest).toBe(rest)
  })

  it.each([...refused, ...remindRefused])('“plan remind %s” is refused in words: %s', (typed, words) => {
    expect(answer(remind, typed)).toMatch(words)
    expect(answer(remind, typed)).toMatch(rightForm)
  })

  it.each(refused)('“icebreaker every %s” is refused in words: %s', (typed, words) => {
    expect(answer(every, typed)).toMatch(words)
    expect(answer(every, typed)).toMatch(rightForm)
  })
})

const rightForm =
  /“(\/plan remind )?(monday|mon & thu|weekdays|tue & thu|(first|third) \w+ of the month) \d+(?::\d+|[ap]m).*”|“Monday \d+:\d\d[ap]m”|“\w+, \w+ \d+, \d+”/

const anyTime = fc.record({ hh: fc.integer({ min: 0, max: 23 }), mm: fc.integer({ min: 0, max: 59 }) })
const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC', 'Asia/Kolkata', 'Europe/Kyiv', 'CET']
const rules: fc.Arbitrary<Recurrence> = fc
  .record({
    weekdays: fc
      .uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 })
      .map(days => days.sort((a, b) => a - b)),
    time: anyTime,
    tz: fc.constantFrom(...zones),
    other: fc.boolean(),
  })
  .map(({ weekdays, time, tz, other }) => ({
    weekdays,
    ...time,
    tz,
    ...(other && { everyOther: '2026-11-23' }),
  }))
const which = fc
  .uniqueArray(fc.constantFrom(1, 2, 3, 4, 5, -1), { minLength: 1 })
  .map(all => all.sort((a, b) => (a < 0 ? 9 : a) - (b < 0 ? 9 : b)))
const daysOfMonth = fc
  .uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 4 })
  .map(all => all.sort((a, b) => a - b))
/** Rules of the week and of the month, with an end or without. */
const allRules: fc.Arbitrary<Recurrence> = fc
  .record({
    rule: rules,
    nth: fc.option(which, { nil: undefined }),
    days: fc.option(daysOfMonth, { nil: undefined }),
    until: fc.option(fc.constantFrom('2026-12-24', '2027-06-01'), { nil: undefined }),
  })
  .map(({ rule: { everyOther, ...rule }, nth, days, until }) => ({
    ...rule,
    ...(days
      ? { weekdays: [], monthDays: days }
      : nth
        ? { weekdays: rule.weekdays.slice(0, 1), nth }
        : everyOther && { everyOther }),
    ...(until && { until }),
  }))
/** A rule without the week it is counted from, which is not said. */
const meaning = ({ everyOther, ...rule }: Recurrence) => ({ ...rule, everyOther: everyOther !== undefined })

/** Words of this language, and of none, in any order. */
const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...said.flatMap(([typed]) => typed.split(' '))) },
  { weight: 2, arbitrary: fc.constantFrom(...refused.flatMap(([typed]) => typed.split(' '))) },
  fc.constantFrom(...remindSaid.flatMap(([typed]) => typed.split(' '))),
  anyTime.map(({ hh, mm }) => `${hh}:${String(mm).padStart(2, '0')}`),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)
const lines = fc.array(pieces, { maxLength: 8 }).map(words => words.join(' '))
const readings = [
  (line: string) => {
    const read = parseReminder(line, reader, '#staff')
    return read.type === 'set' ? read.when : undefined
  },
  (line: string) => parseRecurrence(`every ${line}`, reader),
]

describe('whatever is typed', () => {
  it('is understood, or refused in words', () => {
    fc.assert(
      fc.property(lines, line => {
        for (const read of readings) {
          try {
            read(line)
          } catch (error) {
            expect(error).toBeInstanceOf(UserError)
          }
        }
      }),
      { numRuns: tries(400) },
    )
  })

  it('and understood, is said again in words that are read as the same', () => {
    fc.assert(
      fc.property(lines, line => {
        for (const read of readings) {
          const when = readOr(read, line)
          if (!when) continue
          const { rule } = recurrenceFor(when, preferences, now)
          expect(
            meaning(recurrenceFor(parseRecurrence(recurrenceInWords(rule)), preferences, now).rule),
          ).toEqual(meaning(rule))
          if (!when.named.day) continue
          const again = parseRecurrence(`every ${when.said}`, reader)
          expect({ ...again, said: '' }).toEqual({ ...when, said: '', rest: '', note: undefined })
        }
      }),
      { numRuns: tries(400) },
    )
  })

  it('a rule of any zone is read back from its words, as people of any country are shown them', () => {
    const locales = fc.constantFrom(
      undefined,
      'en-US',
      'en-GB',
      'en-CA',
      'en-AU',
      'de-DE',
      'es-MX',
      'fr-FR',
      'ja-JP',
    )
    fc.assert(
      fc.property(allRules, locales, (rule, locale) => {
        const again = recurrenceFor(parseRecurrence(recurrenceInWords(rule, locale)), preferences, now).rule
        expect(meaning(again)).toEqual(meaning(rule))
      }),
      { numRuns: tries(400) },
    )
  })
})

function readOr<T>(read: (line: string) => T, line: string): T | undefined {
  try {
    return read(line)
  } catch {
    return undefined
  }
}

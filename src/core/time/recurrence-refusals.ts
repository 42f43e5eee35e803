import { Unclear } from '../language/unclear.ts'
import { UserError } from '../user-error.ts'

const count = '(?:\\d+|two|three|four|five|six|other|second|2nd|third|3rd|fourth|4th|alternate|few|half)'
const form = '“monday 9:00”, “every other friday 3pm” or “first monday of the month 9:00”'

/** How often something can come, for those who want it otherwise. The first that fits says so. */
const refusals: readonly [RegExp, string][] = [
  [
    new RegExp(
      `^(?:in|within) (?:an?|one|half an|a few|a couple(?: of)?|${count}) (?:hours?|hrs?|minutes?|mins?)(?= |$)`,
    ),
    'I don’t count hours or minutes. Write the day and the time, such as “today 3pm” or “monday 9:00”.',
  ],
  [
    new RegExp(
      `^(?:hourly|(?:every |each )?(?:${count} )?(?:hours?|minutes?)|(?:every|each) (?:an? )?(?:hour|minute)|(?:twice|two times|three times|\\d+ times|several times) (?:an?|per|each|every) day|twice daily)(?= |$)`,
    ),
    `It can come once a day at most. Write the days and one time, such as “monday 9:00” or “weekdays 8:30”.`,
  ],
  [
    new RegExp(
      `^(?:(?:every |each )?${count} (?:days?|weekdays?|workdays?)|(?:twice|two times|three times|\\d+ times) (?:an?|per|each|every) week|semi-?weekly)(?= |$)`,
    ),
    'I count in weeks: name the days of the week on which it should come, such as “tue & thu 2:30pm” or “mon, wed & fri 9:00”.',
  ],
  [
    /^(?:twice|two times) (?:an?|per|each|every) month(?= |$)|^semi-?monthly(?= |$)/,
    'Name the two days of the month, such as “monday 9:00” for every week, “first and third monday of the month 9:00” or “the 1st and 15th of the month 9:00”.',
  ],
  [
    new RegExp(
      `^(?:(?:bi-?)monthly|quarterly|yearly|annually|tri-?weekly|(?:(?:once|twice|every|each|an?|per) )+(?:${count} )?(?:quarters?(?! (?:to|past))|years?)|(?:(?:once|every|each) )*${count} (?:months?|quarters?|years?)|(?:every |each )?(?:[3-9]|\\d\\d|three|four|five|six|third|3rd|fourth|4th|fifth|5th|few) (?:weeks?|wks?))(?= |$)`,
    ),
    `It can come every week, every other week or every month, and not otherwise. Write it as ${form}.`,
  ],
]

/** @throws {UserError} where these words ask for more or less than can be had: `hourly`, `every other day`, `every 3 weeks`. */
export function checkHowOften(words: readonly string[]): void {
  const line = words.slice(0, 8).join(' ').toLowerCase()
  const refusal = refusals.find(([shape]) => shape.test(line))
  if (refusal) throw new UserError(refusal[1])
}

/** `every third friday`: the third of each month can be had, every third week cannot. */
export const whichOfMonth = (nth: string, day: string): Unclear =>
  new Unclear(`Do you mean the ${nth} ${day} of every month? I cannot count in threes of weeks.`, [
    { label: `The ${nth} ${day} of every month`, typed: `${nth} ${day} of the month 9:00` },
    { label: `Every ${day}`, typed: `${day} 9:00` },
  ])

/** `the 1st and 15th`: of every month? */
export const whichMonths = (days: string, rest: string): Unclear =>
  new Unclear(`Do you mean ${days} of every month?`, [
    { label: `Yes, every month`, typed: `${days} of every month${rest || ' 9:00'}` },
  ])

/** Monthly, but on which day? `day` is a day of the week that was named. */
export const whichDayOfMonth = (day = 'monday'): Unclear =>
  new Unclear('On which day of the month?', [
    { label: `The first ${day}`, typed: `first ${day} of the month 9:00` },
    { label: 'The 1st', typed: 'the 1st of every month 9:00' },
  ])

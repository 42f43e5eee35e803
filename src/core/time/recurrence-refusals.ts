import { UserError } from '../user-error.ts'

const count = '(?:\\d+|two|three|four|five|six|other|second|2nd|third|3rd|fourth|4th|alternate|few|half)'
const day = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*'
const nth = '(?:first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last)'
const form = '“monday 9:00” or “every other friday 15:00”'

/** How often something can come, for those who want it otherwise. The first that fits says so. */
const refusals: readonly [RegExp, string][] = [
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
    'I count in weeks: name the days of the week on which it should come, such as “tue & thu 14:30” or “mon, wed & fri 9:00”.',
  ],
  [
    new RegExp(
      `^(?:(?:bi-?)?monthly|quarterly|yearly|annually|tri-?weekly|(?:(?:once|twice|every|each|an?|per) )+(?:${count} )?(?:months?|quarters?(?! (?:to|past))|years?)|${count} (?:months?|quarters?|years?)|(?:every |each )?(?:[3-9]|\\d\\d|three|four|five|six|third|3rd|fourth|4th|fifth|5th|few) (?:weeks?|wks?)|(?:(?:every|each|on|the) )*${nth} ${day} (?:of|in|each|every) (?:(?:the|each|every|a) )?month|(?:every |each )(?:the )?(?:first|1st|third|3rd|fourth|4th|fifth|5th|last) ${day}|(?:the )?(?:first|1st|third|3rd|fourth|4th|fifth|5th) ${day})(?= |$)`,
    ),
    `It can come every week or every other week, and not more seldom. Write it as ${form}.`,
  ],
]

/** @throws {UserError} where these words ask for more or less than can be had: `hourly`, `every other day`, `monthly`. */
export function checkHowOften(words: readonly string[]): void {
  const line = words.slice(0, 8).join(' ').toLowerCase()
  const refusal = refusals.find(([shape]) => shape.test(line))
  if (refusal) throw new UserError(refusal[1])
}

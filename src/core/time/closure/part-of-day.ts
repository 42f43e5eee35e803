import { Unclear } from '../../language/unclear.ts'
import { type Closure, closureInWords } from '../../schedule/closures.ts'
import { monthShape } from '../date-parts.ts'

const clock =
  "(?:noon|midday|midnight|\\d{1,2}:\\d\\d(?: ?[ap]\\.?m\\.?)?|\\d{1,2} ?[ap]\\.?m\\.?|\\d{1,2} ?o'clock|\\d{1,2})(?![\\d/:.-])"
const half = '(?:in )?(?:the )?(?:morning|afternoon|evening)s?(?: only)?'
const part = new RegExp(
  `(?:^| )(?:(?:at|from|until|till|after|before|by|starting(?: at)?) ${clock}(?! ?(?:${monthShape}))(?: (?:to|until|till|-) ${clock})?(?: ${half})?|(?:(?:about |around )?(?:an?|one|two|three|\\d{1,2}) (?:hours?|hrs?) )?(?:early|late|later|earlier|temprano|tarde)(?! (?:${monthShape})(?! ?(?:the )?\\d))|(?:for )?(?:a )?half(?:[- ]an?)?[- ]days?|half the day|${half}|delayed(?: opening)?)(?=$|[ ,;])`,
)

/** The part of a day that a line of closed days speaks of: `early`, `at noon`, `two hours late`. The line is plain. */
export const partOfDay = (line: string): string | undefined => part.exec(line)?.[0].trim()

/** The line without it. */
export const withoutPart = (line: string): string =>
  line
    .replace(part, '')
    .replace(/^[ ,;]*(?:on )?|[ ,;]+$/g, '')
    .trim()

/** That no part of a day can be closed, and what of it can: the whole days. */
export const wholeDaysOnly = (said: string, days: string, closures: readonly Closure[]): Unclear =>
  new Unclear(`I can close whole days only, and “${said}” is a part of one.`, [
    { label: `Close ${closures.map(one => closureInWords(one)).join('; ')}`, typed: `hearth closed ${days}` },
  ])

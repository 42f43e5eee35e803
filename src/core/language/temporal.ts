import type { ClassMatcher } from './pattern.ts'
import { dateAt, dateWords, dayNamed } from './temporal/days.ts'
import { numberAt, ordinalOf } from './temporal/numbers.ts'
import { timeAt } from './temporal/time-at.ts'

export { comingDay, dateAt, dayNamed, type Now } from './temporal/days.ts'
export {
  clock,
  dayInWords,
  momentTyped,
  momentWords,
  recurrenceIn,
  recurrenceWords,
} from './temporal/in-words.ts'
export { type Moment, readMoment } from './temporal/moment.ts'
export { numberAt, numberOf, ordinalOf } from './temporal/numbers.ts'
export { timeAt } from './temporal/time-at.ts'

/** Classes of words that patterns may name, and code knows: `<number>`, `<day>`, `<date>`, `<time>`. */
export const temporalClasses: Readonly<Record<string, ClassMatcher>> = {
  number: (line, at) => numberAt(line, at)?.taken ?? 0,
  ordinal: (line, at) => {
    const text = line.words[at]?.text ?? ''
    return /^(?:last|previous)$/.test(text) || !Number.isNaN(ordinalOf(text)) ? 1 : 0
  },
  day: (line, at) => (dayNamed(line.words[at]?.text ?? '') === undefined ? 0 : 1),
  date: (line, at) => {
    const the = line.words[at]?.text === 'the' ? 1 : 0
    if (dayNamed(line.words[at]?.text ?? '') !== undefined) return dateWords(line, at + 1)?.length ?? 1
    return (
      dateAt(line, at, { today: '2026-01-01', monthFirst: true })?.taken ??
      dateWords(line, at + the)?.length ??
      0
    )
  },
  time: (line, at) => timeAt(line, at)?.taken ?? 0,
}

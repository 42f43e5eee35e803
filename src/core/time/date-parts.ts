import { UserError } from '../user-error.ts'

/** A day that a line begins with, and how many of its characters say it. */
export interface DateAt {
  date: string
  length: number
  /** How it was read, where it could be read otherwise. */
  note?: string
  /**
   * `named`: a day of a month. `weekday`: a bare day of the week. `week`: a week or a month, of which one day was
   * taken. `relative`: counted from today.
   */
  kind: 'named' | 'holiday' | 'weekday' | 'week' | 'relative'
  /** The day and month alone were said, and no year. */
  yearless?: true
}

/** What a day is seen from. */
export interface DateContext {
  today: string
  monthFirst: boolean
  /** Nothing but a day is expected: `12-24`, `two weeks` and `3 days` are days then, and elsewhere may be something else. */
  isWhole?: boolean
}

const form = (example = '2026-12-12') =>
  `Write it as “Dec 12”, “next friday”, “in two weeks” or “${example}”.`

/** That a day cannot be meant: the reason in a sentence, and how to write it. */
export class NoDay extends UserError {
  readonly reason: string
  readonly isPast: boolean
  /** No calendar has it. */
  readonly isNoDay: boolean
  /** It was said in two ways that are not the same day. */
  readonly isConflict: boolean
  constructor(
    reason: string,
    { isPast = false, isNoDay = false, isConflict = false, example = '2026-12-12', how = form(example) } = {},
  ) {
    super(`${reason} ${how}`)
    this.name = 'NoDay'
    this.reason = reason
    this.isPast = isPast
    this.isNoDay = isNoDay
    this.isConflict = isConflict
  }
}

/** A month’s name, as a part of a regular expression. */
export const monthShape =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\\.?'

/** A day of the week, as a part of a regular expression. */
export const weekdayShape = '(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])\\.?'

/** A day of a month. */
export const dayShape = '\\d{1,2}(?:st|nd|rd|th)?(?!\\d)'

/** A year of four digits. */
export const yearShape = '(?:19|20|21)\\d\\d(?!\\d)'

/** Which weekday of a month. */
export const ordinalShape = '(?:first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last)'

/** What a shape of a day found, by name. */
export type Groups = Readonly<Record<string, string | undefined>>

/** A day that was read, before it is known how long it was. */
export type Found = Omit<DateAt, 'length'>

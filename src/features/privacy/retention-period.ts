import { sub } from 'date-fns/sub'
import type { PersonId } from '../../core/incoming.ts'
import { kind } from '../../core/store.ts'
import { UserError } from '../../core/user-error.ts'

/** A length of time as people say it. */
export interface Period {
  count: number
  unit: 'day' | 'week' | 'month' | 'year'
}

/** For how long the library keeps what nobody uses any more, and who set it. */
export interface Retention extends Period {
  by: PersonId
  name: string
  at: number
  /** When it was last looked what is to go: a clock that jumped is not believed the first night. */
  lookedAt: number
  /** How much went last, and when. */
  last?: { at: number; count: number }
}

/** One for each library, under `rule`. */
export const retention = kind<Retention>('retention')
export const rule = 'rule'

const most: Readonly<Record<Period['unit'], number>> = { day: 36_500, week: 5_200, month: 1_200, year: 100 }
const form = 'Write it as “1 year”, “18 months” or “90 days”; “off” keeps everything.'

/** Reads `1 year`, `18 months`, `a year`. @throws {UserError} for what is no length of time. */
export function readPeriod(typed: string): Period {
  const [, number = '', name = ''] =
    /^(?:for )?(\d{1,5}|an?|one|two)?\s*(day|week|month|year)s?$/.exec(typed.trim().toLowerCase()) ?? []
  if (name === '')
    throw new UserError(`I don’t know the length of time “${typed.trim().slice(0, 40)}”. ${form}`)
  const unit = name as Period['unit']
  const count = /\d/.test(number) ? Number(number) : number === 'two' ? 2 : 1
  if (count < 1 || count > most[unit])
    throw new UserError(`That is not a length of time I can keep to. ${form}`)
  return { count, unit }
}

/** `1 year`, `18 months`. */
export const periodInWords = ({ count, unit }: Period): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** What was last used before this instant goes. */
export const cutoff = (period: Period, now: number): number =>
  sub(now, { [`${period.unit}s`]: period.count }).getTime()

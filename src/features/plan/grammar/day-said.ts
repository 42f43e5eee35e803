import type { Context } from '../../../core/language/grammar.ts'
import { type Line, said } from '../../../core/language/normalize.ts'
import { comingDay, dateAt, dayNamed, numberAt, timeAt } from '../../../core/language/temporal.ts'
import { weekday } from '../../../core/time/calendar.ts'
import { NoDay } from '../../../core/time/date-parts.ts'
import { dateAt as dayOfLine } from '../../../core/time/date-shapes.ts'

/** A day that a line names, up to which word. */
export interface DaySaid {
  date: string
  to: number
  /** How it is typed where the command must look at its words again: they name a time, too, or a weekday of another day. */
  typed?: string
}

const partOfDay = /^(?:morning|afternoon|evening|night)$/

/** A day that begins here. `isLed`: a word such as `by` stands before it, so that a holiday or `the day before …` is one, too. */
export function daySaid(line: Line, at: number, context: Context, isLed = false): DaySaid | undefined {
  const text = line.words[at]?.text ?? ''
  const day = dayNamed(text)
  const twice = day === undefined ? undefined : sameDay(line, at, day, context)
  if (twice) return twice
  const own = dateAt(line, at, context.now)
  const known = isLed || /^(?:the|last|end)$/.test(text) ? wholeDay(line, at, context) : undefined
  if (known && (isLed || known.to === line.words.length) && known.to > at + (own?.taken ?? 0)) return known
  if (own) return { date: own.date, to: at + own.taken }
  return day === undefined ? undefined : { date: comingDay(day, context.now.today), to: at + 1 }
}

/** `tuesday, dec 8`: the date is meant, and has to be that day. */
function sameDay(line: Line, at: number, day: number, context: Context): DaySaid | undefined {
  const next = partOfDay.test(line.words[at + 1]?.text ?? '') ? at + 2 : at + 1
  const found = dateAt(line, next, context.now)
  if (!found || dayNamed(line.words[next]?.text ?? '') !== undefined) return undefined
  const to = next + found.taken
  const isSame = weekday(found.date) === day
  return { date: found.date, to, ...(!isSame && { typed: said(line, at, to) }) }
}

/** As the grammar of days reads it: `the day before Thanksgiving`, `end of next week`, `noon Friday`, `12-17`. */
function wholeDay(line: Line, at: number, { now }: Context): DaySaid | undefined {
  const from = line.words[at]?.from ?? 0
  // “By Christmas Eve: cards for the neighbors.”
  const cut = line.clean.indexOf(': ', from)
  try {
    const found = dayOfLine(line.clean.slice(from, cut < 0 ? undefined : cut).toLowerCase(), {
      ...now,
      isWhole: true,
    })
    if (!found) return undefined
    const behind = line.words.findIndex(word => word.from >= from + found.length)
    const to = behind < 0 ? line.words.length : behind
    return { date: found.date, to, ...(found.note && { typed: said(line, at, to) }) }
  } catch (error) {
    if (!(error instanceof NoDay)) throw error
    return undefined
  }
}

/** Where a time ends that stands behind a day: `friday at 3`. */
export function timeBehind(line: Line, at: number): number {
  const start = /^(?:at|around)$/.test(line.words[at]?.text ?? '') ? at + 1 : at
  const found = timeAt(line, start)
  return found && (!found.bare || start > at) ? start + found.taken : at
}

/** `a week`, `two more weeks`, `a few days`: counted from a day. */
export function awayIn(line: Line, from: string): string | undefined {
  for (let at = 0; at < line.words.length; at++) {
    const many =
      numberAt(line, at) ??
      (/^(?:a|an|another|one|una|un|otra)$/.test(line.words[at]?.text ?? '')
        ? { value: 1, taken: 1 }
        : undefined)
    if (!many) continue
    const more = /^(?:more|mas)$/.test(line.words[at + many.taken]?.text ?? '') ? 1 : 0
    const unit = line.words[at + many.taken + more]?.text ?? ''
    if (!/^(?:(?:day|week|month|dia|semana)s?|mes|meses)$/.test(unit)) continue
    const days = /^d/.test(unit) ? many.value : /^[ws]/.test(unit) ? many.value * 7 : undefined
    const date = new Date(`${from}T12:00:00Z`)
    if (days !== undefined) date.setUTCDate(date.getUTCDate() + days)
    else date.setUTCMonth(date.getUTCMonth() + many.value)
    return date.toISOString().slice(0, 10)
  }
  return undefined
}

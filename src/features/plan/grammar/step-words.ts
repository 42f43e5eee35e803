import type { Context } from '../../../core/language/grammar.ts'
import { type Line, said } from '../../../core/language/normalize.ts'
import { someoneAt } from '../../../core/language/people.ts'
import { comingDay, dateAt, dayNamed } from '../../../core/language/temporal.ts'

interface StepWords {
  what: string
  who?: string
  by?: string
}

/** Reads a step out of a part of a line: what is to be done, by whom, until when. */
export function stepWords(line: Line, from: number, to: number, context: Context): StepWords {
  let end = to
  let by: string | undefined
  let who: string | undefined
  for (let again = 0; again < 3; again++) {
    const date = endingDate(line, from, end, context)
    if (date && !by) {
      by = date.date
      end = date.from
      continue
    }
    const person = endingPerson(line, from, end, context)
    if (person && !who) {
      who = person.who
      end = person.from
      continue
    }
    break
  }
  const what = said(line, from, end)
    .replace(/[,;:.\s-]+$/, '')
    .replace(/^(?:that|to|:|-)\s+/i, '')
  return { what, ...(who && { who }), ...(by && { by }) }
}

function endingDate(
  line: Line,
  from: number,
  end: number,
  context: Context,
): { date: string; from: number } | undefined {
  for (let at = Math.max(from + 1, end - 6); at < end; at++) {
    const lead = line.words[at]?.text ?? ''
    const leads = /^(?:by|before|until|till|due|on|no|para)$/.test(lead)
    const start = leads ? at + 1 : at
    if (!leads && !/[,-]/.test(line.words[at]?.before ?? '') && !/^(?:today|tomorrow|next|this)$/.test(lead))
      continue
    const found = daysFrom(line, start, context)
    if (found?.to === end) return { date: found.date, from: at }
  }
  return undefined
}

/** A day, which may be said twice: `sat morning dec 19`. */
function daysFrom(line: Line, from: number, context: Context): { date: string; to: number } | undefined {
  let last: { date: string; to: number } | undefined
  for (let at = from; ; ) {
    const found = dayAt(line, at, context)
    if (!found) return last
    at += found.taken
    while (/^(?:morning|afternoon|evening|night)$/.test(line.words[at]?.text ?? '')) at++
    last = { date: found.date, to: at }
  }
}

/** A day here: of the calendar, or the coming one of its name. */
export function dayAt(line: Line, at: number, context: Context): { date: string; taken: number } | undefined {
  const date = dateAt(line, at, context.now)
  if (date) return date
  const day = dayNamed(line.words[at]?.text ?? '')
  return day === undefined ? undefined : { date: comingDay(day, context.now.today), taken: 1 }
}

function endingPerson(
  line: Line,
  from: number,
  end: number,
  context: Context,
): { who: string; from: number } | undefined {
  for (let at = Math.max(from + 1, end - 3); at < end; at++) {
    const lead = line.words[at]?.text ?? ''
    const comma = /[,-]/.test(line.words[at]?.before ?? '')
    const start = /^(?:for|para|with|to)$/.test(lead) && !comma ? at + 1 : at
    // “Buy cups by Friday Bob”: a name behind a day needs no comma.
    const behindDay = !comma && start === at && endingDate(line, from, at, context) !== undefined
    if (!comma && start === at && !behindDay) continue
    if (start !== at && lead === 'with') continue
    const many = someoneAt(line, start)
    if (many > 0 && start + many === end && (comma || behindDay || lead === 'for' || lead === 'para'))
      return { who: said(line, start, end), from: at }
  }
  return undefined
}

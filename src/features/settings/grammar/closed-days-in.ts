import type { Context } from '../../../core/language/grammar.ts'
import { type Line, said } from '../../../core/language/normalize.ts'
import { dateAt, dayInWords, dayNamed } from '../../../core/language/temporal.ts'
import type { Vocabulary } from '../../../core/language/vocabulary.ts'
import { monthOf } from '../../../core/time/calendar.ts'
import { monthInWords } from '../../../core/time/in-words.ts'

/** One or several days that are said to be closed, as they are typed. */
interface Span {
  typed: string
  hits: number[]
}

/** The days and spans that a line names, wherever they stand. */
export function spansIn(line: Line, context: Context, vocabulary: Vocabulary): Span[] {
  const { words } = line
  const yearly = /\b(?:every|each) year\b|\byearly\b|\bannually\b|\balways\b|\bsiempre\b/i.test(line.clean)
  const spans: Span[] = []
  let open: { typed: string; hits: number[]; month: string } | undefined
  let joins = false
  const close = () => {
    if (open) spans.push({ typed: yearly ? `${open.typed} every year` : open.typed, hits: open.hits })
    open = undefined
  }
  for (let at = 0; at < words.length; ) {
    const text = words[at]?.text ?? ''
    const item = itemAt(
      line,
      at,
      open && joins ? behind(context, open.typed) : context,
      vocabulary,
      open?.month,
    )
    // `12/23 - 12/26 for the floors`
    if (open && words[at]?.before.trim() === '-') joins = true
    if (item) {
      const hits = Array.from({ length: item.taken }, (_, more) => at + more)
      if (open && joins) {
        open = {
          typed: `${open.typed} to ${item.typed}`,
          hits: [...open.hits, ...hits],
          month: item.month || open.month,
        }
        joins = false
      } else {
        const month: string = item.month || open?.month || ''
        close()
        open = { typed: item.typed, hits, month }
      }
      at += item.taken
      continue
    }
    // “Del 24 de diciembre al 1 de enero”; “through the 26th”
    joins =
      open !== undefined &&
      (/^(?:to|through|thru|until|till|al|hasta|-)$/.test(text) || (joins && /^(?:the|el)$/.test(text)))
    if (open && !joins && !/^(?:and|y|e|the|el|of|de|also|every|each|year)$/.test(text)) {
      close()
    }
    at++
  }
  close()
  return spans
}

/** The end of a span comes after its beginning: in January, “Dec 24 to Jan 1” ends in the January after that. */
const behind = (context: Context, first: string): Context =>
  /^\d{4}-\d\d-\d\d$/.test(first) ? { ...context, now: { ...context.now, today: first } } : context

const isDayOfMonth = (word: string): boolean => /^(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$/.test(word)

/** `the 24th and the 31st of December`: the month of the first is said behind the last. */
function monthBehind(words: Line['words'], at: number): string | undefined {
  for (let here = at; here < Math.min(words.length, at + 8); here++) {
    const word = words[here]
    if (!word) return undefined
    const month = monthOf(word.text)
    if (month !== undefined) return here > at + 1 ? monthInWords(month) : undefined
    const isJoint =
      /^(?:and|y|e|the|el|of|de|al|a|to|through|thru)$/.test(word.text) || isDayOfMonth(word.text)
    if (!isJoint) return undefined
  }
  return undefined
}

/** One day, a span, days of each week, or a holiday. */
function itemAt(
  line: Line,
  at: number,
  context: Context,
  vocabulary: Vocabulary,
  month: string | undefined,
): { typed: string; taken: number; month: string } | undefined {
  const { words } = line
  const text = words[at]?.text ?? ''
  const next = words[at + 1]?.text ?? ''
  const often = /^(?:every|each)$/.test(text) ? 1 : 0
  const day = dayNamed(words[at + often]?.text ?? '')
  if (day !== undefined && (often > 0 || /days$/.test(words[at + often]?.text ?? '')))
    return { typed: `every ${dayInWords(day)}`, taken: often + 1, month: '' }
  if (often === 1 && (next === 'weekend' || next === 'day')) return undefined
  const holiday = vocabulary.within('holiday', line, at)
  if (holiday > 0) {
    const behind = words
      .slice(at + holiday, at + holiday + 4)
      .map(word => word.text)
      .join(' ')
    if (/^and the day after/.test(behind))
      return { typed: `${said(line, at, at + holiday)} and the day after`, taken: holiday + 4, month: '' }
    return { typed: said(line, at, at + holiday), taken: holiday, month: '' }
  }
  const nth =
    /^(?:first|second|third|fourth|last|1st|2nd|3rd|4th)$/.test(text) && dayNamed(next) !== undefined
  if (nth && words[at + 2]?.text === 'of' && words[at + 3])
    return { typed: said(line, at, at + 4), taken: 4, month: '' }
  const range = /^(\d{1,2})-(\d{1,2})$/.exec(text)
  if (range && month) return { typed: `${month} ${range[1]} to ${month} ${range[2]}`, taken: 1, month }
  const wide = /^(\d{1,2})-(\d{1,2})$/.exec(next)
  if (wide && /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/.test(text))
    return { typed: `${text} ${wide[1]} to ${text} ${wide[2]}`, taken: 2, month: text }
  const date = dateAt(line, at, context.now)
  if (date) {
    const named =
      /(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/i.exec(
        said(line, at, at + date.taken),
      )?.[0] ?? ''
    return { typed: date.date, taken: date.taken, month: named }
  }
  if (day !== undefined) return { typed: `${dayInWords(day)}`, taken: 1, month: '' }
  const coming = isDayOfMonth(text) ? monthBehind(words, at + 1) : undefined
  if (coming) return { typed: `${coming} ${Number.parseInt(text, 10)}`, taken: 1, month: coming }
  if (month && isDayOfMonth(text)) return { typed: `${month} ${Number.parseInt(text, 10)}`, taken: 1, month }
  return undefined
}

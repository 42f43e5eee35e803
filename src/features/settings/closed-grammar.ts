import { type Context, type Grammar, type Intent, leftOver, type Slots } from '../../core/language/grammar.ts'
import { type Line, said } from '../../core/language/normalize.ts'
import { dayInWords } from '../../core/language/temporal.ts'
import type { Vocabulary } from '../../core/language/vocabulary.ts'
import { type Closure, closureId, closureInWords } from '../../core/schedule/closures.ts'
import { partOfDay, withoutPart } from '../../core/time/closure/part-of-day.ts'
import { NoDay } from '../../core/time/date-parts.ts'
import { parseClosures } from '../../core/time/parse-closure.ts'
import { plainLine } from '../../core/time/plain-line.ts'
import { spansIn } from './grammar/closed-days-in.ts'

/** Leads up to one more day, or one less, behind days that were set just now. */
const leadingOn =
  /^(?:and|also|plus|add|oh|then|ok|so|make|that|it|set|put|please|can|you|could|do|actually|remove|drop|cancel|delete|undo|scratch|open|not|take|off|out|no|wait)$/

const takingAway = /^(?:remove|drop|cancel|delete|undo|scratch|open|not|take)$/

/** The grammar of closed days: adding, taking away, listing. */
export const closedGrammar: Grammar = {
  command: 'closed',
  /** `also the 26th`, where closed days were set just now. */
  evidence(line, context, vocabulary) {
    const more = line.words.findIndex(word => !leadingOn.test(word.text))
    if (context.last?.command !== 'closed' || more < 1) return { score: 0, hits: [] }
    const hits = spansIn(line, context, vocabulary).flatMap(one => one.hits)
    const isOut = line.words.slice(0, more).some(word => takingAway.test(word.text))
    const used = new Set([...hits, ...Array.from({ length: more }, (_, at) => at)])
    const isAll = hits.length > 0 && leftOver(line, used, vocabulary).length === 0
    return isAll
      ? { score: 9.5, hits: [...used], ...(isOut && { action: 'remove' }) }
      : { score: 0, hits: [] }
  },
  read(intent, line, context, vocabulary) {
    const isTurnedEs = line.asks && /^(?:abr|cerr|cierr|esta)/.test(line.words[0]?.text ?? '')
    if (isTurnedEs || intent.action === 'list' || (intent.action === '' && isAsked(line)))
      return { slots: ['list'], run: 'closed' }
    const whole = wholeLine(intent, line, context, vocabulary)
    if (whole) return whole
    const part = intent.action === 'remove' ? undefined : partOfOne(line, context, vocabulary)
    if (part) return part
    const spans = spansIn(line, context, vocabulary)
    const hits = new Set([...intent.hits, ...spans.flatMap(one => one.hits)])
    const read = spans.map(one => closuresOf(one.typed, context))
    const known = read.flatMap(all => all ?? [])
    const slots = known.map(closureWords)
    const action = intent.action === 'remove' ? 'remove' : ''
    const isYearly = slots.some(one => one.endsWith('every year'))
    // “Same every year” is heard already.
    const left = leftOver(line, hits, vocabulary).filter(one => !(isYearly && eachYear.test(one)))
    const time = partSaid(line)
    const misread = spans.filter((_, at) => !read[at]).map(one => one.typed)
    const season = seasonIn(line)
    // “Open at 10”, on no day that was named: nothing of it can be closed.
    if (intent.action === 'part')
      return { slots: [], ignored: time ? [time] : left, ask: true, run: 'closed' }
    if (slots.length === 0 && !action && misread.length === 0 && !namesClosing(line)) return undefined
    // “Something to open tonight’s book club” opens no library.
    const isGuess = action === 'remove' && left.length > 0
    const ask =
      isGuess ||
      slots.length === 0 ||
      misread.length > 0 ||
      time !== undefined ||
      season !== undefined ||
      isSudden.test(line.clean.toLowerCase())
    return {
      slots: [...(action ? [action] : []), ...slots],
      ignored: [...misread, ...(time ? [time] : []), ...(season ? [season] : []), ...left],
      ...(slots.length > 0 && {
        run: `closed ${action} ${spans.map(one => one.typed).join('; ')}`.replace(/\s+/g, ' '),
      }),
      ...(ask && { ask: true as const }),
    }
  },
}

const eachYear = /^(?:the same|same|like|as|always|usual)?(?: ?(?:as )?(?:every|each) year)?$/i

/** `what days are we off in december?` is a question, and closes nothing. */
const isAsked = ({ words, asks }: Line): boolean => {
  const first = words[0]?.text ?? ''
  const isTurned = /^(?:is|are|do|does|did|will|am|was)$/.test(first)
  return /^(?:what|which|when|how|why|who|where|any)$/.test(first) || (isTurned && (asks || words.length < 9))
}

/**
 * The end of the line that the grammar of closed days takes as a whole: nothing of it is left out then. Before it there is nothing
 * but words for closing, and others that are told as left out.
 */
function wholeLine(
  { action, hits }: Intent,
  line: Line,
  context: Context,
  vocabulary: Vocabulary,
): Slots | undefined {
  if (action !== '' && action !== 'add' && action !== 'remove') return undefined
  if (isSudden.test(line.clean.toLowerCase()) || partSaid(line)) return undefined
  const { words } = line
  const first = Math.min(...hits, words.length)
  const why = words.findIndex(({ text }, at) => at > first + 1 && isReason.test(text))
  // “Closed Monday for MLK day” says which Monday.
  const isNamed = spansIn({ ...line, words: words.slice(why) }, context, vocabulary).length > 0
  const reason = isNamed ? -1 : why
  const ends = reason < 0 ? [words.length] : [words.length, reason]
  for (let from = 0; from < words.length; from++) {
    if (from > first && !hits.has(from - 1)) return undefined
    const end = ends.find(to => to > from && wholly(said(line, from, to), context))
    if (end === undefined) continue
    const typed = said(line, from, end).replace(/^closed\s+(?=\S)/i, '')
    const found = wholly(typed, context) ?? []
    const isRemoving = action === 'remove'
    const slots = found.flatMap(one => [closureWords(one), ...limitsOf(one)])
    const taken = new Set([...hits, ...[...words.keys()].filter(at => at >= from && at < end)])
    const ignored = leftOver(line, taken, vocabulary)
    return {
      slots: [...(isRemoving ? ['remove'] : []), ...slots],
      ...(ignored.length > 0 && { ignored }),
      run: `closed ${isRemoving ? 'remove ' : ''}${typed}`,
      // “Wednesday, January 1, 2027”: the command says which day that is, and asks.
      ...((slots.length === 0 || isUncertain.test(line.clean)) && { ask: true as const }),
    }
  }
  return undefined
}

/** Begins why it is closed: `for carpet cleaning`. */
const isReason = /^(?:for|because|due|so|since|while|as)$/

/** Undefined: it is not about days alone. None: it is, and contradicts itself. */
function wholly(typed: string, { now }: Context): readonly Closure[] | undefined {
  try {
    const { closures, note } = parseClosures(typed, now.today, now.monthFirst)
    return note?.includes('left out') ? undefined : closures
  } catch (error) {
    return error instanceof NoDay && error.isConflict ? [] : undefined
  }
}

const isUncertain = /\b(?:maybe|might|if|should)\b/i

const isSudden = /snow|weather|storm|ice|emergency|sick/

const namesClosing = ({ words }: Line): boolean =>
  words.some(word =>
    /^(?:close|closed|closing|closure|closures|shut|holiday|holidays|open|off|snow)$/.test(word.text),
  )

function closuresOf(typed: string, { now }: Context): readonly Closure[] | undefined {
  try {
    return parseClosures(typed, now.today, now.monthFirst).closures
  } catch {
    return undefined
  }
}

/** `2026-12-24`, `2026-12-24..2027-01-01`, `07-04 every year`, `every sunday`. */
function closureWords(one: Closure): string {
  if ('weekdays' in one && (one.nth || one.monthDays || one.everyOther)) return closureInWords(one)
  if ('weekdays' in one) return one.weekdays.map(day => `every ${dayInWords(day)}`).join(', ')
  const id = closureId(one)
  return 'holiday' in one || one.from.length === 5 ? `${id} every year` : id
}

/** The season of days of the week, and what is left out of it: `from 2027-06-01`, `except 2026-12-27`. */
function limitsOf(one: Closure): string[] {
  const { from, to } = 'weekdays' in one ? one : {}
  return [
    ...(from ? [`from ${from}`] : []),
    ...(to ? [`to ${to}`] : []),
    ...(one.except ?? []).map(date => `except ${date}`),
  ]
}

/** `at noon`: only whole days can be closed. A line that names how many days, such as “until 24”, names no time. */
const partSaid = ({ clean, words }: Line): string | undefined =>
  partOfDay(plainLine(clean)) ?? partOfDay(words.map(({ text }) => text).join(' '))

/** Words that only say that it is closed, or open. */
const opening =
  /\b(?:(?:we|the|our|library|branch|building|doors|hours?|schedule)(?:'(?:re|ll|s))?|is|are|will|be|going to|gonna|have|has|having|an?|open(?:s|ing)?|clos(?:e|es|ed|ing)|shut(?:s|ting)?|delayed|start(?:s|ing)?)(?= |$|:):?/g
/** Behind these words it is told why. */
const why = /[ ,]+(?:because|due to|since|so that|as|for)\b.*$/

/** `opening two hours late on Dec 9`: only whole days can be closed. The command says so, and offers that day. */
function partOfOne(line: Line, context: Context, vocabulary: Vocabulary): Slots | undefined {
  const typed = plainLine(line.clean)
  const said = partSaid(line)
  if (said === undefined) return undefined
  const bare = (words: string) => withoutPart(words).replace(opening, ' ').replace(/\s+/g, ' ').trim()
  const spans = spansIn(line, context, vocabulary).map(one => one.typed)
  const days = [bare(typed), bare(typed.replace(why, '')), spans.join('; ')].find(
    one => one !== '' && wholly(one.replace(/^on /, ''), context)?.length,
  )
  if (days === undefined) return undefined
  const found = wholly(days.replace(/^on /, ''), context) ?? []
  return {
    slots: found.flatMap(one => [closureWords(one), ...limitsOf(one)]),
    ignored: [said],
    ask: true,
    run: asksItself(`closed ${days.replace(/^on /, '')} ${said}`),
  }
}

/** A line of which the command itself asks what is meant: it is not asked about before. */
const asksItself = (line: string): string => `hearth ${line}`

/** `June–Aug`: one weekday within a season. */
function seasonIn(line: Line): string | undefined {
  const found =
    /\b((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\s*(?:-|to|through|thru|until)\s*((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b(?!\s*\d)/i.exec(
      line.clean,
    )
  if (found) return found[0]
  return /\b(?:in|during|this|all|over)(?: the)? (summer|winter|fall|spring)\b/i.exec(line.clean)?.[0]
}

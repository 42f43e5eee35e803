import { type Context, type Grammar, type Intent, leftOver, type Slots } from '../../core/language/grammar.ts'
import type { LanguageNames } from '../../core/language/language-names.ts'
import { type Line, said } from '../../core/language/normalize.ts'
import { clock, dateAt, dayInWords, dayNamed, readMoment, timeAt } from '../../core/language/temporal.ts'
import type { Vocabulary } from '../../core/language/vocabulary.ts'
import { type Closure, closureId, closureInWords } from '../../core/schedule/closures.ts'
import { monthOf } from '../../core/time/calendar.ts'
import { NoDay } from '../../core/time/date-shapes.ts'
import { monthInWords } from '../../core/time/in-words.ts'
import { parseClosures } from '../../core/time/parse-closure.ts'
import type { Time } from '../../core/time/parse-time.ts'
import { zoneOr } from '../../core/time/time-zones.ts'

/** The grammar of one's own settings. */
export const settingsGrammar = (languages: LanguageNames): Grammar => ({
  command: 'settings',
  read(intent, line, context) {
    switch (intent.action) {
      case 'zone':
        return zone(line)
      case 'working days':
        return workingDays(line, context)
      case 'quiet':
        return quiet(line)
      case 'language':
        return languageAsked(line, languages)
      default:
        return { slots: [], run: 'settings' }
    }
  },
})

/** Whoever only asks, or names no language, or one that Hearth does not speak, is told what can be chosen. */
function languageAsked(line: Line, { codeOf, isSpoken }: LanguageNames): Slots {
  const { words, asks } = line
  const named = words.map(({ text }, at) => codeOf(text) ?? codeOf(`${text} ${words[at + 1]?.text ?? ''}`))
  const bare = words.find(({ text }, at) => words[at - 1]?.text === 'language' && isSpoken(text))?.text
  const at = named.findIndex(one => one !== undefined)
  const code = named[at] ?? bare
  if (at >= 0 && code !== undefined && !isSpoken(code))
    return { slots: ['language'], run: `settings language ${words[at]?.text}` }
  const isAsking =
    /^(?:do|can|does|will|what|which)$/.test(words[0]?.text ?? '') && (asks || words.length < 7)
  if (!code) return { slots: ['language'], run: 'settings' }
  return isAsking
    ? { slots: [`language ${code}`], run: 'settings', ask: true }
    : { slots: [`language ${code}`], run: `settings language ${code}` }
}

/** No city is looked for in these. */
const noCity =
  /^(?:time|zone|the|a|an|my|our|in|on|to|is|am|are|at|set|change|central|here|now|work|library|branch|office|town|same|wrong|right|your|this|of|for|not|mobile|reading|center|wake|midway|reunion|mission|man|me|us|we|i|and|or|it)$/

function zone(line: Line): Slots | undefined {
  const { words } = line
  for (let many = 4; many > 0; many--)
    for (let at = 0; at + many <= words.length; at++) {
      const text = words.slice(at, at + many).map(word => word.text)
      if (many === 1 && noCity.test(text[0] ?? '') && text[0] !== 'central') continue
      if (text[0] === 'the' || text[0] === 'my' || text[0] === 'on') continue
      const name = text.join(' ')
      const raw = said(line, at, at + many)
      const tz = (raw.includes('/') ? zoneOr(raw) : undefined) ?? zoneOr(name)
      if (tz && (many > 1 || name.length > 2) && !/^(?:time|zone)$/.test(name))
        return { slots: [`zone ${tz}`], run: `settings zone ${tz}` }
    }
  const asked =
    /^(?:what|which|where|is|do|am|how)$/.test(words[0]?.text ?? '') ||
    words.some(word => /^(?:zone|timezone|tz)$/.test(word.text))
  return asked ? { slots: [], run: 'settings' } : undefined
}

function workingDays(typed: Line, context: Context): Slots {
  const line = withDaysSet(typed, context)
  const moment = readMoment(line, context.now)
  const named = moment.weekdays
  if (named.length === 0) return { slots: ['working days'], run: 'settings', ask: true }
  const isOff = saysOff(line)
  const days = isOff ? week.filter(day => !named.includes(day)) : week.filter(day => named.includes(day))
  return {
    slots: [`working days ${rangeOf(days)}`],
    run: `settings working days ${days.map(dayInWords).join(', ')}`,
  }
}

/** Days that are said not to be worked. */
const saysOff = ({ words }: Line): boolean =>
  words.some(
    (word, at) =>
      /^(?:off|never|out|away)$/.test(word.text) ||
      (word.text === 'not' && /^(?:work|in|working|here|come|count)$/.test(words[at + 1]?.text ?? '')),
  )

/** `don't count Mondays, my week runs Tuesday to Saturday`: the part that sets the days, where another only says which are off. */
function withDaysSet(line: Line, { now }: Context): Line {
  const starts = [...line.words.keys()].filter(at => at === 0 || /[,;.]/.test(line.words[at]?.before ?? ''))
  const parts = starts
    .map((from, at) => ({ ...line, words: line.words.slice(from, starts[at + 1]) }))
    .filter(part => readMoment(part, now).weekdays.length > 0)
  const setting = parts.filter(part => !saysOff(part))
  const [only] = setting
  return parts.length > 1 && setting.length === 1 && only ? only : line
}

const week = [1, 2, 3, 4, 5, 6, 0]
/** `tuesday-saturday`, or `monday, wednesday` where they do not follow each other. */
function rangeOf(days: readonly number[]): string {
  const sorted = days.map(day => week.indexOf(day))
  // “Friday to Tuesday” goes over the end of the week.
  const gap = sorted.findIndex((place, at) => at > 0 && place > (sorted[at - 1] ?? 0) + 1)
  const isOver = gap > 0 && sorted[0] === 0 && sorted.at(-1) === 6
  const places = isOver ? [...sorted.slice(gap), ...sorted.slice(0, gap).map(place => place + 7)] : sorted
  const [first = 0] = places
  const follow = places.every((place, at) => place === first + at)
  const names = places.map(place => dayInWords(week[place % 7] ?? 0))
  return follow && days.length > 2 ? `${names[0]}-${names.at(-1)}` : names.join(', ')
}

function quiet(line: Line): Slots {
  const isOff = line.words.some(word => /^(?:off|no|remove|clear|cancel|end|forget|stop)$/.test(word.text))
  const { part } = partOf(line)
  const isOnly = line.words.some((word, at) => /^(?:only|just)$/.test(word.text) && at < 3)
  const times: { time: Time; lead: string }[] = []
  for (let at = 0; at < line.words.length; at++) {
    const found = timeAt(line, at)
    if (!found) continue
    const { hh, mm } = found.time
    times.push({ time: { hh, mm }, lead: line.words[at - 1]?.text ?? '' })
    if (!found.sure && hh > 0 && hh < 12) {
      const last = times.at(-1)
      if (last)
        last.time = {
          hh: isOnly
            ? times.length === 1
              ? hh
              : hh < 8
                ? hh + 12
                : hh
            : evening(hh, last.lead, times.length, part),
          mm,
        }
    }
    at += found.taken - 1
  }
  const [from, to] = times
  if (!from && isOff && line.words.some(word => /^(?:hours|time|times)$/.test(word.text)))
    return { slots: ['quiet off'], run: 'settings quiet off' }
  if (!from) return { slots: ['quiet'], run: 'settings', ask: true }
  if (to) {
    // “No messages before 8 or after 5”: what is told first ends the quiet hours.
    const isTurned = isOnly || (from.lead === 'before' && /^(?:after|past)$/.test(to.lead))
    const [start, end] = isTurned ? [to.time, from.time] : [from.time, to.time]
    return {
      slots: [`quiet ${clock(start)}-${clock(end)}`],
      run: `settings quiet ${clock(start)}-${clock(end)}`,
    }
  }
  return { slots: [`quiet ${clock(from.time)}`], ask: true, run: 'settings' }
}

const partOf = ({ words }: Line): { part: string | undefined } => ({
  part: words.map(word => word.text).find(text => /^(?:night|evening|afternoon|morning|pm|am)$/.test(text)),
})

/** A quiet hour begins in the evening and ends in the morning. */
function evening(hh: number, lead: string, place: number, part: string | undefined): number {
  if (/^(?:before|until|till|and|to)$/.test(lead) && (place > 1 || lead === 'before')) return hh
  if (part === 'morning') return hh
  return hh + 12
}

/** One or several days that are said to be closed, as they are typed. */
interface Span {
  typed: string
  hits: number[]
}

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
    if (intent.action === 'list' || (intent.action === '' && isAsked(line)))
      return { slots: ['list'], run: 'closed' }
    const whole = wholeLine(intent, line, context, vocabulary)
    if (whole) return whole
    const spans = spansIn(line, context, vocabulary)
    const hits = new Set([...intent.hits, ...spans.flatMap(one => one.hits)])
    const read = spans.map(one => closuresOf(one.typed, context))
    const known = read.flatMap(all => all ?? [])
    const slots = known.map(closureWords)
    const action = intent.action === 'remove' ? 'remove' : ''
    const left = leftOver(line, hits, vocabulary)
    const time = partOfDay(line)
    const misread = spans.filter((_, at) => !read[at]).map(one => one.typed)
    const season = seasonIn(line)
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
  if (isSudden.test(line.clean.toLowerCase()) || partOfDay(line)) return undefined
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

/** `at noon`: only whole days can be closed. */
function partOfDay({ words, clean }: Line): string | undefined {
  const line: Line = { words, clean, addressed: false, asks: false, end: '' }
  for (let at = 1; at < words.length; at++) {
    const lead = words[at - 1]?.text ?? ''
    const time = /^(?:at|by|from|until|after|before)$/.test(lead) ? timeAt(line, at) : undefined
    if (time && !dateAt(line, at, { today: '2026-01-01', monthFirst: true }))
      return said(line, at - 1, at + time.taken)
  }
  return words.find(word => /^(?:early|late|noon|morning|afternoon|evening|half)$/.test(word.text))?.text
}

/** `June–Aug`: one weekday within a season. */
function seasonIn(line: Line): string | undefined {
  const found =
    /\b((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\s*(?:-|to|through|thru|until)\s*((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b(?!\s*\d)/i.exec(
      line.clean,
    )
  if (found) return found[0]
  return /\b(?:in|during|this|all|over)(?: the)? (summer|winter|fall|spring)\b/i.exec(line.clean)?.[0]
}

function spansIn(line: Line, context: Context, vocabulary: Vocabulary): Span[] {
  const { words } = line
  const yearly = /\b(?:every|each) year\b|\byearly\b|\bannually\b/i.test(line.clean)
  const spans: Span[] = []
  let open: { typed: string; hits: number[]; month: string } | undefined
  let joins = false
  const close = () => {
    if (open) spans.push({ typed: yearly ? `${open.typed} every year` : open.typed, hits: open.hits })
    open = undefined
  }
  for (let at = 0; at < words.length; ) {
    const text = words[at]?.text ?? ''
    const item = itemAt(line, at, context, vocabulary, open?.month)
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
      open !== undefined && (/^(?:to|through|thru|until|till|al|-)$/.test(text) || (joins && text === 'the'))
    if (open && !joins && !/^(?:and|y|e|the|el|of|de|also|every|each|year)$/.test(text)) {
      close()
    }
    at++
  }
  close()
  return spans
}

const isDayOfMonth = (word: string): boolean => /^(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$/.test(word)

/** `the 24th and the 31st of December`: the month of the first is said behind the last. */
function monthBehind(words: Line['words'], at: number): string | undefined {
  for (let here = at; here < Math.min(words.length, at + 8); here++) {
    const word = words[here]
    if (!word) return undefined
    const month = monthOf(word.text)
    if (month !== undefined) return here > at + 1 ? monthInWords(month) : undefined
    const isJoint = /^(?:and|y|e|the|el|of|de)$/.test(word.text) || isDayOfMonth(word.text)
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

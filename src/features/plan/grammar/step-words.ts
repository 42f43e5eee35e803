import { givenNames } from '../../../core/language/given-names.ts'
import type { Context } from '../../../core/language/grammar.ts'
import { type Line, said } from '../../../core/language/normalize.ts'
import { someoneAt } from '../../../core/language/people.ts'
import { dayNamed } from '../../../core/language/temporal.ts'
import { type DaySaid, daySaid, timeBehind } from './day-said.ts'
import { isVerb, verbIn } from './several-steps.ts'

/** What a line says of a step. */
export interface StepWords {
  what: string
  who?: string
  by?: DaySaid
}

/** Divides what is to be done from who does it and by when: `load van / Marcus / 12-17`, `(Bob, by Dec 9)`. */
const divides = /[,\-/|(]/

/** Reads a step out of a part of a line: what is to be done, by whom, until when. */
export function stepWords(line: Line, from: number, to: number, context: Context): StepWords {
  const lead = leadingPerson(line, from, to)
  const start = lead?.from ?? from
  let end = to
  let by: DaySaid | undefined
  let who = lead?.who
  for (let again = 0; again < 3; again++) {
    const date = by ? undefined : endingDate(line, start, end, context)
    if (date) {
      by = date.day
      end = date.from
      continue
    }
    const person = who ? undefined : endingPerson(line, start, end, context)
    if (!person) break
    who = person.who
    end = person.from
  }
  const inside = by || !lead?.verb ? undefined : insideDay(line, start, end, context)
  by ??= inside?.day
  const till = inside?.from ?? end
  const words = `${lead?.verb ?? ''}${said(line, lead?.verb ? start + 1 : start, till).replace(/^(?=\S)/, lead?.verb ? ' ' : '')}${inside ? ` ${said(line, inside.day.to, end)}` : ''}`
  const what = words.replace(/[,;:.\s/|(-]+$/, '').replace(/^(?:that|to|:|-)\s+/i, '')
  const own = who ? undefined : promisedBehind(what, line)
  return {
    what: own?.what ?? what,
    ...((who ?? own?.who) && { who: who ?? own?.who ?? '' }),
    ...(by && { by }),
  }
}

/** `name tags, Ana can get them`: behind the thing it is told who sees to it. */
function promisedBehind(what: string, { names }: Line): { what: string; who: string } | undefined {
  const [, thing = '', who = ''] =
    /^(.+?),\s+(i|[\p{L}]+)(?:['’]ll| will| can| could| is going to| gonna)\s+(?:\p{L}+\s)?(?:it|them|that|those|this)\b(?:,?\s*(?:we|need|needs|needed|sometime|some time|anytime|please|it))*$/iu.exec(
      what,
    ) ?? []
  const isKnown = /^i$/i.test(who) || names?.has(who.toLowerCase()) || givenNames.has(who.toLowerCase())
  return isKnown && thing !== '' ? { what: thing, who } : undefined
}

/** `picks up cups saturday on the way in`: a weekday inside what somebody does. */
function insideDay(
  line: Line,
  from: number,
  end: number,
  context: Context,
): { day: DaySaid; from: number } | undefined {
  const at = line.words.findIndex(
    ({ text }, place) => place > from + 1 && place < end && dayNamed(text) !== undefined,
  )
  const day = at < 0 ? undefined : daySaid(line, at, context)
  if (!day) return undefined
  const lead = leads.test(line.words[at - 1]?.text ?? '') || line.words[at - 1]?.text === 'this' ? 1 : 0
  return { day, from: at - lead }
}

/** Who is to do it, where that stands first: `Bob: call`, `for Bob: call`, `Ana will call`, `Marcus buys`. */
function leadingPerson(
  line: Line,
  from: number,
  to: number,
): { who: string; from: number; verb?: string } | undefined {
  const { words } = line
  const isFor = /^(?:for|para)$/.test(words[from]?.text ?? '')
  const at = isFor ? from + 1 : from
  const many = everyoneAt(line, at)
  const next = at + many
  const behind = words[next]
  if (many === 0 || next >= to || !behind) return undefined
  const who = said(line, at, next)
  const first = words[at]?.text ?? ''
  const isSomebody = line.names?.has(first) === true || givenNames.has(first)
  const isMe = /^(?:me|myself)$/.test(first)
  const isKnown = isFor || isMe || from === 0 || isSomebody
  // “Me, order lemonade”, “Ana to ask the baker”.
  const isTold = (isMe || isSomebody) && next + 1 < to
  if (isTold && behind.text === 'to') return { who, from: next + 1 }
  if (isTold && behind.before === ',' && isVerb(behind.text)) return { who, from: next }
  const divided = isFor ? /[:,\-/|]/ : /[:\-/|]/
  if (isKnown && divided.test(behind.before)) return { who, from: next }
  const start = next + promised(words.slice(next).map(word => word.text))
  if (start > next && start < to) return { who, from: start }
  if (isFor) return behind.text === 'to' && next + 1 < to ? { who, from: next + 1 } : undefined
  if (behind.before !== '') return undefined
  if (isSomebody && isVerb(behind.text)) return { who, from: next }
  // “Priya at the Y sends a list”: where somebody is from is not what they do.
  const away = /^(?:at|from|of)$/.test(behind.text)
    ? words.findIndex(({ text }, place) => place > next + 1 && place < next + 5 && verbIn(text) !== undefined)
    : -1
  if (away > 0 && away + 1 < to) return { who, from: away, verb: verbIn(words[away]?.text ?? '') ?? '' }
  const verb = isSomebody || from === 0 ? verbIn(behind.text) : undefined
  return verb ? { who, from: next, verb } : undefined
}

/** `Ana and Bob`. */
function everyoneAt(line: Line, at: number): number {
  const many = someoneAt(line, at)
  const more = many > 0 && line.words[at + many]?.text === 'and' ? someoneAt(line, at + many + 1) : 0
  return more > 0 ? many + 1 + more : many
}

/** How many words say that somebody will do what follows. */
function promised([first = '', second = '', third = '']: readonly string[]): number {
  if (first === 'is' && second === 'going' && third === 'to') return 3
  const isDoing = /^(?:doing|handling|making|bringing)$/
  if (/^(?:is|are)$/.test(first) && isDoing.test(second) && third !== '') return 2
  if (/^(?:is|are)$/.test(first) && /^(?:both|all|also)$/.test(second) && isDoing.test(third)) return 3
  if (/^(?:has|needs|ought)$/.test(first) && second === 'to') return 2
  return /^(?:will|should|can)$/.test(first) ? 1 : 0
}

/** Leads up to a day. */
export const leads = /^(?:by|before|until|till|due|on|no|para)$/
/** Behind these a holiday is a day, too. */
const leadsSurely = /^(?:by|before|until|till|due)$/

function endingDate(
  line: Line,
  from: number,
  end: number,
  context: Context,
): { day: DaySaid; from: number } | undefined {
  const { words } = line
  for (let at = Math.max(from + 1, end - 8); at < end; at++) {
    const lead = words[at]?.text ?? ''
    const isLed = leads.test(lead)
    const many = lead === 'due' && /^(?:by|on|in)$/.test(words[at + 1]?.text ?? '') ? 2 : isLed ? 1 : 0
    // “Due in two weeks” needs its “in”.
    const start = at + (words[at + 1]?.text === 'in' ? Math.min(many, 1) : many)
    const before = words[at]?.before ?? ''
    const isDivided = divides.test(before)
    const isDay =
      /^(?:today|tomorrow|next|this)$/.test(lead) || (lead === 'the' && words[at + 1]?.text === 'day')
    // “Reserve tables 12/7”: nothing else looks so.
    const isNumeric = at > from + 1 && /^\d{1,2}\/\d{1,2}(?:\/\d{2,4})?$/.test(lead)
    if (!isLed && !isDivided && !isDay && !isNumeric) continue
    // “Open hours, 9-5” names no day.
    const isDashed = /^\d{1,2}-\d{1,2}$/.test(words[start]?.text ?? '')
    if (isDashed && !leadsSurely.test(lead) && !/[/|]/.test(before)) continue
    const day = daySaid(line, start, context, leadsSurely.test(lead) || isDashed || isDay)
    if (!day) continue
    const till = timeBehind(line, day.to)
    if (day.to === end) return { day, from: at }
    if (till === end) return { day: { ...day, typed: said(line, start, till) }, from: at }
  }
  return undefined
}

function endingPerson(
  line: Line,
  from: number,
  end: number,
  context: Context,
): { who: string; from: number } | undefined {
  for (let at = Math.max(from + 1, end - 3); at < end; at++) {
    const lead = line.words[at]?.text ?? ''
    const comma = divides.test(line.words[at]?.before ?? '')
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

/** A day that a step begins with: `by friday Ana needs to order the cups`, `12/9 Marcus set up the tables`. */
export function leadingDay(line: Line, context: Context): DaySaid | undefined {
  const isLed = leads.test(line.words[0]?.text ?? '')
  const isAway = line.words.slice(0, 3).some(({ text }) => /^(?:week|weeks|day|days|month)$/.test(text))
  const isSure = leadsSurely.test(line.words[0]?.text ?? '') || isAway
  const day = daySaid(line, isLed ? 1 : 0, context, isSure)
  return day && day.to < line.words.length ? day : undefined
}

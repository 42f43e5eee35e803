import { givenNames } from '../../core/language/given-names.ts'
import { isVerb, verbIn } from './grammar/several-steps.ts'

/** Several steps that were typed at once, each as the line of a step. `isList`: they stand in a list, so that it is no guess. */
export interface SeveralTyped {
  lines: string[]
  isList: boolean
}

/** Characters that a button can carry. */
const longest = 1_500

/** What leads up to several: `these steps:`. */
const lead = /^(?:(?:add|put|these|the|following|some|more|new)\s+)*steps?\s*[:–-]\s*/i

/**
 * `1. Order yarn 2. Ask Marcus`, `Order yarn step Ask Marcus` (of two lines that begin so), `call Ana by Friday, Ben makes the flyer`;
 * undefined: it is one step.
 */
export function severalTyped(typed: string): SeveralTyped | undefined {
  const line = typed.replace(/\s+/g, ' ').replace(lead, '').trim()
  if (line.length > longest) return undefined
  const inList = numbered(line) ?? bulleted(line) ?? stepAfterStep(line)
  if (inList) return { lines: inList.map(asLine), isList: true }
  const said = inSentence(line)
  return said && { lines: said.map(asLine), isList: false }
}

const tidied = (parts: readonly string[]): string[] =>
  parts.map(part => part.replace(/[;,\s]+$/, '').trim()).filter(part => part !== '')

const atLeastTwo = (parts: string[]): string[] | undefined =>
  parts.length > 1 && parts.every(part => /\p{L}{2}/u.test(part)) ? parts : undefined

/** Counted from one on, without a gap: any other number is a part of a step. */
function numbered(line: string): string[] | undefined {
  const starts: { from: number; to: number }[] = []
  for (const mark of line.matchAll(/(?:^|\s)(\d{1,2})[.)]\s+/g))
    if (Number(mark[1]) === starts.length + 1)
      starts.push({ from: mark.index, to: mark.index + mark[0].length })
  if (starts[0]?.from !== 0) return undefined
  return atLeastTwo(tidied(starts.map(({ to }, at) => line.slice(to, starts[at + 1]?.from))))
}

const bulleted = (line: string): string[] | undefined =>
  /^[-–•*] /.test(line)
    ? atLeastTwo(tidied(` ${line}`.split(/\s[-–•*]\s/).filter(part => part.trim() !== '')))
    : undefined

/** Lines of which each begins with `step`; “write down each step Ana takes” is none of them. */
function stepAfterStep(line: string): string[] | undefined {
  const parts = line.replace(/^step\s+/i, '').split(/\s+step\s+(?=\p{Lu})/u)
  const isPlain = parts.every(part => !/\b(?:each|every|next|first|last|the|a|of|that|this|per)$/i.test(part))
  return isPlain ? atLeastTwo(tidied(parts)) : undefined
}

/** Each has a verb of its own; a name or a day behind a comma belongs to the step before it. */
function inSentence(line: string): string[] | undefined {
  const parts = line.split(/\s*;\s*|\s*,\s*(?:and\s+)?(?:then\s+)?|\s+(?:and\s+)?then\s+/i)
  const steps: string[] = []
  for (const part of parts.filter(Boolean)) {
    if (begins(part)) steps.push(part)
    else if (steps.length === 0) return undefined
    else steps.push(`${steps.pop()}, ${part}`)
  }
  return atLeastTwo(tidied(steps))
}

function begins(part: string): boolean {
  const [first = '', second] = part.split(' ')
  return second !== undefined && (isVerb(first.toLowerCase()) || byPerson(part) !== undefined)
}

/** `Marcus makes the flyer`: who, and what they do. */
function byPerson(part: string): { who: string; what: string } | undefined {
  const [first = '', second = '', ...rest] = part.split(' ')
  const isName = /^@|^\p{Lu}/u.test(first) || givenNames.has(first.toLowerCase())
  const verb = isName && rest.length > 0 ? verbIn(second.toLowerCase()) : undefined
  return verb === undefined ? undefined : { who: first, what: [verb, ...rest].join(' ') }
}

const weekday = '(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day'
const month =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?'
const dayAtEnd = new RegExp(
  `,? (?:(?:by|on|before|until|due(?: by| on)?) )?(${weekday}|${month}|today|tomorrow|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?)[.!]?$`,
  'i',
)

/** What is said of a step, as its line is typed: what, who, and by when. A semicolon would divide it. */
function asLine(part: string): string {
  const line = part.replace(/;/g, ',').replace(/[.!]+$/, '')
  const by = dayAtEnd.exec(line)
  const rest = by ? line.slice(0, by.index) : line
  const person = byPerson(rest)
  const said = person ? `${person.what}, ${person.who}` : rest
  return by ? `${said}, by ${by[1]}` : said
}

import { givenNames } from '../../core/language/given-names.ts'
import { NoDay } from '../../core/time/date-parts.ts'
import { dateAt } from '../../core/time/date-shapes.ts'
import { dateInWords } from '../../core/time/in-words.ts'
import { type ParsedDate, parseDate } from '../../core/time/parse-date.ts'
import { plainLine } from '../../core/time/plain-line.ts'
import { UserError } from '../../core/user-error.ts'
import type { StepWords } from '../walkthrough/run/plan-steps.ts'

/** Characters of a line that is a step, with its name and date. */
const longest = 1_000

/** What a line says of a step, and how its date was read. */
export interface ParsedStep {
  words: StepWords
  note?: string
  /** The words behind the last comma may be a colleague’s name: whoever can look it up decides. */
  perhaps?: { what: string; who: string }
}

/** Who reads, and when: what `me` and `4/5` mean. */
export interface StepReader {
  name: string
  today: string
  monthFirst: boolean
}

/**
 * Reads `Call the tutor, Ana, by Dec 12`. What is no date and no name stays in what is to be done; what stands in quotes is that, and
 * `no date` says that none is meant. @throws {UserError}
 */
export function parseStep(line: string, reader: StepReader): ParsedStep {
  if (line.length > longest)
    throw new UserError(
      'That is too long for a step. Say in a line what is to be done, and put the rest into a note: “note …”.',
    )
  const tidied = line
    .replace(/\s+/g, ' ')
    .replace(/[，、،]\s*/g, ', ')
    .trim()
  const quoted = /^[“"„«]([^“”"„«»]+)[”"“»](?=$|[\s,])\s*(.*)$/u.exec(tidied)
  if (quoted) return behindQuotes(quoted[1] ?? '', quoted[2] ?? '', reader)
  const without = /^(.+?)[\s,]+\(?no (?:date|due date|deadline)\)?$/i.exec(tidied)?.[1]
  if (without !== undefined) return named({ rest: without }, reader)
  const plain = named(takeDate(tidied, reader), reader)
  if (plain.words.who || plain.words.by) return plain
  // What divides its parts may be another sign than a comma; it only counts where a name or a day is found then.
  for (const typed of [divided(tidied), unbracketed(tidied)]) {
    if (typed === tidied) continue
    const read = named(takeDate(typed, reader), reader)
    if (read.words.who || read.words.by) return read
  }
  return plain
}

/** `load van / Marcus / 12-17`, with commas. Of three parts the last may be a day that elsewhere would be two numbers. */
function divided(line: string): string {
  const parts = line.split(/\s+(?:[/|]|-{1,2}|–|—)\s+/)
  const last = parts.at(-1) ?? ''
  const isDay = parts.length > 2 && /^\d{1,2}-\d{1,2}$/.test(last)
  return parts.length > 3 ? line : [...parts.slice(0, -1), isDay ? `by ${last}` : last].join(', ')
}

/** `order name tags (Bob, by Dec 9)`, with commas. */
const unbracketed = (line: string): string => line.replace(/^(.+?)\s*\(([^()]+)\)$/, '$1, $2')

/** What is done is said in quotes, and is not looked into. */
function behindQuotes(what: string, rest: string, reader: StepReader): ParsedStep {
  const { words, note } = parseStep(`x, ${rest.replace(/^,\s*/, '')}`, reader)
  const stray = (words.what ?? '').replace(/^x,?\s*/, '')
  const left = stray ? `I left out “${stray}”.` : ''
  const notes = [note, left].filter(Boolean).join(' ')
  return { words: { ...words, what: what.trim() }, ...(notes && { note: notes }) }
}

/** A line, and what was found in it. */
interface Dated {
  rest: string
  found?: ParsedDate
  who?: string
  note?: string
}

function named({ rest, found, who: said, note }: Dated, reader: StepReader): ParsedStep {
  const { what, who, perhaps } = said ? { what: rest, who: said, perhaps: undefined } : takeName(rest, reader)
  const notes = [found?.note, note].filter(Boolean).join(' ')
  return {
    words: { what, ...(who && { who }), ...(found && { by: found.date }) },
    ...(notes && { note: notes }),
    ...(perhaps && { perhaps: { what: what.slice(0, what.lastIndexOf(',')).trim(), who: perhaps } }),
  }
}

/** Where a date may begin: behind `by`, or behind a comma. */
const marks = /(?:^|[\s,]+)(?:by|until|before|due(?: by| on)?)\s+|\s*,\s*/gi

/** The date at the end, from the first place that begins one. @throws {NoDay} behind `by`, where no calendar has it, or it is past. */
function takeDate(line: string, reader: StepReader): Dated {
  let note: string | undefined
  for (const mark of line.matchAll(marks)) {
    const isBy = /\w/.test(mark[0])
    const tail = line.slice(mark.index + mark[0].length)
    const rest = line.slice(0, mark.index).trim()
    if (rest === '' && !isBy) continue
    const lead = isBy ? '' : (/^(?:by|until|before|due(?: by| on)?|on)\s+/i.exec(tail)?.[0] ?? '')
    const read = readTail(tail.slice(lead.length), reader, isBy || lead !== '')
    if (read === undefined) continue
    if (typeof read === 'string') {
      note ??= read
      continue
    }
    return { rest, ...read }
  }
  return { rest: line, ...(note && { note }) }
}

/** The date that a tail is; a sentence, where it only begins with one; undefined, where it is none. */
function readTail(
  typed: string,
  reader: StepReader,
  isBy: boolean,
): Pick<Dated, 'found' | 'who'> | string | undefined {
  const tail = typed.replace(/(?<!\d)[.!]+$|(?<=\d{4})[.!]+$/, '').trim()
  const { today, monthFirst } = reader
  const line = plainLine(tail)
  try {
    const begun = dateAt(line.replace(/^(?:on|the day of) /, ''), { today, monthFirst, isWhole: isBy })
    if (!begun) return undefined
    const name = nameBehind(tail, begun.length)
    const found = parseDate(
      name === undefined ? tail : tail.slice(0, tail.lastIndexOf(',')),
      today,
      monthFirst,
    )
    return name === undefined ? { found } : { found, who: whoseName(name, reader) }
  } catch (error) {
    if (!(error instanceof NoDay)) throw error
    if (error.isConflict || (isBy && (error.isPast || error.isNoDay))) throw wayOut(error, typed)
    // Behind a mere comma, what is past was not meant for a date.
    return error.isPast || error.isNoDay
      ? `${error.reason} So I left “${typed}” in the step.`
      : isBy && /\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day/.test(line)
        ? `I took no date from “${typed}”: put the date last, such as “by ${dateInWords(today)}”.`
        : undefined
  }
}

/** `Dec 10, Ana`: a name may stand behind the date. */
function nameBehind(tail: string, length: number): string | undefined {
  const comma = tail.lastIndexOf(',')
  const last = comma < 0 ? '' : tail.slice(comma + 1).trim()
  return comma >= length && isName(last.replace(andMe, '')) ? last : undefined
}

/** A step must be typeable: what looks like a date can stand in quotes. */
const wayOut = (error: NoDay, typed: string): NoDay =>
  new NoDay(error.reason, {
    isPast: error.isPast,
    how: `${error.message.slice(error.reason.length).trim()} If “${typed}” is no date, put the step in quotes, or add “no date” after it.`,
  })

const caseless = /^\p{Lo}[\p{Lo}\p{M}·・\s]{0,19}$/u
const small = /^(?:and|&|or|de|van|von|la|the)$/

/** Whether words read like somebody: `Ana`, `@ben`, `Ana and Ben`, `ana`, `李娜`. */
function isName(last: string): boolean {
  const words = last.split(' ')
  if (last === '' || words.length > 5 || /^(?:and|or)\b/i.test(last)) return false
  if (caseless.test(last)) return words.length <= 4
  if (/^(?:me|i|myself)$/i.test(last)) return true
  const isCapital = words.every(word => /^(?:@|\p{Lu})/u.test(word) || small.test(word))
  const isKnown = words.every(word => givenNames.has(word.toLowerCase()) || small.test(word))
  return isCapital || (isKnown && !small.test(words[0] ?? ''))
}

/** `Ana and I`: the asker goes by their name. */
const andMe = /\s+(?:and|&)\s+(?:i|me|myself)$/i
const whoseName = (said: string, { name }: Pick<StepReader, 'name'>): string =>
  /^(?:me|i|myself)$/i.test(said)
    ? name
    : withCapital(said.replace(andMe, '')) + (andMe.test(said) ? ` and ${name}` : '')

const withCapital = (name: string): string =>
  name.replace(/(?<=^|\s)\p{Ll}\S*/gu, word =>
    small.test(word) ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`,
  )

/** The last part behind a comma, where it reads like somebody (whose name may still have to be found). */
function takeName(line: string, { name }: StepReader): { what: string; who?: string; perhaps?: string } {
  const comma = line.lastIndexOf(',')
  const last = comma < 0 ? '' : line.slice(comma + 1).trim()
  const what = line.slice(0, comma).trim()
  if (what !== '' && /^(?:me|i|myself)$/i.test(last)) return { what, who: name }
  if (what !== '' && isName(last.replace(andMe, ''))) return { what, who: whoseName(last, { name }) }
  const mayBe = what !== '' && /^\p{L}[\p{L}'’-]{1,29}(?: \p{L}[\p{L}'’-]{1,29})?$/u.test(last)
  return { what: line, ...(mayBe && { perhaps: last }) }
}

/** Whom something may be given to: `@ben`, `ben`, `to Ben Miller`; not `the keys early`. */
export const somebody = /^(to )?(@.*|\S+|(\p{Lu}\S*\s?){1,3})$/u

import { looksLikeDate, type ParsedDate, parseDate } from '../../core/time/parse-date.ts'
import { UserError } from '../../core/user-error.ts'
import type { StepWords } from '../walkthrough/run/plan-steps.ts'

/** Characters of a line that is a step, with its name and date. */
const longest = 1_000

/** What a line says of a step, and how its date was read. */
export interface ParsedStep {
  words: StepWords
  note?: string
}

/** Who reads, and when: what `me` and `4/5` mean. */
export interface StepReader {
  name: string
  today: string
  monthFirst: boolean
}

/** Reads `Call the tutor, Ana, by 12 Dec`. What is no date and no name stays in what is to be done. @throws {UserError} */
export function parseStep(line: string, reader: StepReader): ParsedStep {
  if (line.length > longest)
    throw new UserError(
      'That is too long for a step. Say in a line what is to be done, and put the rest into a note: “note …”.',
    )
  const { rest, found } = takeDate(line.replace(/\s+/g, ' ').trim(), reader)
  const { what, who } = takeName(rest, reader)
  return {
    words: { what, ...(who && { who }), ...(found && { by: found.date }) },
    ...(found?.note && { note: found.note }),
  }
}

/** `by 12 Dec` or `, 12 Dec` at the end. What looks like a date behind `by` and is none, or is past, is refused. */
function takeDate(line: string, reader: StepReader): { rest: string; found?: ParsedDate } {
  const [whole, behindBy] =
    /(?:^|[\s,]+)(?:by|until|before|due)\s+((?:(?!\s(?:by|until|before|due)\s).)+)$/i.exec(line) ?? []
  if (whole !== undefined && behindBy !== undefined && looksLikeDate(behindBy)) {
    const found = parseDate(behindBy, reader.today, reader.monthFirst)
    return { rest: line.slice(0, -whole.length).trim(), found }
  }
  const comma = line.lastIndexOf(',')
  const last = comma < 0 ? '' : line.slice(comma + 1).trim()
  const found = last && looksLikeDate(last) ? dateOrNone(last, reader) : undefined
  return found ? { rest: line.slice(0, comma).trim(), found } : { rest: line }
}

/** Behind a mere comma, what cannot be read as a date was not meant for one. */
function dateOrNone(words: string, { today, monthFirst }: StepReader): ParsedDate | undefined {
  try {
    return parseDate(words, today, monthFirst)
  } catch {
    return undefined
  }
}

/** The last part behind a comma, where it reads like somebody: `Ana`, `me`, `@ben` (whose name is still to be found), `Ana and Ben`. */
function takeName(line: string, { name }: StepReader): { what: string; who?: string } {
  const comma = line.lastIndexOf(',')
  const last = comma < 0 ? '' : line.slice(comma + 1).trim()
  if (/^(me|i|myself)$/i.test(last)) return { what: line.slice(0, comma).trim(), who: name }
  const words = last.split(' ')
  const named = words.every(word => /^(@|\p{Lu})/u.test(word) || /^(and|&|or|de|van|von|la|the)$/.test(word))
  if (last === '' || words.length > 5 || !named || /^(and|or)\b/i.test(last)) return { what: line }
  return { what: line.slice(0, comma).trim(), who: last }
}

/** Whom something may be given to: `@ben`, `ben`, `to Ben Miller`; not `the keys early`. */
export const somebody = /^(to )?(@.*|\S+|(\p{Lu}\S*\s?){1,3})$/u

const answers =
  /^(done( (all|(step )?\d[\d\s,&and]*))?|still on it|still|stuck|later( (tomorrow|next week|in .+|\d.*))?|stop|accept|decline)$/i

/** A whole line that answers a reminder: `done 2`, `still on it`, `later tomorrow`, `hand over @ben`. */
export const answerIn = (line: string): string | undefined => {
  const said = line.replace(/\s+/g, ' ').trim().replace(/[.!]$/, '')
  const [handing, whom = 'them'] = /^hand over(?: (.+))?$/i.exec(said) ?? []
  if (handing) return somebody.test(whom) ? handing.replace(/^hand over/i, 'hand over') : undefined
  return answers.test(said) ? said.toLowerCase() : undefined
}

const bare = /^(step|change|move|reopen|remove|remind|stuck|reflect) \S|^(steps|finish)$/i

/** A line that is for a plan where nothing else is asked: `step Call the tutor`, `done 2`. */
export const wordsIn = (line: string): string | undefined => {
  const said = line.replace(/\s+/g, ' ').trim()
  return answerIn(said) ?? (bare.test(said) ? said.replace(/^\S+/, first => first.toLowerCase()) : undefined)
}

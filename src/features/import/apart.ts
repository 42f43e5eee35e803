import { headingWords, isMarked, isNumbered, type ReadPart } from '../../paper/read-part.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { behind, plain } from './same-words.ts'

/** What stands on forms that is Hearth’s. */
interface OurWords {
  /** By their letters and digits. */
  questions: ReadonlyMap<string, string>
  /** What is said under a question. */
  hints: readonly string[]
  /** The headings of tables in which whatever stands is somebody’s. */
  tables: readonly string[]
}

/** The words of walk-throughs in English, and as `say` says them in another language. */
export function ourWords(all: readonly Walkthrough[], say = (words: string): string => words): OurWords {
  const both = (words: readonly string[]) => [...new Set([...words, ...words.map(say)])]
  const steps = all.flatMap(one => one.steps)
  return {
    questions: new Map(both(steps.map(one => one.question)).map(one => [plain(one), one])),
    hints: both(steps.flatMap(one => one.note ?? [])),
    tables: both(['Steps']).map(plain),
  }
}

/**
 * The parts of a form with what somebody wrote beside our words apart from them: behind a question, behind its hint, or in the table of
 * the checklist. A question whose heading a program made a plain line of is a heading again.
 */
export function apart(parts: readonly ReadPart[], ours: OurWords): ReadPart[] {
  const asked = (words: string) => askedIn(words, ours.questions)
  const isLost = !parts.some(part => part.type === 'heading' && asked(part.text))
  let under = ''
  return parts.flatMap((part): ReadPart[] => {
    if (part.type === 'heading') under = plain(part.text)
    if (part.type === 'row') return ours.tables.includes(under) ? [part] : row(part, asked)
    if (part.type === 'answer') return [part]
    if (part.type === 'heading' || (isLost && isOurs(part.text))) {
      const found = asked(part.text)
      if (found)
        return [{ type: 'heading', level: levelOf(part), text: found.question }, ...wordsOf(found.rest)]
    }
    if (part.type === 'heading') return [part]
    return besideHint(part, ours.hints)
  })
}

const levelOf = (part: ReadPart): number => (part.type === 'heading' ? part.level : lowest)
const lowest = 6

/** A row of the checklist asks nothing again; what stands in it beside the question answers it. */
function row(part: ReadPart & { type: 'row' }, asked: (words: string) => Asked | undefined): ReadPart[] {
  for (const [at, cell] of part.cells.entries()) {
    const found = isNumbered(cell) ? asked(cell) : undefined
    if (!found) continue
    const rest = [found.rest, ...part.cells.slice(at + 1)].map(one => one.trim()).filter(Boolean)
    return rest.length === 0
      ? []
      : [{ type: 'heading', level: lowest, text: found.question }, ...wordsOf(rest.join('\n'))]
  }
  return [part]
}

function besideHint(
  part: Exclude<ReadPart, { type: 'row' | 'heading' }>,
  hints: readonly string[],
): ReadPart[] {
  for (const hint of hints) {
    const rest = behind(part.text, hint)
    if (rest === undefined) continue
    const words = wordsOf(rest)
    return words.length === 0 ? [part] : [{ type: 'aside', text: hint }, ...words]
  }
  return [part]
}

interface Asked {
  question: string
  rest: string
}

/** The question that a line is, or begins with. One that begins so by chance has neither its number nor whose words it is in. */
function askedIn(line: string, questions: OurWords['questions']): Asked | undefined {
  const words = headingWords(line)
  const same = questions.get(plain(words))
  if (same !== undefined) return { question: same, rest: '' }
  if (!isOurs(line)) return undefined
  return [...questions.values()]
    .flatMap(question => {
      const rest = behind(words, question)
      return rest === undefined ? [] : [{ question, rest: rest.replace(marks, '') }]
    })
    .toSorted((one, other) => one.rest.length - other.rest.length)[0]
}

/** The end of a question, and whose words it is in, before what was written behind it. */
const marks = /^[^\s\p{L}\p{N}(]*\s*(?:[*_]{0,2}\([^()]{1,60}\)[*_]{0,2})?/u

const isOurs = (line: string): boolean => isNumbered(line) || isMarked(line)

/** Signs that part what is ours from what is somebody’s belong to neither. */
function wordsOf(rest: string): ReadPart[] {
  const text = rest.replace(/^[\s?？.:;,*_)–—-]+/u, '').trim()
  return text === '' ? [] : [{ type: 'words', text }]
}

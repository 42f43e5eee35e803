import { headingWords, type ReadPart } from '../../paper/read-part.ts'
import { choosing, type Step, type Walkthrough } from '../walkthrough/schema.ts'
import { entriesIn, isSilence, type WrittenEntry, withStyles } from './read-entries.ts'
import { plain } from './same-words.ts'
import { tickedIn } from './ticks.ts'

/** One row of a plan's steps. */
export interface WrittenStep {
  what: string
  who?: string
  /** As it stands on the paper: `Sat, Dec 12, 2026`. */
  by?: string
  done: boolean
}

/** What was written into one form. */
export interface FilledForm {
  walkthrough: string
  /** Empty: it was never given one. */
  name: string
  answers: { step: string; entries: WrittenEntry[]; disposition?: 'parked' | 'skipped' }[]
  steps: WrittenStep[]
  notes: WrittenEntry[]
}

/** A heading with what stands under it, up to the next one. */
interface Passage {
  level: number
  words: string
  parts: ReadPart[]
}

/** As many forms as somebody can have, and headings as they have then. */
const most = { forms: 300, headings: 6_000 }

/**
 * The forms that a paper holds: a walk-through, a plan, or a whole guide of them. What is no form is passed over. `too many`: more than
 * anybody has.
 */
export function formsIn(parts: readonly ReadPart[], all: readonly Walkthrough[]): FilledForm[] | 'too many' {
  const passages = passagesIn(parts)
  if (passages.length > most.headings) return 'too many'
  const questions = new Set(all.flatMap(one => one.steps.map(step => plain(step.question))))
  const titles = new Set<number>()
  for (const [at, { level, words }] of passages.entries())
    if (questions.has(plain(words)))
      titles.add(
        passages.slice(0, at).findLastIndex(one => one.level < level && !questions.has(plain(one.words))),
      )
  if (titles.size > most.forms) return 'too many'
  return [...titles].flatMap(at => formUnder(passages, at, all) ?? [])
}

function passagesIn(parts: readonly ReadPart[]): Passage[] {
  const passages: Passage[] = [{ level: 0, words: '', parts: [] }]
  for (const part of parts)
    if (part.type === 'heading')
      passages.push({ level: part.level, words: headingWords(part.text), parts: [] })
    else passages.at(-1)?.parts.push(part)
  return passages
}

function formUnder(
  passages: readonly Passage[],
  at: number,
  all: readonly Walkthrough[],
): FilledForm | undefined {
  const title = passages[at]
  if (!title) return undefined
  const end = passages.findIndex((one, place) => place > at && one.level <= title.level)
  const under = passages.slice(at + 1, end < 0 ? undefined : end)
  const walkthrough = likeliest(title, under, all)
  if (!walkthrough) return undefined
  // What was exported says beneath its name whose it is; what a table is called is no such line.
  const isOwned = title.parts.some(
    one => (one.type === 'aside' || one.type === 'about') && plain(one.text) !== plain(title.words),
  )
  const read = withStyles(title.parts, walkthrough)
  const isBlank = plain(title.words) === plain(walkthrough.title) && !isOwned
  const passagesOf = (words: string) => under.filter(one => plain(one.words) === plain(words))
  const said = (words: string) => read(passagesOf(words).flatMap(one => one.parts))
  return {
    walkthrough: walkthrough.id,
    name: isBlank ? '' : title.words,
    answers: walkthrough.steps.flatMap(step => {
      return passagesOf(step.question).length > 0 ? [answerIn(step, said(step.question))] : []
    }),
    steps: said('Steps').flatMap(stepIn),
    notes: entriesIn(said('Notes')),
  }
}

/** Several walk-throughs ask the same: it is the one that asks most of it, and whose title stands there. */
function likeliest(
  title: Passage,
  under: readonly Passage[],
  all: readonly Walkthrough[],
): Walkthrough | undefined {
  const asked = under.map(one => plain(one.words))
  const said = title.parts.map(one => ('text' in one ? plain(one.text) : ''))
  const score = ({ title: own, steps }: Walkthrough) =>
    (plain(title.words) === plain(own) || said.some(line => line.startsWith(`${plain(own)} `)) ? 100 : 0) +
    steps.filter(step => asked.includes(plain(step.question))).length
  const [best] = all.toSorted((one, other) => score(other) - score(one))
  return best && score(best) % 100 > 0 ? best : undefined
}

function answerIn(step: Step, parts: readonly ReadPart[]): FilledForm['answers'][number] {
  const ticked = parts.flatMap(one => tickedIn(one, step) ?? [])
  const written = entriesIn(parts, step)
  const isSaid = (words: string) => parts.some(one => isSilence(one, words))
  const entries = ticked.length > 0 ? withTicked(step, ticked, written) : written
  const disposition = isSaid('Parked.') ? 'parked' : isSaid('Skipped.') ? 'skipped' : undefined
  return { step: step.id, entries, ...(disposition && entries.length === 0 && { disposition }) }
}

/** A box that is ticked is the answer, or its beginning. */
function withTicked(step: Step, ticked: readonly string[], written: readonly WrittenEntry[]): WrittenEntry[] {
  const [first, ...more] = written
  if (choosing(step.input)) return [{ text: ticked.join('; ') }, ...written]
  const words = [ticked.join(', '), first?.text].filter(Boolean).join(', ')
  return [{ text: words }, ...more]
}

function stepIn(part: ReadPart): WrittenStep[] {
  if (part.type !== 'row') return []
  const [done = '', what = '', who = '', by = ''] = part.cells
  if (done === 'Done' || what.trim() === '') return []
  return [{ what, ...(who && { who }), ...(by && { by }), done: /[☑☒✓✔xX]/u.test(done) }]
}

import type { Step, StepOption, Walkthrough } from '../schema.ts'
import type { Entry } from './entry.ts'
import { chosenIn } from './options.ts'
import { entriesOf, type Run } from './run.ts'

/** A text that a walk-through puts together from its answers. */
export interface Composed {
  title: string
  paragraphs: string[]
  /** Those that are all somebody's own words: they are said as they stand, in any language. */
  quoted: readonly string[]
  /** What its speaker should know, and does not say. */
  notes: string[]
}

/** The text of a walk-through; undefined where it makes none, or nothing was said yet. */
export function composed(walkthrough: Walkthrough, run: Run): Composed | undefined {
  const { compose, steps } = walkthrough
  const used = compose?.steps.flatMap(id => steps.find(step => step.id === id) ?? []) ?? []
  const parts = used.flatMap(step => saidTo(walkthrough, run, step))
  if (!compose || parts.length === 0) return undefined
  const paragraphs = [...(compose.opening ? [compose.opening] : []), ...parts.map(one => one.said)]
  return {
    title: compose.title,
    paragraphs,
    quoted: parts.filter(one => one.isQuoted).map(one => one.said),
    notes: [...parts.flatMap(one => one.notes), ...tooLong(walkthrough, parts, paragraphs)],
  }
}

interface Part {
  step: Step
  said: string
  isQuoted: boolean
  notes: string[]
}

/** Each person's answer to a step, as it is said. */
function saidTo({ compose, steps }: Walkthrough, run: Run, step: Step): Part[] {
  const number = steps.indexOf(step) + 1
  const phrase = compose?.phrases?.[step.id]
  const lead = compose?.named ? `${step.question}: ` : ''
  return answersTo(run, step).map(entries => {
    const [first] = entries
    const chosen = entries.flatMap(one => chosenIn(one.text, step.options))
    const words = chosen.length > 0 ? chosen.map(inWords).join(' ') : entries.map(one => one.text).join(' ')
    if (chosen.length === 0 && step.own_source)
      return { step, said: lead + ownWords(entries), isQuoted: true, notes: ownNotes(entries, number) }
    const label = chosen.map(one => one.label).join(', ') || (first?.text ?? '')
    // Words in place of a choice are its name, and say nothing more of it.
    const answer = step.options.length > 0 && chosen.length === 0 ? '' : words
    const said = phrase ? phrase.replaceAll('{label}', label).replaceAll('{answer}', answer).trim() : words
    return {
      step,
      said: lead + said,
      isQuoted: !phrase,
      notes: chosen.flatMap(noteOn),
    }
  })
}

/** What its speaker should know of a choice. */
function noteOn({ keep_in_mind: caveat, before_printing: first }: StepOption): string[] {
  const words = [caveat, first].filter(Boolean).join(' ')
  return words ? [words] : []
}

/** What is said to a step of one's own has its source behind it: the two go together. All else stands by itself. */
function answersTo(run: Run, step: Step): Entry[][] {
  const all = entriesOf(run, step.id)
  if (!step.own_source) return all.map(one => [one])
  const people = [...new Set(all.map(one => one.by.id))]
  return people.map(id => all.filter(one => one.by.id === id))
}

/** What was chosen is said in the words that stand with the option: figures are never said in others. */
const inWords = ({ label, note, source }: StepOption): string =>
  `${note ?? label}${source ? ` (${source}.)` : ''}`

/** A figure of one's own is called that, with where it comes from. */
function ownWords([figure, ...sources]: readonly Entry[]): string {
  const source = sources.map(one => one.text.replace(/[\s.]+$/, '')).join(', ')
  const own = source ? `(Our own statistic. Source: ${source}.)` : '(Our own statistic.)'
  return `${(figure?.text ?? '').replace(/[\s.]+$/, '')}. ${own}`
}

/** Whether words of one's own say where they come from. */
export const namesSource = (words: string): boolean =>
  /\(.+\)|\b(?:source|according to|survey|census|report|study)\b/i.test(words)

const ownNotes = (entries: readonly Entry[], number: number): string[] =>
  entries.length > 1 || namesSource(entries[0]?.text ?? '')
    ? []
    : [`Your statistic is your own, and has no source yet. Add it before you say it: type “edit ${number}.”`]

/** Words that are read out; punctuation is none. */
const countWords = (text: string): number => text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0

/** More words than fit are told, with the answers where most can be saved. */
function tooLong(
  { compose, steps }: Walkthrough,
  parts: readonly Part[],
  paragraphs: readonly string[],
): string[] {
  const words = paragraphs.reduce((sum, one) => sum + countWords(one), 0)
  if (!compose?.fits || words <= compose.fits) return []
  const longest = parts
    .filter(({ step }) => step.options.length === 0)
    .toSorted((a, b) => countWords(b.said) - countWords(a.said))
    .slice(0, 2)
    .map(({ step }) => steps.indexOf(step) + 1)
  const where = [...new Set(longest)].sort((a, b) => a - b).map(one => `“edit ${one}”`)
  return [
    `It is ${words} words long, and about ${compose.fits} fit on one page and into two minutes.${where.length > 0 ? ` Most can be saved here: type ${where.join(' or ')}.` : ''}`,
  ]
}

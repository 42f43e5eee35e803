import type { Step, StepOption, Walkthrough } from '../schema.ts'
import { entriesOf, type Run } from './run.ts'

/** What is offered first at a step: its own options, or what was chosen at another step of the same walk. */
export function optionsOf(walkthrough: Walkthrough, run: Run, step: Step): readonly StepOption[] {
  return fitOf(walkthrough, run, step).offered
}

/** How the options of a step fit an earlier answer. */
interface Fit {
  /** Those that are offered: what fits, or all where nothing is known to. */
  offered: readonly StepOption[]
  /** The others. */
  others: readonly StepOption[]
  /** What they fit, or are not known to, as it was said; undefined where nothing was said, or nothing is asked of them. */
  to?: string
  fits: boolean
}

/** Of the options, those that suit an earlier answer; all of them where none does, or it is not given yet. */
export function fitOf(walkthrough: Walkthrough, run: Run, step: Step): Fit {
  const all = allOptionsOf(walkthrough, run, step)
  const source = walkthrough.steps.find(one => `${walkthrough.id}.${one.id}` === step.options_for)
  const said = source ? entriesOf(run, source.id) : []
  const given = source ? said.flatMap(one => chosenIn(one.text, source.options)) : []
  const fits = (option: StepOption) => given.some(one => option.for?.includes(one.id))
  const offered = all.filter(fits)
  const to = given.length > 0 ? given.map(one => one.label).join(', ') : said[0]?.text
  return offered.length > 0
    ? { offered, others: all.filter(one => !fits(one)), ...(to && { to }), fits: true }
    : { offered: all, others: [], ...(to && { to }), fits: false }
}

/** What can be chosen at a step by its name: what is offered first, and all the rest. */
export function allOf(walkthrough: Walkthrough, run: Run, step: Step): readonly StepOption[] {
  const { offered, others } = fitOf(walkthrough, run, step)
  return [...offered, ...others]
}

function allOptionsOf(walkthrough: Walkthrough, run: Run, step: Step): readonly StepOption[] {
  const [from, id] = step.options_from?.split('.') ?? []
  const source = from === walkthrough.id ? walkthrough.steps.find(one => one.id === id) : undefined
  if (!source || source === step) return step.options
  const chosen = source.options_from ? optionsOf(walkthrough, run, source) : source.options
  const text = entriesOf(run, source.id).map(one => one.text)
  const picked = text.flatMap(one => chosenIn(one, chosen))
  const own = text.flatMap(pieces).filter(piece => chosenIn(piece, chosen).length === 0)
  const all = [...picked, ...own.map(label => ({ id: optionId(label), label: label.slice(0, 150) }))]
  const unlike = all.filter((one, at) => all.findIndex(other => other.id === one.id) === at)
  return unlike.length > 0 ? [...unlike, ...step.options] : step.options.length > 0 ? step.options : chosen
}

/** The options a line names, by number, by name or by id; people may also say something of their own. */
export function chosenIn(text: string, options: readonly StepOption[]): StepOption[] {
  const whole = options.find(one => same(one.label, text))
  if (whole) return [whole]
  return pieces(text).flatMap(piece => {
    const byNumber = /^\d{1,2}$/.test(piece) ? options[Number(piece) - 1] : undefined
    return byNumber ?? options.find(one => same(one.label, piece) || one.id === piece.toLowerCase()) ?? []
  })
}

/** The id of an option in people's own words. */
export const optionId = (words: string): string => words.slice(0, 70)

/** Nobody chooses more than this at once. */
const mostPieces = 100

/** The parts of a line of choices: between semicolons, line ends, and commas that stand in no brackets. */
export function pieces(text: string): string[] {
  const cuts: number[] = []
  let bracket = ''
  // From the end, so that each character is looked at once: it is the bracket that comes next which tells.
  for (let at = text.length - 1; at >= 0; at--) {
    const sign = text.charAt(at)
    if (sign === '(' || sign === ')') bracket = sign
    if (sign === ';' || sign === '\n' || (sign === ',' && bracket !== ')')) cuts.push(at)
  }
  return [-1, ...cuts.toReversed()]
    .map((cut, at, all) => text.slice(cut + 1, all[at + 1]).trim())
    .filter(Boolean)
    .slice(0, mostPieces)
}

const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()

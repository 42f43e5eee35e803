import { entriesOf, type Run } from './run.ts'
import type { Step, StepOption, Walkthrough } from './walkthrough.ts'

/** What can be chosen at a step: its own options, or what was chosen at another step of the same walk. */
export function optionsOf(walkthrough: Walkthrough, run: Run, step: Step): readonly StepOption[] {
  const [from, id] = step.options_from?.split('.') ?? []
  const source = from === walkthrough.id ? walkthrough.steps.find(one => one.id === id) : undefined
  if (!source || source === step) return step.options
  const chosen = source.options_from ? optionsOf(walkthrough, run, source) : source.options
  const text = entriesOf(run, source.id).map(one => one.text)
  const picked = text.flatMap(one => chosenIn(one, chosen))
  const own = text.flatMap(pieces).filter(piece => chosenIn(piece, chosen).length === 0)
  const all = [...picked, ...own.map(label => ({ id: label.slice(0, 70), label: label.slice(0, 150) }))]
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

const pieces = (text: string): string[] =>
  text
    .split(/[;\n]|,(?![^(]*\))/)
    .map(piece => piece.trim())
    .filter(Boolean)

const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()

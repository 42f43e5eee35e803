import {
  type Block,
  type Button,
  bold,
  numbered,
  type Of,
  type Part,
  progressText,
  quiet,
  type Rich,
} from '../../../core/message.ts'
import { dateInWords } from '../../../core/time/in-words.ts'
import type { Plan, PlanStep } from './plan.ts'
import type { Run } from './run.ts'
import { planOf } from './run-plan.ts'

/** A button of a plan: the same as typing it. */
export const planButton = (
  run: Run,
  label: string,
  action: string,
  style?: 'primary' | 'danger',
): Button => ({
  label,
  command: `plan @${run.id} ${action}`.trim(),
  ...(style && { style }),
})

/** How many steps are done. */
export const stepsProgress = ({ steps }: Plan): Extract<Block, { type: 'progress' }> => ({
  type: 'progress',
  done: steps.filter(step => step.done).length,
  total: steps.length,
  label: steps.length === 1 ? 'step done' : 'steps done',
})

/** What is to be done, who does it, by when, and that it is done. */
export function stepParts({ what, who, by, done }: PlanStep, today?: string, locale?: string): string[] {
  const day = by && dateInWords(by, today, locale)
  return [
    what,
    ...(who ? [who] : []),
    ...(by ? [today && !done && by < today ? `was due ${day}` : `by ${day}`] : []),
    ...(done ? [`done by ${done.by.name}`] : []),
  ]
}

/** `Call the tutor · Ana · by Sat, Dec 12`. */
export function stepLine(step: PlanStep, today?: string, locale?: string): Rich {
  const [what = '', ...about] = stepParts(step, today, locale)
  return [step.done ? what : bold(what), ...about.map(one => ` · ${one}`)]
}

/** So many steps are folded away; all of them stand where one is chosen. */
export const mostFolded = 10

/** Where the others are. */
export const moreSteps = (all: number): Of<'text'>[] =>
  all > mostFolded ? [quiet(`And ${all - mostFolded} more: “plan steps” has them all.`)] : []

/** The steps of a run that is a plan, as they stand beside its answers; undefined: it has none. */
export function plannedSteps(run: Run): Part | undefined {
  const { steps } = planOf(run)
  if (steps.length === 0) return undefined
  return [
    `Steps: ${progressText(stepsProgress(planOf(run)))}`,
    [numbered(steps.slice(0, mostFolded).map(step => stepLine(step))), ...moreSteps(steps.length)],
  ]
}

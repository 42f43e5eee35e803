import {
  type Block,
  type Button,
  bold,
  buttons,
  type Message,
  numbered,
  type Rich,
  text,
} from '../../../core/message.ts'
import { dateInWords } from '../../../core/time/in-words.ts'
import type { Plan, PlanStep } from './plan.ts'
import type { Run } from './run.ts'
import { isPlan, planOf } from './run-plan.ts'

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

/** `Call the tutor · Ana · by Sat, Dec 12`. */
export function stepLine({ what, who, by, done }: PlanStep, today?: string, locale?: string): Rich {
  const day = by && dateInWords(by, today, locale)
  const about = [
    who,
    by && (today && !done && by < today ? `was due ${day}` : `by ${day}`),
    done && `done by ${done.by.name}`,
  ].filter(Boolean)
  return [done ? what : bold(what), ...about.map(one => ` · ${one}`)]
}

/** The steps with how many are done; nothing where there are none. */
export const stepBlocks = (plan: Plan, today?: string, locale?: string): Message =>
  plan.steps.length === 0
    ? []
    : [stepsProgress(plan), numbered(plan.steps.map(step => stepLine(step, today, locale)))]

/** The steps of a run that is a plan, as they stand beside its answers. */
export const plannedSteps = (run: Run): Message =>
  planOf(run).steps.length > 0 ? [text(bold('Steps')), ...stepBlocks(planOf(run))] : []

/** What comes after the questions of a plan. */
export const planWays = (run: Run): Message =>
  isPlan(run)
    ? [
        buttons(
          planButton(run, 'Add a step', 'step', 'primary'),
          planButton(run, 'Remind me on Mondays at 9:00', 'remind monday 9:00'),
          planButton(run, 'Plan and steps', 'open'),
        ),
      ]
    : []

import {
  bold,
  buttons,
  code,
  dialog,
  form,
  heading,
  type Message,
  numbered,
  quiet,
  secondary,
  skipsFields,
  text,
} from '../../core/message.ts'
import { clip } from '../walkthrough/cards.ts'
import type { PlanStep } from '../walkthrough/run/plan.ts'
import { placeOf } from '../walkthrough/run/plan-steps.ts'
import { moreSteps, mostFolded, planButton, stepLine, stepParts } from '../walkthrough/run/plan-view.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { planOf } from '../walkthrough/run/run-plan.ts'

/** The fields of a step, filled in where one is changed. */
export function stepForm(run: Run, step?: PlanStep): Message {
  return [
    heading(step ? `Change step ${placeOf(planOf(run), step.id)} of ${run.name}` : `A step for ${run.name}`),
    dialog(
      step ? 'Change a step' : 'Add a step',
      [
        { id: 'what', label: 'What', type: 'line', ...(step && { value: step.what }) },
        { id: 'who', label: 'Who', type: 'line', ...(step?.who && { value: step.who }) },
        { id: 'by', label: 'By when', type: 'date', ...(step?.by && { value: step.by }) },
      ],
      planButton(run, step ? 'Save' : 'Add it', step ? `save ${step.id}` : 'add', 'primary'),
    ),
    step
      ? quiet('Or type ', code(`plan change ${placeOf(planOf(run), step.id)} by Dec 19`), '.')
      : quiet('Only “What” is needed. Or type ', code('plan step Call the tutor, Ana, by Dec 12'), '.'),
  ]
}

/** Where a step stands after it was moved, among the others, with the way to move it on. */
export function movedCard(run: Run, step: PlanStep, today: string, locale: string | undefined): Message {
  const { steps } = planOf(run)
  const place = placeOf(planOf(run), step.id)
  return [
    text('“', bold(step.what), `” is step ${place} of ${steps.length} now.`),
    numbered(steps.slice(0, mostFolded).map(one => stepLine(one, today, locale))),
    ...moreSteps(steps.length),
    buttons(
      ...(place > 1 ? [planButton(run, 'Move it up', `move ${step.id} up`)] : []),
      ...(place < steps.length ? [planButton(run, 'Move it down', `move ${step.id} down`)] : []),
      planButton(run, 'See the plan', ''),
    ),
  ]
}

/** One step chosen, and everything that can be done with it. */
export function stepsCard(
  run: Run,
  today: string,
  { locale }: { locale?: string | undefined } = {},
): Message {
  const plan = planOf(run)
  const options = plan.steps.map((step, at) => {
    const [what = '', ...about] = stepParts(step, today, locale)
    const label = clip(`${at + 1}. ${what}`, 70)
    return { value: step.id, label, ...(about.length > 0 && { hint: about.join(' · ') }) }
  })
  const back = skipsFields(planButton(run, 'Back to the plan', ''))
  return [
    ...(options.length > 0
      ? [
          form(
            [{ id: 'step', label: `Which step of ${run.name}?`, type: 'one', options }],
            planButton(run, 'Change', 'change', 'primary'),
            planButton(run, 'Remove', 'remove'),
            ...[
              planButton(run, 'Move up', 'move up'),
              planButton(run, 'Move down', 'move down'),
              planButton(run, 'Done', 'done'),
              planButton(run, 'Mark as not done', 'reopen'),
              back,
            ].map(secondary),
          ),
        ]
      : [text('There are no steps yet.'), buttons(planButton(run, 'Add a step', 'step'), back)]),
  ]
}

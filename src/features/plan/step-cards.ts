import { buttons, code, form, heading, type Message, quiet, text } from '../../core/message.ts'
import { clip } from '../walkthrough/cards.ts'
import type { PlanStep } from '../walkthrough/run/plan.ts'
import { placeOf } from '../walkthrough/run/plan-steps.ts'
import { planButton, stepBlocks } from '../walkthrough/run/plan-view.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { planOf } from '../walkthrough/run/run-plan.ts'

/** The fields of a step, filled in where one is changed. */
export function stepForm(run: Run, step?: PlanStep): Message {
  return [
    heading(step ? `Change step ${placeOf(planOf(run), step.id)} of ${run.name}` : `A step for ${run.name}`),
    form(
      [
        { id: 'what', label: 'What', type: 'line', ...(step && { value: step.what }) },
        {
          id: 'who',
          label: 'Who',
          type: 'line',
          hint: 'A name is enough',
          ...(step?.who && { value: step.who }),
        },
        { id: 'by', label: 'By when', type: 'date', ...(step?.by && { value: step.by }) },
      ],
      planButton(run, step ? 'Save' : 'Add it', step ? `save ${step.id}` : 'add', 'primary'),
    ),
    step
      ? quiet('Or type ', code(`plan change ${placeOf(planOf(run), step.id)} by 19 Dec`), '.')
      : quiet('Only “What” is needed. Or type ', code('plan step Call the tutor, Ana, by 12 Dec'), '.'),
  ]
}

/** One step chosen, and everything that can be done with it. */
export function stepsCard(
  run: Run,
  today: string,
  { said, locale }: { said?: string; locale?: string | undefined } = {},
): Message {
  const plan = planOf(run)
  const options = plan.steps.map((step, at) => ({
    value: step.id,
    label: clip(`${at + 1}. ${step.what}`, 70),
  }))
  return [
    ...(said ? [text(said)] : []),
    heading(`The steps of ${run.name}`),
    ...stepBlocks(plan, today, locale),
    ...(options.length > 0
      ? [
          form(
            [{ id: 'step', label: 'Which step', type: 'one', options }],
            ...['Done', 'Change', 'Move up', 'Move down', 'Reopen', 'Remove'].map(label =>
              planButton(run, label, label.toLowerCase()),
            ),
          ),
        ]
      : [text('There are none yet.')]),
    buttons(planButton(run, 'Add a step', 'step'), planButton(run, 'Back to the plan', '')),
    quiet(
      'Or type ',
      code('plan done 2'),
      ', ',
      code('plan change 2 by 19 Dec'),
      ', ',
      code('plan move 3 up'),
      ', ',
      code('plan remove 2'),
      '.',
    ),
  ]
}

import {
  buttons,
  code,
  facts,
  heading,
  type Message,
  quiet,
  quote,
  secondary,
  text,
} from '../../core/message.ts'
import type { Reminder } from '../../core/schedule/reminder.ts'
import { clip, press } from '../walkthrough/cards.ts'
import { datesOf } from '../walkthrough/run/dates.ts'
import { asksLast, isFinished } from '../walkthrough/run/plan.ts'
import { left, placeOf } from '../walkthrough/run/plan-steps.ts'
import { planButton, stepBlocks } from '../walkthrough/run/plan-view.ts'
import { answered, type Run } from '../walkthrough/run/run.ts'
import { planOf } from '../walkthrough/run/run-plan.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { comingBack } from './reminder.ts'
import { whyOf } from './store.ts'

/** The plan on one card: why, how far, what is to be done, and when it comes back. */
export function planCard(
  walkthrough: Walkthrough | undefined,
  run: Run,
  reminder: Reminder | undefined,
  today: string,
  locale?: string,
): Message {
  const plan = planOf(run)
  const why = whyOf(run)
  return [
    heading(run.name),
    quiet(`A plan, looked after by ${run.owner.name}`),
    ...(why ? [facts([['Why', clip(why, 200)]])] : []),
    ...stepBlocks(plan, today, locale),
    ...(plan.steps.length === 0 ? [text('There are no steps yet. A step says what, who, and by when.')] : []),
    ...(plan.stuck ?? []).map(one => quiet(`A roadblock ${one.by.name} met: ${clip(one.text, 150)}`)),
    ...(plan.reflection ? [quiet('Looking back:'), quote(plan.reflection.text)] : []),
    text(...statusLine(run, reminder)),
    ...openQuestions(walkthrough, run),
    ...ways(walkthrough, run, reminder),
    quiet(
      'Or type ',
      code('plan step Call the tutor, Ana, by 12 Dec'),
      ', ',
      code('plan done 1'),
      ' or ',
      code('plan remind monday 9:00'),
      '.',
    ),
  ]
}

/** When it comes back, or why it does not. */
export function statusLine(run: Run, reminder: Reminder | undefined): string[] {
  const plan = planOf(run)
  if (isFinished(plan)) return ['It is finished, so I am quiet about it.']
  if (plan.handing) return [`${plan.handing.to.name} was asked to look after it, and has not answered yet.`]
  if (asksLast(plan))
    return [
      'I asked several times and heard nothing, so I am quiet now. Any answer, or “plan remind monday 9:00”, begins again.',
    ]
  if (!reminder) return ['No reminder is set: I never remind you unasked.']
  return comingBack(reminder)
}

function openQuestions(walkthrough: Walkthrough | undefined, run: Run): Message {
  if (!walkthrough || run.status === 'finished') return []
  const done = answered(walkthrough, run)
  return [
    quiet(`${done} of ${walkthrough.steps.length} questions are answered.`),
    buttons(press(run, 'Go on with the questions', 'resume')),
  ]
}

function ways(walkthrough: Walkthrough | undefined, run: Run, reminder: Reminder | undefined): Message {
  const plan = planOf(run)
  const open = left(plan).slice(0, 5)
  return [
    ...(open.length > 0
      ? [
          buttons(
            ...open.map(step => planButton(run, `${placeOf(plan, step.id)} is done`, `done ${step.id}`)),
          ),
        ]
      : []),
    buttons(
      planButton(run, 'Add a step', 'step', 'primary'),
      ...(plan.steps.length > 0 ? [planButton(run, 'Change steps', 'steps')] : []),
      ...(isFinished(plan) ? [] : [planButton(run, reminder ? 'Reminder' : 'Remind me', 'remind')]),
      ...(walkthrough
        ? [
            press(run, 'Overview', 'overview'),
            press(run, 'Share', 'share'),
            press(run, 'Show a colleague', 'neighbor'),
            press(run, 'Export', 'export'),
            ...(datesOf(run).length > 0
              ? [secondary(planButton(run, 'Put it in my calendar', 'calendar'))]
              : []),
          ]
        : []),
    ),
  ]
}

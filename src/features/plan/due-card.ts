import type { Occurrence } from '../../core/incoming.ts'
import { bold, buttons, code, heading, list, type Message, plain, quiet, text } from '../../core/message.ts'
import { lateInWords } from '../../core/schedule/reminder-text.ts'
import { clip } from '../walkthrough/cards.ts'
import { asksLast, isFinished, type PlanStep } from '../walkthrough/run/plan.ts'
import { dueBy, left, nextStep } from '../walkthrough/run/plan-steps.ts'
import { planButton, stepLine, stepsProgress } from '../walkthrough/run/plan-view.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { planOf } from '../walkthrough/run/run-plan.ts'
import { whyOf } from './store.ts'

/** What an occurrence is to say of itself: late. */
export const aboutOccurrence = (occurrence: Occurrence, tz: string, locale?: string): Message => [
  ...(occurrence.late ? [quiet(lateInWords(occurrence, tz, locale))] : []),
]

/** A plan that comes back to its owner. */
export const dueCard = (run: Run, today: string, about: Message, locale?: string): Message => [
  heading(run.name),
  ...standsSo(run, today, { locale }),
  ...about,
  ...answerButtons(run, today, ''),
  quiet(
    'Or type ',
    code('done'),
    ', ',
    code('still on it'),
    ', ',
    code('stuck'),
    ', ',
    code('later'),
    ', ',
    code('hand over'),
    ' or ',
    code('plan stop'),
    '.',
  ),
]

/** A plan of a channel whose owner has left: anyone there may take it. */
export const ownerlessCard = (run: Run): Message => [
  heading(run.name),
  text(
    `${run.owner.name}, who looked after it, is not here any more. I do not bring it back here until somebody takes it over.`,
  ),
  buttons(planButton(run, 'I take it over', 'take over', 'primary')),
  quiet('Or type, in this channel, ', code('/plan take over'), '.'),
]

/** What is due, what is next, how far along, and why. */
export function standsSo(
  run: Run,
  today: string,
  { why = whyOf(run), locale }: { why?: string | undefined; locale?: string | undefined } = {},
): Message {
  const plan = planOf(run)
  const due = dueBy(plan, today)
  const next = nextStep(plan, today)
  return [
    ...(asksLast(plan)
      ? [
          text(
            bold('Is this still on?'),
            ' I have asked three times and heard nothing. I ask this once more, and am quiet about it if I hear nothing now.',
          ),
        ]
      : []),
    ...dueLines(due, today, locale),
    ...(next ? [text(bold('Next: '), plain(stepLine(next, today, locale)))] : []),
    ...(plan.steps.length > 0
      ? [stepsProgress(plan)]
      : [text('It has no steps yet. One small step is a beginning.')]),
    ...(left(plan).length === 0 && plan.steps.length > 0 && !isFinished(plan)
      ? [text('All steps are done. Is the plan finished?')]
      : []),
    ...(why ? [quiet(`Why: ${clip(why, 150)}`)] : []),
  ]
}

function dueLines(due: readonly PlanStep[], today: string, locale: string | undefined): Message {
  const [only, ...more] = due
  if (!only) return [text('Nothing is due.')]
  if (more.length === 0) return [text(bold('Due: '), plain(stepLine(only, today, locale)))]
  return [text(bold('Due:')), list(due.map(step => stepLine(step, today, locale)))]
}

/** Every way to answer. `report` is said on cards that others read too. */
export const answerButtons = (run: Run, today: string, report: '' | 'report '): Message => {
  const press = (label: string, action: string, style?: 'primary') => {
    const made = planButton(run, label, action, style)
    return 'command' in made ? { ...made, command: made.command.replace(/^plan /, `plan ${report}`) } : made
  }
  return [
    buttons(
      press('Done', doneNow(run, today), 'primary'),
      press('Still on it', 'still'),
      press('Stuck', 'stuck'),
      press('Later', 'later'),
      press('Hand over', 'hand over'),
      press('Stop', 'stop'),
    ),
  ]
}

/** A button means the steps that stood beside it: pressed twice, or weeks later, it marks no other. */
function doneNow(run: Run, today: string): string {
  const plan = planOf(run)
  const due = dueBy(plan, today)
  const [only, ...more] = due.length > 0 ? due : left(plan)
  return only && more.length === 0 ? `done ${only.id}` : 'done which'
}

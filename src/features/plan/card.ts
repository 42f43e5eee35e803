import {
  type Button,
  buttons,
  type Check,
  checks,
  facts,
  fold,
  heading,
  list,
  type Message,
  quiet,
  quote,
  secondary,
  text,
} from '../../core/message.ts'
import type { Reminder } from '../../core/schedule/reminder.ts'
import { clip, press } from '../walkthrough/cards.ts'
import { datesOf } from '../walkthrough/run/dates.ts'
import { asksLast, isFinished, type Plan, type PlanStep } from '../walkthrough/run/plan.ts'
import { left } from '../walkthrough/run/plan-steps.ts'
import { moreSteps, mostFolded, planButton, stepLine, stepParts } from '../walkthrough/run/plan-view.ts'
import { answered, type Run } from '../walkthrough/run/run.ts'
import { planOf } from '../walkthrough/run/run-plan.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { comingBack } from './reminder.ts'
import { whyOf } from './store.ts'

/** So many steps stand on the card, those that are open first; the others are behind it. */
const mostSteps = 3

/** The plan on one card: its steps to tick off, when it is reminded of, and behind that the rest. */
export function planCard(
  walkthrough: Walkthrough | undefined,
  run: Run,
  reminder: Reminder | undefined,
  {
    today,
    locale,
    seen,
    viewer,
  }: { today: string; locale?: string | undefined; seen: string; viewer: string },
): Message {
  const plan = planOf(run)
  const shown = stepsInSight(plan, viewer)
  const hidden = plan.steps.filter(step => !shown.includes(step))
  const folded = behind(run, hidden, today, locale)
  return [
    heading(run.name),
    quiet([`Owner: ${run.owner.name}`, seen, ...statusLine(run, reminder)].join(' · ')),
    ...(plan.steps.length > 0
      ? [
          checks(
            'Steps',
            `plan @${run.id} check`,
            shown.map(step => asCheck(step, today, locale)),
          ),
        ]
      : [text('No steps yet. A step says what, who, and by when.')]),
    ...folded,
    buttons(...ways(walkthrough, run, reminder, folded.length > 0)),
  ]
}

/** The steps that are open, the viewer’s own first of all, and of the done ones the last, in their own order. */
function stepsInSight(plan: Plan, viewer: string): PlanStep[] {
  const open = left(plan)
    .toSorted((a, b) => Number(isOf(b, viewer)) - Number(isOf(a, viewer)))
    .slice(0, mostSteps)
  const done = plan.steps.filter(step => step.done).slice(-Math.max(0, mostSteps - open.length))
  const inSight = open.length === mostSteps ? open : [...open, ...done]
  return plan.steps.filter(step => inSight.includes(step))
}

/** Whether somebody’s name, or the first word of it, stands under “Who”. */
function isOf({ who = '' }: PlanStep, name: string): boolean {
  const [typed, whole] = [who.replace(/^@/, '').toLowerCase(), name.toLowerCase()]
  return typed !== '' && (typed === whole || typed === whole.split(' ')[0])
}

function asCheck(step: PlanStep, today: string, locale: string | undefined): Check {
  const [what = step.what, ...about] = stepParts(step, today, locale)
  return {
    id: step.id,
    label: what,
    checked: step.done !== undefined,
    ...(about.length > 0 && { detail: about.join(' · ') }),
  }
}

/** What is read once in a while: why, the steps that found no room, the roadblocks, and what was said in the end. */
function behind(run: Run, hidden: readonly PlanStep[], today: string, locale: string | undefined): Message {
  const plan = planOf(run)
  const why = whyOf(run)
  const parts = [
    ...(why ? [facts([['Why', clip(why, 200)]])] : []),
    ...(hidden.length > 0
      ? [list(hidden.slice(0, mostFolded).map(step => stepLine(step, today, locale)))]
      : []),
    ...moreSteps(hidden.length),
    ...(plan.stuck ?? []).map(one => quiet(`A roadblock ${one.by.name} met: ${clip(one.text, 150)}`)),
    ...(plan.reflection ? [quiet('Looking back:'), quote(plan.reflection.text)] : []),
  ]
  const label =
    hidden.length > 0 ? `Why, and ${hidden.length} more ${hidden.length === 1 ? 'step' : 'steps'}` : 'Why'
  return parts.length > 0 ? [fold(label, ...parts)] : []
}

/** When it is reminded of, or why it is not. */
export function statusLine(run: Run, reminder: Reminder | undefined): string[] {
  const plan = planOf(run)
  if (isFinished(plan)) return ['It’s finished, so I’ve stopped the reminders.']
  if (plan.handing) return [`I asked ${plan.handing.to.name} to be the owner, and wait for an answer.`]
  if (asksLast(plan))
    return ['I didn’t hear back, so I’ve stopped the reminders. Any answer starts them again.']
  if (!reminder) return ['No reminder is set.']
  return comingBack(reminder)
}

/** Two in sight, and so many behind ⋯ as every menu takes: the overview has the rest. */
function ways(
  walkthrough: Walkthrough | undefined,
  run: Run,
  reminder: Reminder | undefined,
  isFolded: boolean,
): Button[] {
  const plan = planOf(run)
  const hasQuestions = walkthrough !== undefined && run.status !== 'finished'
  const remind = planButton(run, reminder ? 'Reminder' : 'Remind me', 'remind')
  return [
    // Whoever sees steps came for those: to check one off is the first thing, wherever it has a button.
    planButton(run, 'Add a step', 'step', plan.steps.length === 0 ? 'primary' : undefined),
    ...(isFinished(plan) ? [] : [isFolded ? secondary(remind) : remind]),
    ...[
      ...(hasQuestions
        ? [press(run, `Questions: ${answered(walkthrough, run)} of ${walkthrough.steps.length}`, 'resume')]
        : []),
      ...(plan.steps.length > 0 ? [planButton(run, 'Change steps', 'steps')] : []),
      ...(walkthrough
        ? [
            press(run, 'Overview', 'overview'),
            datesOf(run).length > 0
              ? planButton(run, 'Put it in my calendar', 'calendar')
              : press(run, 'Share', 'share'),
          ]
        : []),
    ].map(secondary),
  ]
}

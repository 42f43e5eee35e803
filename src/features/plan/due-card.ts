import type { Occurrence } from '../../core/incoming.ts'
import {
  type Button,
  bold,
  buttons,
  heading,
  list,
  type Message,
  plain,
  progressText,
  quiet,
  secondary,
  text,
  withFullLabel,
} from '../../core/message.ts'
import { lateInWords } from '../../core/schedule/reminder-text.ts'
import { clip } from '../walkthrough/cards.ts'
import { asksLast } from '../walkthrough/run/plan.ts'
import { dueBy, left, nextStep } from '../walkthrough/run/plan-steps.ts'
import { planButton, stepLine, stepParts, stepsProgress } from '../walkthrough/run/plan-view.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { planOf } from '../walkthrough/run/run-plan.ts'
import { whyOf } from './store.ts'

/** What an occurrence is to say of itself: late. */
export const aboutOccurrence = (occurrence: Occurrence, tz: string, locale?: string): Message => [
  ...(occurrence.late ? [quiet(lateInWords(occurrence, tz, locale))] : []),
]

/** A reminder of a plan: what is due of it, or comes next, first. */
export const dueCard = (run: Run, today: string, about: Message, locale?: string): Message => [
  heading(titleOf(run, today, locale)),
  quiet(`${run.name} · ${howFar(run)}`),
  ...standsSo(run, today, { locale }),
  ...about,
  buttons(...answerButtons(run, today)),
]

/** What the reminder is about: the step that is due, else the next one, else the plan. */
function titleOf(run: Run, today: string, locale: string | undefined): string {
  const plan = planOf(run)
  if (asksLast(plan)) return `Is “${run.name}” still on?`
  const [due, ...more] = dueBy(plan, today)
  if (due && more.length > 0) return `${more.length + 1} steps are due`
  if (due) return stepParts(due, today, locale).join(' · ')
  const next = nextStep(plan, today)
  if (next) return `Next: ${stepParts(next, today, locale).join(' · ')}`
  return plan.steps.length === 0
    ? 'What is the first small step?'
    : 'All steps are done. Is the plan finished?'
}

const howFar = (run: Run): string => {
  const plan = planOf(run)
  return plan.steps.length > 0 ? progressText(stepsProgress(plan)) : 'no steps yet'
}

/** A plan of a channel whose owner has left: anyone there may take it. */
export const ownerlessCard = (run: Run): Message => [
  text(
    bold(run.name),
    ` has no owner anymore: ${run.owner.name} isn’t here. I’ll remind this channel again once somebody takes it over.`,
  ),
  buttons(planButton(run, 'I’ll take it over', 'take over', 'primary')),
]

/** What else is due, what comes after, and why. */
export function standsSo(
  run: Run,
  today: string,
  { why = whyOf(run), locale }: { why?: string | undefined; locale?: string | undefined } = {},
): Message {
  const plan = planOf(run)
  const due = dueBy(plan, today)
  const next = due.length > 0 ? nextStep(plan, today) : undefined
  return [
    ...(asksLast(plan)
      ? [text('I’ve asked three times. If I don’t hear back, I’ll stop reminding you.')]
      : []),
    ...(due.length > 1 ? [list(due.slice(0, mostDue).map(step => stepLine(step, today, locale)))] : []),
    ...(due.length > mostDue ? [quiet(`And ${due.length - mostDue} more.`)] : []),
    ...(next ? [text('Then: ', plain(stepLine(next, today, locale)))] : []),
    ...(why ? [quiet(`Why: ${clip(why, 100)}`)] : []),
  ]
}

/** So many steps that are due are named. */
const mostDue = 4

/** What is due of a plan, in one line. */
export const dueInShort = (run: Run, today: string, locale?: string): string => titleOf(run, today, locale)

/** Every way to answer. `report` is said on cards that others read too; there all but the first are behind ⋯ where they are `short`. */
export function answerButtons(
  run: Run,
  today: string,
  { report = '', short = false }: { report?: '' | 'report '; short?: boolean } = {},
): Button[] {
  const dueButton = (label: string, action: string, style?: 'primary') => {
    const made = planButton(run, label, action, style)
    return 'command' in made ? { ...made, command: made.command.replace(/^plan /, `plan ${report}`) } : made
  }
  const about = (one: Button) => withFullLabel(`${one.label}: ${run.name}`, one)
  const visible = [
    dueButton('Done', doneNow(run, today), short ? undefined : 'primary'),
    dueButton('Still on it', 'still'),
  ]
  const others = [
    dueButton('Stuck', 'stuck'),
    dueButton('Remind me later', 'later'),
    dueButton('Hand over', 'hand over'),
    dueButton('Stop reminding', 'stop'),
  ]
  const all = short
    ? [...visible, ...others.slice(0, 3)].map(secondary)
    : [...visible, ...others.map(secondary)]
  return all.map(about)
}

/** A button means the steps that stood beside it: pressed twice, or weeks later, it marks no other. */
function doneNow(run: Run, today: string): string {
  const plan = planOf(run)
  const due = dueBy(plan, today)
  const [only, ...more] = due.length > 0 ? due : left(plan)
  return only && more.length === 0 ? `done ${only.id}` : 'done which'
}

import type { Effect } from '../../../core/effect.ts'
import {
  bold,
  buttons,
  code,
  form,
  heading,
  type Message,
  quiet,
  quote,
  secondary,
  skipsFields,
  text,
} from '../../../core/message.ts'
import { reminders } from '../../../core/schedule/reminder.ts'
import type { Tx } from '../../../core/store.ts'
import { UserError } from '../../../core/user-error.ts'
import { clip } from '../../walkthrough/cards.ts'
import {
  answered,
  finished,
  isFinished,
  type Plan,
  type PlanStep,
  scheduleOf,
} from '../../walkthrough/run/plan.ts'
import {
  doneWith,
  dueBy,
  left,
  nextStep,
  placeOf,
  reopened,
  stepNamed,
} from '../../walkthrough/run/plan-steps.ts'
import { planButton, stepsProgress } from '../../walkthrough/run/plan-view.ts'
import type { Run } from '../../walkthrough/run/run.ts'
import { planOf } from '../../walkthrough/run/run-plan.ts'
import { whoIs } from '../../walkthrough/store.ts'
import { setPendingQuestion } from '../pending-question.ts'
import { changed, inItsPlace, type PlanRequest, planNow } from '../refresh-cards.ts'
import { changePlan, planFor, readerFor } from '../store.ts'
import { alone, lowered, ofStep, type PlanAction } from './action.ts'

/** What is done: steps, one by one or all that is due; and with the last of them, or when its people say so, the plan. */
export const doneActions: readonly PlanAction[] = [
  {
    name: 'done',
    takes: /^(all\b|which$|(step )?s?\d)/,
    phrases: ['done', 'done …'],
    whileOpen: true,
    prefersWaiting: true,
    answersReminder: lowered(/^((all|(step )?\d[\d\s,&and]*))?$/),
    inWords: rest =>
      /^\D*$/.test(rest) ? 'Mark what is due as done' : ofStep(step => `Mark step ${step} as done`)(rest),
    run: done,
  },
  { name: 'check', takes: /^([+-]s\d|$)/, run: check },
  { name: 'finish', takes: alone, inItsThread: 'alone', inWords: () => 'Finish the plan', run: finish },
  { name: 'reflect', inItsThread: 'followed', isAnswer: () => true, run: reflect },
]

/** `done` is what is due, or what is left; which, where that is several. */
async function done(asked: PlanRequest): Promise<Effect[]> {
  const { call, id, rest } = asked
  const { today } = await readerFor(call)
  const run = await planFor(call.library, call, id)
  const named = stepsMeant(planOf(run), asked)
  const due = dueBy(planOf(run), today)
  const open = due.length > 0 ? due : left(planOf(run))
  if (open.length === 0) return [inItsPlace(asked, isAllDone(run))]
  if (!named && (open.length > 1 || /^which$/i.test(rest))) return [inItsPlace(asked, whichStep(run, open))]
  const meant = named ?? open.map(step => step.id)
  const { run: kept, before } = await changePlan(call, id, (plan, _, tx) => markDone(asked, plan, meant, tx))
  const marked = planOf(kept).steps.filter(step => meant.includes(step.id))
  const already = marked.every(step => planOf(before).steps.some(one => one.id === step.id && one.done))
  if (isFinished(planOf(kept))) return askBack(asked, kept, marked)
  return changed(asked, kept, doneNote(kept, marked, today, already))
}

/** Boxes that were ticked or cleared on the plan’s card: `+s1 -s2`. */
async function check(asked: PlanRequest): Promise<Effect[]> {
  const { call, id, rest } = asked
  const changes = rest.split(/\s+/).filter(Boolean)
  const named = (sign: string) => changes.filter(one => one.startsWith(sign)).map(one => one.slice(1))
  const [done, open] = [named('+'), named('-')]
  if (done.length + open.length === 0) return [inItsPlace(asked, await planNow(call, asked, id))]
  const { run } = await changePlan(call, id, async (plan, _, tx) => {
    const again = open.reduce((so, step) => reopened(so, stepNamed(so, step).id), plan)
    return done.length > 0
      ? markDone(
          asked,
          again,
          done.map(step => stepNamed(again, step).id),
          tx,
        )
      : again
  })
  if (isFinished(planOf(run)))
    return askBack(
      asked,
      run,
      planOf(run).steps.filter(step => done.includes(step.id)),
    )
  return changed(asked, run, await planNow(call, asked, id))
}

async function markDone(
  { call, id }: PlanRequest,
  plan: Plan,
  steps: readonly string[],
  tx: Tx,
): Promise<Plan> {
  const names = steps.map(step => stepNamed(plan, step).what).join('; ')
  const after = doneWith(plan, steps, whoIs(call), call.at)
  const said = answered(after, { by: whoIs(call), at: call.at, words: `done: ${clip(names, 100)}` })
  if (left(after).length > 0) return said
  await tx.delete(reminders, scheduleOf(id))
  return finished(said, call.at)
}

async function finish(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  const { run } = await changePlan(call, id, async (plan, _, tx) => {
    await tx.delete(reminders, scheduleOf(id))
    return finished(plan, plan.finishedAt ?? call.at)
  })
  return askBack(asked, run, [])
}

/** Everything is behind: one question, and then silence. */
async function askBack(asked: PlanRequest, run: Run, marked: readonly PlanStep[]): Promise<Effect[]> {
  await setPendingQuestion(asked, 'reflect')
  return changed(asked, run, finishedCard(run, marked))
}

async function reflect(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  const words = (asked.rest || call.values.reflection || '').trim()
  if (words === '') return [inItsPlace(asked, finishedCard(await planFor(call.library, call, id), []))]
  const { run } = await changePlan(call, id, plan => {
    if (!isFinished(plan))
      throw new UserError('That question comes when the plan is finished: “plan finish”.')
    return { ...plan, reflection: { by: whoIs(call), at: call.at, text: words } }
  })
  return changed(asked, run, [
    text('Thank you. That’s saved with “', bold(run.name), '.”'),
    quote(words),
    buttons(planButton(run, 'See the plan', '')),
  ])
}

/** The steps that were named: `2`, `1 and 3`, `s4`, `all`; undefined where none was. */
function stepsMeant(plan: Plan, { call, rest }: PlanRequest): string[] | undefined {
  if (/^which$/i.test(rest)) return undefined
  if (/^all\b/i.test(rest)) return left(plan).map(step => step.id)
  const typed = rest || call.values.step || ''
  const names = typed.split(/[\s,&]+|\band\b/).filter(Boolean)
  return names.length > 0 ? names.map(name => stepNamed(plan, name).id) : undefined
}

const whichStep = (run: Run, open: readonly PlanStep[]): Message => [
  text('Which step of “', bold(run.name), '” is done?'),
  buttons(
    ...open
      .slice(0, 3)
      .map(step =>
        planButton(run, clip(`${placeOf(planOf(run), step.id)}. ${step.what}`, 40), `done ${step.id}`),
      ),
    ...open
      .slice(3, 7)
      .map(step =>
        secondary(
          planButton(run, clip(`${placeOf(planOf(run), step.id)}. ${step.what}`, 70), `done ${step.id}`),
        ),
      ),
    secondary(planButton(run, 'All of these', `done ${open.map(step => step.id).join(',')}`)),
  ),
  ...(open.length > 7
    ? [
        quiet(
          'For another, type its number: ',
          code(`plan done ${placeOf(planOf(run), open[7]?.id ?? '')}`),
          '.',
        ),
      ]
    : []),
]

const isAllDone = (run: Run): Message => [
  text('“', bold(run.name), '” has no open steps. Is the whole plan done?'),
  buttons(planButton(run, 'Yes, it is finished', 'finish', 'primary'), planButton(run, 'Add a step', 'step')),
]

function doneNote(run: Run, marked: readonly PlanStep[], today: string, already: boolean): Message {
  const plan = planOf(run)
  const next = dueBy(plan, today)[0] ?? nextStep(plan, today)
  return [
    text(already ? 'That was already done: ' : 'Done: ', bold(marked.map(step => step.what).join('; ')), '.'),
    stepsProgress(plan),
    ...(next ? [text('Next: ', next.what, next.who ? `, ${next.who}` : '', '.')] : []),
    buttons(
      ...marked.slice(0, 1).map(step => planButton(run, 'Mark as not done', `reopen ${step.id}`)),
      planButton(run, 'See the plan', ''),
    ),
  ]
}

function finishedCard(run: Run, marked: readonly PlanStep[]): Message {
  return [
    heading(`${run.name} is finished`),
    text(
      ...(marked.length > 0 ? ['Done: ', bold(marked.map(step => step.what).join('; ')), '. '] : []),
      'Thank you for seeing it through. I’ve stopped the reminders; everything is saved.',
    ),
    form(
      [
        {
          id: 'reflection',
          label: 'Looking back: what did you notice?',
          hint: 'Only if you like.',
          type: 'paragraph',
        },
      ],
      planButton(run, 'Save it', 'reflect', 'primary'),
      ...[
        ...marked.slice(-1).map(step => planButton(run, 'Mark as not done', `reopen ${step.id}`)),
        planButton(run, 'See the plan', ''),
      ].map(skipsFields),
    ),
  ]
}

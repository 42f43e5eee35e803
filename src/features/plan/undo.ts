import { runSubject } from '../../core/cards.ts'
import type { Call } from '../../core/command.ts'
import { type Effect, inPlace } from '../../core/effect.ts'
import { bold, buttons, type Message, text } from '../../core/message.ts'
import type { Reminder } from '../../core/schedule/reminder.ts'
import { type TakenBack, undoRule, unnoticed } from '../../core/undo/undo.ts'
import { rootMoved } from '../walkthrough/actions/owner.ts'
import { whereTheTalkIs } from '../walkthrough/apply-move.ts'
import { questionCard } from '../walkthrough/question-card.ts'
import { planButton } from '../walkthrough/run/plan-view.ts'
import { everything, isShared, isStale, openStep, type Run, runs, waits } from '../walkthrough/run/run.ts'
import { isPlan, planOf } from '../walkthrough/run/run-plan.ts'
import { without } from '../walkthrough/run/update.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { sharedTakenBack } from '../walkthrough/share.ts'
import { offerFor } from '../walkthrough/suggested-answers.ts'
import { digests } from './digest/channel-digest.ts'
import { pendingQuestions } from './pending-question.ts'
import { refreshRun } from './refresh-cards.ts'

/** How walk-throughs and plans are taken back. */
export const undoRulesOfPlans = (walkthroughs: readonly Walkthrough[]) => [
  undoRule<Run>({
    kind: runs,
    // Which question somebody looks at is theirs to go to and fro; and reminders come meanwhile.
    along: [
      'touchedAt',
      'editing',
      'fresh',
      'asking',
      'held',
      'plan.unanswered',
      'plan.remindedAt',
      'plan.told',
    ],
    apart: partsOfRun,
    // A number that a step once had goes to no other: its buttons are still there.
    stays: ['plan.made', 'questions'],
    resumed: goneOnWith,
    changedBy: lastOf,
    show: async (call, all) => (await Promise.all(all.map(one => runBack(call, walkthroughs, one)))).flat(),
  }),
  undoRule<object>({ kind: pendingQuestions, counts: [] }),
  unnoticed(digests),
]

/** Several people may answer one question: each takes their own words back. */
const partsOfRun = {
  split(document: object) {
    const run = document as Run
    return {
      ...run,
      answers: Object.fromEntries(run.answers.map(({ step, question: _, ...said }) => [step, said])),
      questions: Object.fromEntries(run.answers.map(({ step, question }) => [step, question])),
    }
  },
  join(parts: object): Run {
    const { answers, questions, plan, ...run } = parts as ReturnType<typeof partsOfRun.split>
    const all = Object.entries(questions).map(([step, question]) => ({
      step,
      question,
      entries: [],
      ...answers[step],
    }))
    const isPlanned = plan && (plan.made > 0 || Object.keys(plan).length > 1)
    return {
      ...run,
      ...(isPlanned && { plan: { ...plan, steps: plan.steps ?? [] } }),
      answers: all.filter(one => one.entries.length > 0 || one.previous || one.disposition),
    }
  },
}

/** What is typed next goes to the question that stands open again, as if no time had passed. */
function goneOnWith(run: Run, at: number, was: Run | undefined): Run {
  if (!was) return run
  const isBack = run.currentStep !== was.currentStep && run.editing === was.editing
  // An answer that was opened again since is closed: the question is asked that stood open before.
  const isTouched = run.touchedAt === was.touchedAt
  const back = isBack && isTouched && run.editing ? without(without<Run>(run, 'editing'), 'fresh') : run
  const isAsked = isBack || run.status !== was.status || run.editing !== was.editing
  return isAsked && waits(back) && isStale(back, at) ? { ...back, touchedAt: at } : back
}

function lastOf(run: Run, since: number): Run['owner'] | undefined {
  const { steps, stuck = [], answer, reflection } = planOf(run)
  const all = [
    ...everything(run),
    ...stuck,
    ...steps.flatMap(step => step.done ?? []),
    ...[answer, reflection].flatMap(one => one ?? []),
  ]
  return all.filter(one => one.at >= since).sort((a, b) => b.at - a.at)[0]?.by
}

async function runBack(
  call: Call,
  walkthroughs: readonly Walkthrough[],
  { was, now }: TakenBack<Run>,
): Promise<Effect[]> {
  const walkthrough = walkthroughs.find(one => one.id === (now ?? was)?.walkthrough)
  if (!now)
    return [inPlace(call, [text('Taken back. “', bold(was?.name ?? ''), '” is gone, as if never begun.')])]
  const moved = was && was.owner.id !== now.owner.id ? await rootMoved(call, walkthroughs, now) : []
  const answer: Message = [
    text(
      `${aloud(call, now) ? `${call.person.name} took that back. ` : 'Taken back. '}“`,
      bold(now.name),
      '” is as it was before.',
    ),
    ...(was && isAsked(was, now) && walkthrough
      ? questionCard(walkthrough, now, {
          offer: await offerFor(call, walkthroughs, now, openStep(walkthrough, now)),
        })
      : isPlan(now)
        ? [buttons(planButton(now, 'See the plan', ''))]
        : []),
  ]
  return [
    ...moved,
    ...(await refreshRun(call, walkthroughs, now, was, sharedTakenBack)),
    call.card ? inPlace(call, answer, runSubject(now.id)) : whereTheTalkIs(call, now, answer),
  ]
}

/** Whether others read what is said of it. */
const aloud = (call: Call, run: Run): boolean => !run.place.personal && !call.place.personal

/** Whether a question waits again, as it did. */
const isAsked = (was: Run, now: Run): boolean =>
  waits(now) &&
  // In a channel the question that was answered is still open there, and its card is drawn anew.
  ((was.answers !== now.answers && !isShared(now)) || was.currentStep !== now.currentStep) &&
  !isPlanAlone(was, now)

const isPlanAlone = (was: Run, now: Run): boolean =>
  JSON.stringify({ ...was, plan: undefined }) === JSON.stringify({ ...now, plan: undefined })

/** A plan’s reminder as it is again, or not any more. */
export function reminderBack(call: Call, all: readonly TakenBack<Reminder>[]): Effect[] {
  return all.flatMap(({ was, now }) => {
    const { title = '' } = now ?? was ?? {}
    const says = now
      ? `Taken back. I bring you ${title}, as before.`
      : `Taken back: ${title} isn’t set anymore.`
    return [inPlace(call, [text(says)])]
  })
}

import type { Call, Command } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import {
  type Block,
  bold,
  button,
  buttons,
  heading,
  type Message,
  progressText,
  quiet,
  text,
} from '../../core/message.ts'
import type { Reminder } from '../../core/schedule/reminder.ts'
import { instantInWords } from '../../core/time/in-words.ts'
import { clip } from '../walkthrough/cards.ts'
import { runShown, shownTo } from '../walkthrough/reviewers.ts'
import { isFinished } from '../walkthrough/run/plan.ts'
import { dueBy, nextStep } from '../walkthrough/run/plan-steps.ts'
import { planButton, stepsProgress } from '../walkthrough/run/plan-view.ts'
import { answered, type Run } from '../walkthrough/run/run.ts'
import { isPlan, planOf } from '../walkthrough/run/run-plan.ts'
import { planId } from '../walkthrough/schema.ts'
import { isIn, runs } from '../walkthrough/store.ts'
import type { PlanDeps } from './refresh-cards.ts'
import { plansHere, readerFor, reminderFor } from './store.ts'

/** How many plans are named with what they are about; each can be opened by its number. */
const most = { listed: 10, atHome: 5 }

/** `plan` alone: my plans and those shared with me, each with what comes next; and a new one. */
export async function planList(
  call: Call,
  deps: PlanDeps,
  all: readonly Run[],
  begin: Command,
): Promise<Effect[]> {
  const shownToMe = await plansShownTo(call)
  if (all.length + shownToMe.length === 0) return begin.run(call)
  const over = all.filter(run => isFinished(planOf(run)))
  return [
    privateReply([
      heading('Plans'),
      ...(await openPlans(call, deps, all, most.listed)),
      ...(over.length > 0 ? [quiet(`Finished: ${over.map(run => numbered(run, all)).join(', ')}.`)] : []),
      ...shownCards(shownToMe),
      ...(deps.walkthroughs.some(one => one.id === planId) ? newPlan(call) : []),
      quiet('“plan 1” opens the first; “plan 1 step Call the tutor, Ana, by 12 Dec” adds a step to it.'),
    ]),
  ]
}

const newPlan = ({ place }: Call): Message => [
  buttons(
    button('New plan, in my own chat', 'plan dm'),
    ...(place.personal ? [] : [button('New plan, as a thread here', 'plan thread')]),
  ),
]

/** The plans that are open, as the home page names them; nothing where there are none. */
export async function plansAtHome(call: Call, deps: PlanDeps): Promise<Message> {
  const open = await openPlans(call, deps, await plansHere(call), most.atHome)
  const shownToMe = shownCards(await plansShownTo(call))
  return open.length > 0 ? [text(bold('Plans')), ...open, ...shownToMe] : shownToMe
}

/** Each open plan with how far along it is and when it comes back, and a button that opens it. */
async function openPlans(call: Call, deps: PlanDeps, all: readonly Run[], shown: number): Promise<Message> {
  const open = all.filter(run => !isFinished(planOf(run)))
  const [named, next] = [open.slice(0, shown), open[shown]]
  if (named.length === 0) return []
  const { today } = await readerFor(call)
  const reminded = await Promise.all(named.map(run => reminderFor(call.library, run)))
  return [
    ...named.map((run, at) => inOneLine(call, deps, run, { all, today, reminder: reminded[at] })),
    ...(next ? [quiet(`And ${open.length - shown} more, the next: ${numbered(next, all)}.`)] : []),
    buttons(...named.map(run => planButton(run, clip(`Open ${run.name}`, 70), ''))),
  ]
}

function inOneLine(
  { person }: Call,
  { walkthroughs }: PlanDeps,
  run: Run,
  { all, today, reminder }: { all: readonly Run[]; today: string; reminder: Reminder | undefined },
): Block {
  const questions = walkthroughs.find(one => one.id === planId)
  const about = [
    planInShort(run, today),
    questions &&
      run.status !== 'finished' &&
      `${answered(questions, run)} of ${questions.steps.length} questions answered`,
    comesBack(reminder),
    run.owner.id !== person.id && `looked after by ${run.owner.name}`,
  ]
  return text(bold(numbered(run, all)), ` ${about.filter(Boolean).join('; ')}`)
}

function comesBack(reminder: Reminder | undefined): string {
  if (!reminder) return 'no reminder'
  if (reminder.closed) return 'its reminder is paused'
  if (reminder.paused) return 'quiet, since nobody answered'
  return `next reminder ${instantInWords(reminder.nextRunAt, reminder.rule.tz, reminder.person.locale)}`
}

const numbered = (run: Run, all: readonly Run[]): string => `${all.indexOf(run) + 1}. ${run.name}`

/** How a plan stands, in a few words: `2 of 5 steps done, 1 due, next: Call the tutor`. */
function planInShort(run: Run, today: string): string {
  const plan = planOf(run)
  if (plan.steps.length === 0) return 'no steps yet'
  const due = dueBy(plan, today)
  const next = due[0] ?? nextStep(plan, today)
  return [
    progressText(stepsProgress(plan)),
    due.length > 0 && `${due.length} due`,
    next && `next: ${clip(next.what, 60)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** Plans that a colleague showed to the asker, for them to read and write on. */
async function plansShownTo(call: Call): Promise<Run[]> {
  const shown = await call.library.find(shownTo, call.person.id)
  const found = await Promise.all(shown.map(([id]) => call.library.get(runs, runShown(id))))
  return found.flatMap(run => (run && isPlan(run) && !isIn(run, call.person.id) ? [run] : []))
}

const shownCards = (shownToMe: readonly Run[]): Message =>
  shownToMe.length === 0
    ? []
    : [
        text(bold('Shown to you')),
        buttons(
          ...shownToMe.map(run =>
            button(clip(`${run.name}, by ${run.owner.name}`, 70), `walk @${run.id} look`),
          ),
        ),
      ]

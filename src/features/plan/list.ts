import type { Call, Command } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import {
  type Button,
  bold,
  button,
  buttons,
  heading,
  type Of,
  progressText,
  quiet,
  row,
  withFullLabel,
} from '../../core/message.ts'
import type { Reminder } from '../../core/schedule/reminder.ts'
import { byId } from '../../core/store.ts'
import { dateInWords, instantInWords } from '../../core/time/in-words.ts'
import { clip } from '../walkthrough/cards.ts'
import { isFinished } from '../walkthrough/run/plan.ts'
import { dueBy, nextStep } from '../walkthrough/run/plan-steps.ts'
import { planButton, stepsProgress } from '../walkthrough/run/plan-view.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { isPlan, planOf } from '../walkthrough/run/run-plan.ts'
import { planId } from '../walkthrough/schema.ts'
import { isIn, runShown, runs, shownTo } from '../walkthrough/store.ts'
import type { PlanDeps } from './refresh-cards.ts'
import { plansHere, readerFor, reminderFor } from './store.ts'

/** So many plans are shown at once. */
const onePage = 4

/** `plan` alone: my plans and those shared with me, each with what comes next; and a new one. `from`: how many came before. */
export async function planList(
  call: Call,
  deps: PlanDeps,
  all: readonly Run[],
  begin: Command,
  from = 0,
): Promise<Effect[]> {
  const shownToMe = await plansShownTo(call)
  if (all.length + shownToMe.length === 0) return begin.run(call)
  const over = all.filter(run => isFinished(planOf(run)))
  const open = all.filter(run => !over.includes(run))
  const left = open.length - from - onePage
  return [
    privateReply([
      heading('Plans'),
      ...(await planRows(call, open.slice(from, from + onePage), all)),
      ...(over.length > 0 && left <= 0
        ? [quiet(`Finished: ${clip(over.map(run => numbered(run, all)).join(', '), 300)}.`)]
        : []),
      ...(left <= 0 ? shownRows(shownToMe) : []),
      buttons(
        ...(left > 0 ? [button(`${left} more`, `plan more ${from + onePage}`)] : []),
        ...(deps.walkthroughs.some(one => one.id === planId) ? newPlan(call) : []),
      ),
      quiet('“plan 1” opens the first one.'),
    ]),
  ]
}

const newPlan = ({ place }: Call): Button[] => [
  button('New plan for me', 'plan dm'),
  ...(place.personal ? [] : [button(`New plan in ${place.name ?? 'this channel'}`, 'plan thread')]),
]

/** The plans that are open, as the home page names them: what is due first. */
export async function plansAtHome(call: Call): Promise<Of<'row'>[]> {
  const all = await plansHere(call)
  const open = all.filter(run => !isFinished(planOf(run)))
  const { today } = await readerFor(call)
  const due = open.filter(run => dueBy(planOf(run), today).length > 0)
  const later = open.filter(run => !due.includes(run))
  return [
    ...due.map(run => dueRow(run, today, call.person.locale)),
    ...(await planRows(call, later, all)),
    ...shownRows(await plansShownTo(call)),
  ]
}

/** What is due of a plan, and how far along the whole is. */
function dueRow(run: Run, today: string, locale: string | undefined): Of<'row'> {
  const plan = planOf(run)
  const [first, ...more] = dueBy(plan, today)
  const when = first?.by ? ` · due ${dateInWords(first.by, today, locale)}` : ''
  const others = more.length > 0 ? ` · ${more.length} more due` : ''
  return row(
    [bold(clip(first?.what ?? run.name, 70)), when],
    `${run.name} · ${progressText(stepsProgress(plan))}${others}`,
    withFullLabel(`Open ${run.name}`, planButton(run, 'Open', '')),
  )
}

/** Each open plan with how far along it is and when it comes back, and a button that opens it. */
async function planRows(call: Call, some: readonly Run[], all: readonly Run[]): Promise<Of<'row'>[]> {
  const { today } = await readerFor(call)
  const reminded = await Promise.all(some.map(run => reminderFor(call.library, run)))
  return some.map((run, at) => {
    const about = [
      planInShort(run, today),
      comesBack(reminded[at]),
      run.owner.id !== call.person.id && `owner: ${run.owner.name}`,
    ]
    const open = withFullLabel(`Open ${run.name}`, planButton(run, 'Open', ''))
    return row([bold(numbered(run, all))], about.filter(Boolean).join(' · '), open)
  })
}

function comesBack(reminder: Reminder | undefined): string {
  if (!reminder) return 'no reminder'
  if (reminder.closed) return 'its reminder is paused'
  if (reminder.paused) return 'reminders stopped, since nobody answered'
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
    .join(' · ')
}

/** Plans that a colleague showed to the asker, for them to read and write on. */
async function plansShownTo(call: Call): Promise<Run[]> {
  const shown = (await call.library.find(shownTo, call.person.id)).sort(byId)
  const found = await Promise.all(shown.map(([id]) => call.library.get(runs, runShown(id))))
  return found.flatMap(run => (run && isPlan(run) && !isIn(run, call.person.id) ? [run] : []))
}

const shownRows = (shownToMe: readonly Run[]): Of<'row'>[] =>
  shownToMe.map(run =>
    row(
      [bold(run.name)],
      `${run.owner.name} asked for your thoughts`,
      withFullLabel(`Look at ${run.name}`, button('Look at it', `walk @${run.id} look`)),
    ),
  )

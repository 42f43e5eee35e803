import type { Call, Command } from '../core/command.ts'
import { aside, type Effect } from '../core/effect.ts'
import { bold, button, buttons, heading, type Message, progressText, quiet, text } from '../core/message.ts'
import { dueBy, isFinished, isPlan, nextStep, planOf } from '../core/plan.ts'
import type { Run } from '../core/run.ts'
import { instantInWords } from '../core/when-words.ts'
import { planButton, stepsProgress } from './plan-lines.ts'
import { plansHere, readerFor, reminderFor } from './plan-store.ts'
import { clip } from './walkthrough-cards.ts'
import { neighbours } from './walkthrough-neighbour.ts'
import { isIn, runs } from './walkthrough-store.ts'

/** How many plans are listed with what they are about; each can be opened by its number. */
const shownPlans = 10

/** `plan` alone: my plans and those shared with me, each with what comes next; and a new one. */
export async function planList(call: Call, begin: Command): Promise<Effect[]> {
  const all = await plansHere(call)
  const shownToMe = await plansShownTo(call)
  if (all.length + shownToMe.length === 0) return begin.run(call)
  const { today } = await readerFor(call)
  const open = all.filter(run => !isFinished(planOf(run)))
  const over = all.filter(run => isFinished(planOf(run)))
  const lines = await Promise.all(open.slice(0, shownPlans).map(run => line(call, run, all, today)))
  return [
    aside([
      heading('Plans'),
      ...lines.flat(),
      ...(open.length > shownPlans
        ? [quiet(`And ${open.length - shownPlans} more: “plan 11” opens the next.`)]
        : []),
      ...(over.length > 0 ? [quiet(`Finished: ${over.map(run => run.name).join(', ')}.`)] : []),
      ...(shownToMe.length > 0
        ? [
            text(bold('Shown to you')),
            buttons(
              ...shownToMe.map(run =>
                button(clip(`${run.name}, by ${run.owner.name}`, 70), `walk @${run.id} look`),
              ),
            ),
          ]
        : []),
      buttons(
        button('New plan, in my own chat', 'plan dm'),
        ...(call.place.personal ? [] : [button('New plan, as a thread here', 'plan thread')]),
      ),
      quiet('“plan 1” opens the first; “plan 1 step Call the tutor, Ana, by 12 Dec” adds a step to it.'),
    ]),
  ]
}

/** Plans that a colleague showed to the asker, for them to read and write on. */
async function plansShownTo(call: Call): Promise<Run[]> {
  const own = `/${call.person.id}`
  const ids = (await call.library.list(neighbours)).flatMap(([id]) =>
    id.endsWith(own) ? [id.slice(0, -own.length)] : [],
  )
  const found = await Promise.all(ids.map(id => call.library.get(runs, id)))
  return found.flatMap(run => (run && isPlan(run) && !isIn(run, call.person.id) ? [run] : []))
}

async function line(call: Call, run: Run, all: readonly Run[], today: string): Promise<Message> {
  const reminder = await reminderFor(call.library, run)
  const comes =
    reminder && !reminder.closed
      ? `next reminder ${instantInWords(reminder.nextRunAt, reminder.rule.tz)}`
      : ''
  const whose = isIn(run, call.person.id) ? '' : `shared by ${run.owner.name}`
  const about = [planInShort(run, today), comes, whose].filter(Boolean).join('; ')
  return [
    text(bold(`${all.indexOf(run) + 1}. ${run.name}`), ` ${about}`),
    buttons(planButton(run, `Open ${clip(run.name, 60)}`, '')),
  ]
}

/** How a plan stands, in a few words: `2 of 5 steps done, 1 due, next: Call the tutor`. */
export function planInShort(run: Run, today: string): string {
  const plan = planOf(run)
  if (plan.steps.length === 0) return 'no steps yet'
  const due = dueBy(plan, today).length
  const next = dueBy(plan, today)[0] ?? nextStep(plan, today)
  return [progressText(stepsProgress(plan)), due > 0 && `${due} due`, next && `next: ${clip(next.what, 60)}`]
    .filter(Boolean)
    .join(', ')
}

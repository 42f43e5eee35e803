import type { Effect } from '../core/effect.ts'
import type { Turn } from '../core/incoming.ts'
import { quiet } from '../core/message.ts'
import { isFinished, planOf, remindedOf } from '../core/plan.ts'
import { Problem } from '../core/problem.ts'
import { isPersonal, type Reminder, reminders } from '../core/reminders.ts'
import type { Run } from '../core/run.ts'
import { sent, type Tx } from '../core/store.ts'
import { dateIn } from '../core/when.ts'
import { aboutTurn, dueCard } from './plan-due-cards.ts'
import { visibleIn } from './plan-place.ts'
import { reportTogether } from './plan-report.ts'
import type { Asked } from './plan-shown.ts'
import { runs } from './walkthrough-store.ts'

/**
 * What happens when a plan comes back. The clock asks; what one turn brings is decided once. It brings the one message and
 * changes no other: a card that cannot be redrawn must not make a turn that was sent look as if it was not.
 */
export async function due({ call, id }: Asked): Promise<Effect[]> {
  const { turn } = call
  if (!turn) throw new Problem('The clock brings these. To see a plan now, type “plan”.')
  return call.library.update(async tx => {
    const reminder = await tx.get(reminders, turn.reminder)
    if (!reminder || reminder.paused) return []
    const run = await tx.get(runs, id)
    if (!run || isFinished(planOf(run))) {
      await tx.delete(reminders, turn.reminder)
      return []
    }
    const asked = remindedOf(await withoutUnsent(tx, run, reminder, turn), turn.key, call.at)
    if (!asked) return silenced(tx, turn.reminder, reminder)
    const inRoom = !isPersonal(reminder) && (await visibleIn(tx, run, reminder.place.room))
    if (inRoom) return reportTogether(tx, call, run, reminder, turn)
    await tx.put(runs, id, asked)
    return [alone(asked, reminder, turn, call.at)]
  })
}

/** What could not be brought is not left unanswered. */
async function withoutUnsent(tx: Tx, run: Run, { closed }: Reminder, turn: Turn): Promise<Run> {
  const { unanswered = [] } = run.plan ?? {}
  if (!run.plan || !closed || unanswered.length === 0) return run
  const came = await Promise.all(unanswered.map(async key => key === turn.key || (await tx.get(sent, key))))
  const after = { ...run, plan: { ...run.plan, unanswered: unanswered.filter((_, at) => came[at]) } }
  await tx.put(runs, run.id, after)
  return after
}

/** Nobody answered the last question: it is quiet until somebody does something with the plan. */
async function silenced(tx: Tx, id: string, { lease: _over, ...reminder }: Reminder): Promise<Effect[]> {
  await tx.put(reminders, id, { ...reminder, paused: true })
  return []
}

/** To the owner alone, also where the channel it went to is no longer shown it. */
function alone(run: Run, reminder: Reminder, turn: Turn, now: number): Effect {
  const { rule, place } = reminder
  const moved = isPersonal(reminder)
    ? []
    : [quiet(`It is not shared with ${place.name ?? 'the channel'} any more, so it comes to you.`)]
  const message = dueCard(run, dateIn(rule.tz, now), [...aboutTurn(turn, rule.tz), ...moved])
  return { type: 'reply', message, private: true, card: `plan/${run.id}/due` }
}

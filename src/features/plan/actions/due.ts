import type { Call } from '../../../core/command.ts'
import { DeliveryError } from '../../../core/delivery/delivery-error.ts'
import type { Effect } from '../../../core/effect.ts'
import type { Occurrence, PersonId } from '../../../core/incoming.ts'
import { quiet } from '../../../core/message.ts'
import { isPersonal, type Reminder, reminders } from '../../../core/schedule/reminder.ts'
import { sent, type Tx } from '../../../core/store.ts'
import { dateIn } from '../../../core/time/recurrence.ts'
import { UserError } from '../../../core/user-error.ts'
import { isFinished } from '../../walkthrough/run/plan.ts'
import type { Run } from '../../walkthrough/run/run.ts'
import { planOf, remindedOf } from '../../walkthrough/run/run-plan.ts'
import { cardOfRun, dueCardOf, runs } from '../../walkthrough/store.ts'
import { digestRemindersIn, postDigest } from '../digest/channel-digest.ts'
import { aboutOccurrence, dueCard, ownerlessCard } from '../due-card.ts'
import { visibleIn } from '../location.ts'
import type { PlanRequest } from '../refresh-cards.ts'
import { ownerLeft } from '../store.ts'
import { alone, type PlanAction } from './action.ts'

/** What the clock asks of a plan. */
export const due: PlanAction = { name: 'due', takes: alone, run: comeBack }

/**
 * What happens when a plan comes back. The clock asks; what one occurrence brings is decided once. It brings the one message and
 * changes no other: a card that cannot be redrawn must not make an occurrence that was sent look as if it was not.
 */
async function comeBack({ call, id }: PlanRequest): Promise<Effect[]> {
  const { occurrence } = call
  if (!occurrence) throw new UserError('The clock brings these. To see a plan now, type “plan”.')
  const left = await leftOf(call, occurrence)
  return call.library.update(async tx => {
    const reminder = await tx.get(reminders, occurrence.reminder)
    if (!reminder || reminder.paused) return []
    const run = await tx.get(runs, id)
    if (!run || isFinished(planOf(run))) {
      await tx.delete(reminders, occurrence.reminder)
      return []
    }
    const asked = remindedOf(await withoutUnsent(tx, run, reminder, occurrence), occurrence.key, call.at)
    if (!asked) return silenced(tx, occurrence.reminder, reminder)
    const inChannel = !isPersonal(reminder) && (await visibleIn(tx, run, reminder.place.conversation))
    if (left.has(run.owner.id)) return ownerless(tx, occurrence, reminder, run, inChannel)
    if (inChannel) return postDigest(tx, call, { run, reminder, occurrence, left })
    await tx.put(runs, id, asked)
    return [toOwner(asked, reminder, occurrence, call.at)]
  })
}

/** Who of those whose plans may come now has left: asked before anything is decided, since platforms take their time. */
async function leftOf({ library, colleague }: Call, occurrence: Occurrence): Promise<ReadonlySet<PersonId>> {
  const one = await library.get(reminders, occurrence.reminder)
  const here = one && !isPersonal(one) ? await digestRemindersIn(library, one.place.conversation) : []
  const owners = [
    ...new Set([one, ...here.map(([, other]) => other)].flatMap(other => other?.person.id ?? [])),
  ]
  const known = await Promise.all(owners.map(id => colleague(id)))
  return new Set(known.flatMap(({ id, unknown }) => (unknown === 'nobody' ? [id] : [])))
}

/** Nobody decides about it any more. Its channel is told once, or whoever else is in it; then it waits for somebody to take it. */
async function ownerless(
  tx: Tx,
  occurrence: Occurrence,
  reminder: Reminder,
  run: Run,
  inChannel: boolean,
): Promise<Effect[]> {
  const closed = ownerLeft(run)
  if (!inChannel || reminder.closed) throw new DeliveryError('unreachable', closed)
  await tx.put(reminders, occurrence.reminder, { ...reminder, closed })
  return [{ type: 'reply', message: ownerlessCard(run), card: cardOfRun(dueCardOf, run.id) }]
}

/** What could not be brought is not left unanswered. */
async function withoutUnsent(tx: Tx, run: Run, { closed }: Reminder, occurrence: Occurrence): Promise<Run> {
  const { unanswered = [] } = run.plan ?? {}
  if (!run.plan || !closed || unanswered.length === 0) return run
  const came = await Promise.all(
    unanswered.map(async key => key === occurrence.key || (await tx.get(sent, key))),
  )
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
function toOwner(run: Run, reminder: Reminder, occurrence: Occurrence, now: number): Effect {
  const { rule, place } = reminder
  const { locale } = reminder.person
  const moved = isPersonal(reminder)
    ? []
    : [quiet(`It isn’t shared with ${place.name ?? 'the channel'} anymore, so it comes to you.`)]
  const message = dueCard(
    run,
    dateIn(rule.tz, now),
    [...aboutOccurrence(occurrence, rule.tz, locale), ...moved],
    locale,
  )
  return { type: 'reply', message, private: true, card: cardOfRun(dueCardOf, run.id) }
}

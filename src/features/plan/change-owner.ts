import type { Call } from '../../core/command.ts'
import { isPersonal, type Reminder, reminders, resumed } from '../../core/schedule/reminder.ts'
import type { Tx } from '../../core/store.ts'
import { answered, scheduleOf } from '../walkthrough/run/plan.ts'
import { inHandsOf, type Run } from '../walkthrough/run/run.ts'
import { planOf } from '../walkthrough/run/run-plan.ts'
import { focuses, runs, whoIs } from '../walkthrough/store.ts'
import { reminderOf } from './reminder.ts'

/** Makes the asker the owner of a plan and of its reminder. Whether they may be is asked before. */
export async function toOwn(tx: Tx, call: Call, before: Run, zone: string): Promise<Run> {
  const run = ownedBy(call, before)
  await tx.put(runs, run.id, run)
  await tx.put(focuses, run.owner.id, { ...(await tx.get(focuses, run.owner.id)), latest: run.id })
  const reminder = await tx.get(reminders, scheduleOf(run.id))
  if (reminder) await tx.put(reminders, scheduleOf(run.id), await givenOver(tx, reminder, call, run, zone))
  return run
}

/** The run with its asker for an owner. */
function ownedBy(call: Call, before: Run): Run {
  const { handing: _, ...plan } = answered(planOf(before))
  const owner = whoIs(call)
  const answer = { by: owner, at: call.at, words: 'is the owner now' }
  return { ...inHandsOf(before, owner, call.at), plan: { ...plan, answer } }
}

/** The reminder as its new owner has it: at their own local time where it comes to their chat. */
async function givenOver(tx: Tx, one: Reminder, call: Call, run: Run, zone: string): Promise<Reminder> {
  const { place, follows } = one
  const personal = isPersonal(one)
  const rule = personal ? { ...one.rule, tz: zone } : one.rule
  const about = { rule, place, personal, person: call.person, ...(follows && { follows }) }
  return resumed(tx, { ...one, ...reminderOf(run, about) }, call.at)
}

import type { Call } from '../../core/command.ts'
import { effectivePreferencesOf } from '../../core/schedule/preferences.ts'
import { type Reminder, reminders, resumed } from '../../core/schedule/reminder.ts'
import { byId, type Index, type Tx } from '../../core/store.ts'
import { monthFirst } from '../../core/time/reader-locale.ts'
import { dateIn } from '../../core/time/recurrence.ts'
import { UserError } from '../../core/user-error.ts'
import { answered, asksLast, type Plan, scheduleOf, stepsTold } from '../walkthrough/run/plan.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { isPlan, planOf } from '../walkthrough/run/run-plan.ts'
import { may, runs, runsHere, shares, sharesByConversation } from '../walkthrough/store.ts'
import type { StepReader } from './parse-step.ts'

/** Why a group is gathered: the guide's first question, in one line where it is shown small. */
export const whyOf = (run: Run): string | undefined =>
  run.answers.find(one => one.step === 'why-group')?.entries.at(-1)?.text

/** Who is in a plan may change it, and so may who is in the channel it was shared with. */
async function mayPlan(tx: Pick<Tx, 'get'>, call: Call, run: Run): Promise<boolean> {
  if (may(run, call)) return true
  const share = await tx.get(shares, run.id)
  return share?.posted === true && share.conversation === call.place.conversation
}

/** A plan that the asker may change. @throws {UserError} in one sentence. */
export async function planFor(tx: Pick<Tx, 'get'>, call: Call, id: string): Promise<Run> {
  const run = await tx.get(runs, id)
  if (!run || !isPlan(run)) throw new UserError('I can’t find that plan: it was deleted, or never begun.')
  if (await mayPlan(tx, call, run)) return run
  throw new UserError('That plan belongs to somebody else, who has not shared it with you.')
}

/** A plan that its owner alone decides about. @throws {UserError}, with the way on where the owner has left. */
export async function ownPlan(tx: Pick<Tx, 'get'>, call: Call, id: string): Promise<Run> {
  const run = await planFor(tx, call, id)
  if (run.owner.id === call.person.id) return run
  throw new UserError(
    (await call.colleague(run.owner.id)).unknown === 'nobody'
      ? ownerLeft(run)
      : `Only ${run.owner.name}, the owner of “${run.name}”, can do that.`,
  )
}

/** What is said of a plan that nobody decides about any more. */
export const ownerLeft = ({ name, owner }: Run): string =>
  `${owner.name}, the owner of “${name}”, isn’t here anymore. “plan take over” makes it yours.`

/** Changes a plan in one commit, for those alone who may. */
export function changePlan(
  call: Call,
  id: string,
  change: (plan: Plan, run: Run, tx: Tx) => Plan | Promise<Plan>,
): Promise<{ run: Run; before: Run }> {
  return call.library.update(async tx => {
    const before = await planFor(tx, call, id)
    // Whatever is done with a plan shows that somebody is still on it.
    const run: Run = { ...before, plan: await change(answered(planOf(before)), before, tx) }
    await tx.put(runs, id, run)
    if (asksLast(planOf(before))) await wake(tx, call, id)
    return { run, before }
  })
}

/** A reminder that had fallen silent for want of an answer comes back. */
async function wake(tx: Tx, call: Call, id: string): Promise<void> {
  const one = await tx.get(reminders, scheduleOf(id))
  if (one?.paused) await tx.put(reminders, scheduleOf(id), await resumed(tx, one, call.at))
}

/** The plans somebody can go on with from here: their own, those they are in, and those of the channel; the first begun first. */
export async function plansHere(call: Call): Promise<Run[]> {
  const shared = await call.library.find(sharesByConversation, call.place.conversation)
  const theirs = await Promise.all(shared.map(([id]) => call.library.get(runs, id)))
  const found = [...(await runsHere(call)), ...theirs.flatMap(run => run ?? [])].filter(isPlan)
  const each = [...new Map(found.map(run => [run.id, run])).values()]
  return each.sort((a, b) => a.begunAt - b.begunAt || (a.id < b.id ? -1 : 1))
}

/** Plans by whom they are offered to. */
export const plansByOffer: Index<Run> = {
  name: 'plans-by-offer',
  kind: runs,
  keysOf(run) {
    const offer = isPlan(run) ? planOf(run).handing : undefined
    return offer ? [offer.to.id] : []
  },
}

/** Plans by who was told that a step of theirs is in them, as long as it is to be done. */
export const plansByStepTold: Index<Run> = {
  name: 'plans-by-step-told',
  kind: runs,
  keysOf(run) {
    const plan = isPlan(run) ? planOf(run) : undefined
    const told = new Set(plan?.told?.map(one => one.id))
    return plan ? [...told].filter(id => stepsTold(plan, id).length > 0) : []
  },
}

/** The plans that somebody was asked to look after, and has not answered yet. */
export async function plansOffered({ library, person }: Call): Promise<Run[]> {
  return (await library.find(plansByOffer, person.id)).sort(byId).map(([, run]) => run)
}

export const reminderFor = (from: Pick<Tx, 'get'>, run: Run): Promise<Reminder | undefined> =>
  from.get(reminders, scheduleOf(run.id))

/** How the asker's words about days are read. */
export async function readerFor(call: Call): Promise<StepReader> {
  const { name, locale } = call.person
  return {
    name,
    today: dateIn((await effectivePreferencesOf(call)).zone, call.at),
    monthFirst: monthFirst(locale),
  }
}

import type { Call } from '../../../core/command.ts'
import { type Effect, inPlace, privateReply, send, update } from '../../../core/effect.ts'
import { buttons, type Message, text } from '../../../core/message.ts'
import { whyHeld } from '../../../core/records/legal-hold.ts'
import { nobody } from '../../../core/records/personal-data.ts'
import { purge, stillOwed, whereErased } from '../../../core/records/purge.ts'
import { reminders } from '../../../core/schedule/reminder.ts'
import { UserError } from '../../../core/user-error.ts'
import { applyMove, type MoveOutcome, renderOutcome } from '../apply-move.ts'
import { press, rootNow } from '../cards.ts'
import { askedFirst, whomCard } from '../give-first.ts'
import { colleagueMeant } from '../pick-colleague.ts'
import { scheduleOf } from '../run/plan.ts'
import type { Run } from '../run/run.ts'
import type { Walkthrough } from '../schema.ts'
import { owned, unshared } from '../share.ts'
import { cardOfRun, rootOf, runFor, runs, whoIs } from '../store.ts'
import type { Action, RunRequest } from './action.ts'

const mostInvited = 100

/** What only the owner of a run decides: who else is in it, who looks after it, and its end. */
export const ownerActions = {
  'hand over': asked => give(asked, 'hand over'),
  invite: asked => give(asked, 'invite'),
  'take over': takeOver,
  delete: erase,
} satisfies Readonly<Record<string, Action>>

/** One that nobody looks after any more goes on with whoever of its people takes it. */
async function takeOver({ call, id, walkthroughs: all }: RunRequest): Promise<Effect[]> {
  const { owner, name } = await runFor(call.library, call, id)
  if (owner.id === call.person.id) throw new UserError(`“${name}” is yours already.`)
  if (owner.id !== nobody.id)
    throw new UserError(`${owner.name} is the owner of “${name}”. Ask them to hand it over to you.`)
  const played = await applyMove(call, all, id, { type: 'hand over', to: whoIs(call) })
  return [...(await rootMoved(call, all, played.run)), ...(await renderOutcome(call, all, played))]
}

/** Gives a run to a colleague, or lets one in. */
async function give(asked: RunRequest, type: 'hand over' | 'invite'): Promise<Effect[]> {
  const { call, id, rest, walkthroughs: all } = asked
  const first = await askedFirst(asked, type)
  if (first) return first
  const run = await owned(call, id)
  if (type === 'invite' && run.invited.length >= mostInvited)
    throw new UserError(
      `${mostInvited} colleagues may answer in “${run.name}” already, which is as many as I keep. For more, “share” it in a channel, or begin one there with “thread”.`,
    )
  const meant = await colleagueMeant(call, rest, whomCard(run, type))
  if ('ask' in meant) return [privateReply(meant.ask)]
  const played = await applyMove(call, all, id, { type, to: meant.to })
  return [...(await renderOutcome(call, all, played)), ...(await welcomed(call, played, meant.to.id, type))]
}

/** Tells the colleague. */
async function welcomed(
  call: Call,
  { walkthrough, run }: MoveOutcome,
  who: string,
  type: 'hand over' | 'invite',
): Promise<Effect[]> {
  const words = type === 'invite' ? 'invited you to help with' : 'made you the owner of'
  const told = send({ person: who }, [
    text(`${call.person.name} ${words} “${run.name}”.`),
    buttons(press(run, 'Continue it', 'ask', 'primary'), press(run, 'Look at it', 'overview')),
  ])
  return type === 'invite' ? [told] : [...(await rootMoved(call, [walkthrough], run)), told]
}

/** A private run moves with its owner: its card stands in their chat from now on. */
export async function rootMoved(call: Call, all: readonly Walkthrough[], run: Run): Promise<Effect[]> {
  const walkthrough = all.find(one => one.id === run.walkthrough)
  if (!run.place.personal || !walkthrough) return []
  const root = await rootNow(call, walkthrough, run)
  return [
    {
      type: 'send',
      to: { person: run.owner.id },
      message: root,
      card: cardOfRun(rootOf, run.id),
      listen: true,
    },
  ]
}

/** Deletes a run for good, once it was said twice. */
async function erase({ call, id, rest }: RunRequest): Promise<Effect[]> {
  const run = await owned(call, id)
  const why = await whyHeld(call.library, id)
  if (why) throw new UserError(`“${run.name}” is ${why}. It can’t be deleted until that ends.`)
  if (rest === 'no') return [inPlace(call, [text(`All right. “${run.name}” is still here.`)])]
  const sure: Message = [
    text(`Delete “${run.name}” and all its answers for good? It can’t be undone.`),
    buttons(press(run, 'Delete it', 'delete yes', 'danger'), press(run, 'Keep it', 'delete no')),
  ]
  if (rest !== 'yes') return [privateReply(sure)]
  const { owed } = await purge(call.library, async tx => {
    await tx.delete(runs, id)
    await tx.delete(reminders, scheduleOf(id))
  })
  const root = update(rootOf(id), [text(`“${run.name}” was deleted.`)])
  const told = [
    text(`“${run.name}” is deleted, ${whereErased(call.library, 'here and in the backups')}.`),
    ...(owed ? [stillOwed] : []),
  ]
  return [root, ...(await unshared(call, id)), inPlace(call, told)]
}

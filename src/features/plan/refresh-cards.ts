import { runSubject } from '../../core/cards.ts'
import type { Call } from '../../core/command.ts'
import { type Effect, privateReply, replace, update } from '../../core/effect.ts'
import type { Message } from '../../core/message.ts'
import type { RunRequest } from '../walkthrough/actions/action.ts'
import { rootCard } from '../walkthrough/cards.ts'
import type { Run } from '../walkthrough/run/run.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { planId } from '../walkthrough/schema.ts'
import { sharedFollows } from '../walkthrough/share.ts'
import { rootOf } from '../walkthrough/store.ts'
import { planCard } from './card.ts'
import { refreshDigest } from './digest/channel-digest.ts'
import { planFor, readerFor, reminderFor } from './store.ts'

/** What a plan's commands are made of. */
export interface PlanDeps {
  walkthroughs: readonly Walkthrough[]
}

/** One thing asked of one plan. */
export interface PlanRequest extends RunRequest {
  /** Pressed on a card that is not to be replaced: others read it, or it holds more than this answer. */
  keepsCard: boolean
}

/** In place of the card that was pressed, unless it must stay; else for the asker's eyes. */
export const inItsPlace = ({ call, id, keepsCard }: PlanRequest, message: Message): Effect =>
  call.card && !keepsCard ? replace(message, runSubject(id)) : privateReply(message)

/** The answer to a change; every card on which the plan stands follows it. */
export async function changed(asked: PlanRequest, run: Run, message: Message): Promise<Effect[]> {
  return [inItsPlace(asked, message), ...(await refreshCards(asked.call, asked, run))]
}

/** Redraws the cards on which a plan stands. */
export async function refreshCards(call: Call, { walkthroughs }: PlanDeps, run: Run): Promise<Effect[]> {
  const walkthrough = walkthroughs.find(one => one.id === planId)
  const drawn = walkthrough
    ? [update(rootOf(run.id), rootCard(walkthrough, run)), ...(await sharedFollows(call, walkthrough, run))]
    : []
  return [...drawn, ...(await refreshDigest(call, run))]
}

/** The plan as it stands now. */
export async function planNow(call: Call, { walkthroughs }: PlanDeps, id: string): Promise<Message> {
  const run = await planFor(call.library, call, id)
  const reminder = await reminderFor(call.library, run)
  const walkthrough = walkthroughs.find(one => one.id === planId)
  return planCard(walkthrough, run, reminder, (await readerFor(call)).today, call.person.locale)
}

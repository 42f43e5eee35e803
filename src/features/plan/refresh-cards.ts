import { cards, runSubject } from '../../core/cards.ts'
import type { Call } from '../../core/command.ts'
import { type CardName, type Effect, type NewCard, privateReply, replace, update } from '../../core/effect.ts'
import type { CardRef } from '../../core/incoming.ts'
import { bold, button, buttons, type Message, text } from '../../core/message.ts'
import { unspoken } from '../../core/time/reader-locale.ts'
import type { RunRequest } from '../walkthrough/actions/action.ts'
import { behindRow, rootNow, seenNow } from '../walkthrough/cards.ts'
import { asItStands } from '../walkthrough/question-card.ts'
import { entriesOf, isShared, type Run } from '../walkthrough/run/run.ts'
import { isPlan } from '../walkthrough/run/run-plan.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { planId } from '../walkthrough/schema.ts'
import { sharedFollows } from '../walkthrough/share.ts'
import { askCardOf, cardOfRun, rootOf } from '../walkthrough/store.ts'
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
  const drawn = await refreshCards(asked.call, asked, run)
  return [inItsPlace(asked, [...message, ...(await behindRow(asked.call, run))]), ...drawn]
}

/** Redraws the cards on which a plan stands. */
export async function refreshCards(
  call: Call,
  { walkthroughs }: PlanDeps,
  run: Run,
  shared = sharedFollows,
): Promise<Effect[]> {
  const walkthrough = walkthroughs.find(one => one.id === planId)
  const drawn = walkthrough
    ? [
        ...(await shared(call, walkthrough, run)),
        update(rootOf(run.id), await rootNow(call, walkthrough, run)),
        ...(await shownFollows(call, { walkthroughs }, run)),
      ]
    : []
  return [...drawn, ...(await refreshDigest(call, run))]
}

/** Redraws the cards on which a walk-through or plan stands. `shared`: what becomes of the one that is shared. */
export async function refreshRun(
  call: Call,
  walkthroughs: readonly Walkthrough[],
  run: Run,
  before: Run = run,
  shared = sharedFollows,
): Promise<Effect[]> {
  const walkthrough = walkthroughs.find(one => one.id === run.walkthrough)
  const questions = walkthrough ? questionsRedrawn(walkthrough, before, run) : []
  if (isPlan(run)) return [...(await refreshCards(call, { walkthroughs }, run, shared)), ...questions]
  if (!walkthrough) return []
  return [
    ...(await shared(call, walkthrough, run)),
    update(rootOf(run.id), await rootNow(call, walkthrough, run)),
    ...questions,
  ]
}

/** In a channel the questions stand with what everybody said to them. */
const questionsRedrawn = (walkthrough: Walkthrough, before: Run, run: Run): Effect[] =>
  isShared(run)
    ? walkthrough.steps
        .filter(step => entriesOf(before, step.id).length !== entriesOf(run, step.id).length)
        .map(step => update(askCardOf(run, step.id), asItStands(walkthrough, run, step)))
    : []

/** The plan as its owner looked at it last in their own chat: it follows what changes, and what showed it before says so. */
const shownOf = (id: string): CardName => `run/${id}/shown`

/** Shows the plan to whoever asks. `anew`: below what was said, whatever was pressed. */
export async function planShown(asked: PlanRequest & PlanDeps, anew = false): Promise<Effect[]> {
  const { call, id } = asked
  const message = await planNow(call, asked, id)
  const shown = anew ? privateReply(message) : inItsPlace(asked, message)
  const run = await planFor(call.library, call, id)
  if (!call.place.personal || run.owner.id !== call.person.id) return [shown]
  const card: NewCard = { ...cardOfRun(shownOf, id), whileShown: true }
  const before = await call.library.get(cards, shownOf(id))
  const isElsewhere = before !== undefined && (shown.type !== 'replace' || !isPressed(before, call))
  return [{ ...shown, card } as Effect, ...(isElsewhere ? [update(before, elsewhere(run))] : [])]
}

const isPressed = ({ address, id }: CardRef, { card }: Call): boolean =>
  card?.address === address && card.id === id

const elsewhere = (run: Run): Message => [
  text('“', bold(run.name), '” is on another card now.'),
  buttons(button('See the plan', `plan @${run.id} open`)),
]

/** The card that was pressed shows the answer instead. */
async function shownFollows(call: Call, deps: PlanDeps, run: Run): Promise<Effect[]> {
  if (run.owner.id !== call.person.id) return []
  const card = await call.library.get(cards, shownOf(run.id))
  return card && !isPressed(card, call) ? [update(shownOf(run.id), await planNow(call, deps, run.id))] : []
}

/** The plan as it stands now. */
export async function planNow(call: Call, { walkthroughs }: PlanDeps, id: string): Promise<Message> {
  const run = await planFor(call.library, call, id)
  const reminder = await reminderFor(call.library, run)
  const walkthrough = walkthroughs.find(one => one.id === planId)
  return [
    ...planCard(walkthrough, run, reminder, {
      today: (await readerFor(call)).today,
      // Others may read it, each in a language of their own.
      locale: unspoken(call.person.locale),
      seen: await seenNow(call, run),
      viewer: call.person.name,
    }),
    ...(await behindRow(call, run)),
  ]
}

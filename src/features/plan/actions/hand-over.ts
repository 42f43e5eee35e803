import type { Call } from '../../../core/command.ts'
import { type Effect, send } from '../../../core/effect.ts'
import { bold, buttons, form, type Message, person, quiet, text } from '../../../core/message.ts'
import { effectivePreferencesOf } from '../../../core/schedule/preferences.ts'
import type { Reminder } from '../../../core/schedule/reminder.ts'
import type { Tx } from '../../../core/store.ts'
import { UserError } from '../../../core/user-error.ts'
import type { Action } from '../../walkthrough/actions/action.ts'
import { rootMoved } from '../../walkthrough/actions/owner.ts'
import { askedFirst } from '../../walkthrough/give-first.ts'
import { colleagueMeant } from '../../walkthrough/pick-colleague.ts'
import { answered } from '../../walkthrough/run/plan.ts'
import { planButton } from '../../walkthrough/run/plan-view.ts'
import type { Run } from '../../walkthrough/run/run.ts'
import { planOf } from '../../walkthrough/run/run-plan.ts'
import { runs, whoIs } from '../../walkthrough/store.ts'
import { toOwn } from '../change-owner.ts'
import { dueInShort, standsSo } from '../due-card.ts'
import { somebody } from '../parse-step.ts'
import { setPendingQuestion } from '../pending-question.ts'
import { changed, inItsPlace, type PlanRequest, refreshCards } from '../refresh-cards.ts'
import { comingBack } from '../reminder.ts'
import { changePlan, ownPlan, planFor, readerFor, reminderFor } from '../store.ts'
import { alone, lowered, type PlanAction } from './action.ts'

/** Hand over asks the other person first: only their yes makes the plan theirs. */
export const handOverActions: readonly PlanAction[] = [
  {
    name: 'hand over',
    takes: somebody,
    who: 'owner',
    whileOpen: true,
    answersReminder: rest => (rest === '' || somebody.test(rest) ? rest : undefined),
    isAnswer: isName,
    inWords: who => `Offer it to ${who}`,
    run: handOver,
  },
  { name: 'accept', takes: alone, who: 'offered', answersReminder: lowered(alone), run: accept },
  { name: 'decline', takes: alone, who: 'offered', answersReminder: lowered(alone), run: decline },
  { name: 'take over', takes: alone, run: takeOver },
]

async function handOver(asked: PlanRequest): Promise<Effect[]> {
  const { call, id, rest } = asked
  const run = await ownPlan(call.library, call, id)
  const meant = await colleagueMeant(call, rest, whomCard(run))
  if ('ask' in meant) {
    await setPendingQuestion(asked, 'hand over')
    return [inItsPlace(asked, meant.ask)]
  }
  const { to } = meant
  const { run: kept } = await changePlan(call, id, async (plan, _, tx) => {
    await ownPlan(tx, call, id)
    const words = `asked ${to.name} to be the owner`
    const handing = { to, by: whoIs(call), at: call.at }
    return answered({ ...plan, handing }, { by: whoIs(call), at: call.at, words, about: to.id })
  })
  const { today } = await readerFor(call)
  return [
    ...(await changed(asked, kept, [
      text(
        'I asked ',
        person(to),
        ' to be the owner of “',
        bold(run.name),
        '.” It stays yours until they say yes.',
      ),
      buttons(planButton(kept, 'See the plan', '')),
    ])),
    send({ person: to.id }, offerCard(kept, call.person.name, today)),
  ]
}

/** The yes of the one who was asked: the plan and its reminder are theirs, at their own local time. */
async function accept(asked: PlanRequest): Promise<Effect[]> {
  const { run, before, effects } = await taken(asked, tx => offered(tx, asked.call, asked.id))
  const told = send({ person: before.owner.id }, [
    text(
      `${run.owner.name} is the owner of “`,
      bold(run.name),
      '” now. You can still see it and work on it.',
    ),
    buttons(planButton(run, 'See the plan', 'open')),
  ])
  return [...effects, told]
}

/** A plan whose owner has left goes on with whoever of its people takes it. */
async function takeOver(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  const { owner, name } = await planFor(call.library, call, id)
  if (owner.id === call.person.id) throw new UserError(`“${name}” is yours already.`)
  const { unknown } = await call.colleague(owner.id)
  if (unknown === 'unanswered')
    throw new UserError(
      `I couldn’t find out whether ${owner.name} is still here. Please try again in a few minutes.`,
    )
  if (!unknown)
    throw new UserError(
      `${owner.name} is the owner of “${name}”. Ask them to type “plan hand over @${call.person.name}”.`,
    )
  const { effects } = await taken(asked, tx => planFor(tx, call, id))
  return effects
}

async function taken(asked: PlanRequest, allowed: (tx: Tx) => Promise<Run>) {
  const { call } = asked
  const { zone } = await effectivePreferencesOf(call)
  const { run, before } = await call.library.update(async tx => {
    const before = await allowed(tx)
    return { run: await toOwn(tx, call, before, zone), before }
  })
  const effects = [
    inItsPlace(asked, acceptedNote(run, await reminderFor(call.library, run))),
    ...(await rootMoved(call, asked.walkthroughs, run)),
    ...(await refreshCards(call, asked, run)),
  ]
  return { run, before, effects }
}

async function decline(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  const run = await call.library.update(async tx => {
    const before = await offered(tx, call, id)
    const { handing: _, ...plan } = planOf(before)
    const run: Run = { ...before, plan }
    await tx.put(runs, id, run)
    return run
  })
  return [
    inItsPlace(asked, [
      text(`Thanks for letting us know. ${run.owner.name} is still the owner of “${run.name}.”`),
    ]),
    send({ person: run.owner.id }, [
      text(`${call.person.name} can’t take “`, bold(run.name), '” just now. It stays yours.'),
      buttons(planButton(run, 'Ask somebody else', 'hand over'), planButton(run, 'See the plan', 'open')),
    ]),
    ...(await refreshCards(call, asked, run)),
  ]
}

/** How a plan changes hands where a walk-through's own command is asked: its reminder goes with it, so its next owner is asked first. */
export const handOverAsWalk: Readonly<Record<string, Action>> = {
  'hand over': async asked =>
    (await askedFirst(asked, 'hand over')) ?? handOver({ ...asked, keepsCard: false }),
  'take over': asked => takeOver({ ...asked, keepsCard: false }),
}

/** A single small word may be anything. */
function isName(line: string): boolean {
  return somebody.test(line.trim()) && /^(to )?[@\p{Lu}]/u.test(line.trim())
}

/** A plan that its asker was asked to take. @throws {UserError} */
async function offered(tx: Tx, call: Call, id: string): Promise<Run> {
  const run = await tx.get(runs, id)
  if (run && planOf(run).handing?.to.id === call.person.id) return run
  if (run?.owner.id === call.person.id) throw new UserError(`“${run.name}” is yours already.`)
  throw new UserError('That plan isn’t offered to you anymore.')
}

const whomCard = (run: Run): Message => [
  form(
    [
      {
        id: 'person',
        label: `Who could be the owner of “${run.name}”?`,
        hint: 'I’ll ask them first.',
        type: 'person',
      },
    ],
    planButton(run, 'Ask them', 'hand over', 'primary'),
  ),
]

const offerCard = (run: Run, by: string, today: string): Message => [
  text(`${by} asks: would you be the owner of the plan “`, bold(run.name), '”?'),
  quiet(dueInShort(run, today)),
  ...standsSo(run, today),
  quiet('The owner gets the reminders and decides when it’s finished. It stays with them until you say yes.'),
  buttons(planButton(run, 'Yes, I’ll take it', 'accept', 'primary'), planButton(run, 'Not now', 'decline')),
]

const acceptedNote = (run: Run, reminder: Reminder | undefined): Message => [
  text('“', bold(run.name), '” is yours now. Thank you.'),
  ...(reminder ? [text(comingBack(reminder).join(' '))] : []),
  buttons(planButton(run, 'See the plan', 'open'), planButton(run, 'Another time', 'remind')),
]

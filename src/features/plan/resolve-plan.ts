import type { Call } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import { type Block, bold, button, buttons, code, type Message, quiet, text } from '../../core/message.ts'
import { UserError } from '../../core/user-error.ts'
import { clip } from '../walkthrough/cards.ts'
import { isFinished } from '../walkthrough/run/plan.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { isPlan, planOf } from '../walkthrough/run/run-plan.ts'
import { askedToDelete } from '../walkthrough/split-id.ts'
import { runMeant, runs, runTypedUnder } from '../walkthrough/store.ts'
import type { PlanAction } from './actions/action.ts'
import type { ParsedPlanCommand } from './parse-command.ts'
import { askWhichPlan } from './pending-question.ts'
import { plansOffered } from './store.ts'
import { stepGiven } from './tell-step.ts'

/** The plan meant where none is named; or the question which one. @throws {UserError} where there is none. */
export async function resolvePlan(
  call: Call,
  { action, word = '', rest }: ParsedPlanCommand,
  all: readonly Run[],
): Promise<{ id: string } | { ask: Effect[] }> {
  if (action?.who === 'offered') return offerMeant(call, word)
  // “Yes, delete it”: the one that was just asked about, and no other.
  const asked = action?.name === 'delete' ? askedToDelete(call.offered) : undefined
  if (asked && all.some(one => one.id === asked)) return { id: asked }
  const here = await runTypedUnder(call)
  const run = here === undefined ? undefined : await call.library.get(runs, here)
  if (run && isPlan(run)) return { id: run.id }
  const open = all.filter(one => !isFinished(planOf(one)))
  const likely = likelyFor(call, action, open)
  const [only] = likely
  if (only && likely.length === 1) return { id: only.id }
  if (open.length === 0 && all.length === 1 && all[0]) return { id: all[0].id }
  if (all.length === 0 && ofAStep.has(action?.name ?? '')) {
    const given = await stepGiven(call)
    if (given) throw given
  }
  if (all.length === 0)
    throw action?.name === 'remind' && !/^(?:|off|stop|on|resume|list)$/i.test(rest)
      ? noTaskYet(rest, await nameMeant(call))
      : noPlan()
  const line = `${word} ${rest}`.trim()
  const choice = likely.length > 0 ? likely : all
  await askWhichPlan(call, line)
  return { ask: [privateReply([...whichCard(choice, line), orByNumber(call, all, choice, line)])] }
}

/** A plan that was offered is not among the asker's own. */
async function offerMeant(call: Call, word: string): Promise<{ id: string } | { ask: Effect[] }> {
  const [only, ...more] = await plansOffered(call)
  if (!only) throw new UserError('No plan is offered to you just now.')
  return more.length === 0 ? { id: only.id } : { ask: [privateReply(whichCard([only, ...more], word))] }
}

/** What somebody who was told of a step asks of it; adding one, or sharing, is about a plan of their own. */
const ofAStep = new Set(['steps', 'done', 'still', 'stuck', 'later', 'change', 'open', 'overview', 'reopen'])

/** The plans that an action may be about, where none is named. */
function likelyFor(call: Call, action: PlanAction | undefined, open: readonly Run[]): readonly Run[] {
  const waiting = open.filter(one => planOf(one).unanswered)
  // In a channel, the plan that lives there is meant before one that nobody else there knows of.
  const here = call.place.personal
    ? []
    : open.filter(one => !one.place.personal && one.place.conversation === call.place.conversation)
  if (here.length > 0 && action?.name === 'remind') return here
  const own = open.filter(one => one.owner.id === call.person.id)
  if (action?.prefersWaiting && waiting.length === 1) return waiting
  return action?.who === 'owner' && own.length > 0 ? own : open
}

/** A name that no plan here has. */
export const noSuchName = (name: string, plans: readonly Run[]): UserError =>
  plans.length === 0
    ? noPlan()
    : new UserError(
        `No plan here is called “${name}”. There is ${plans
          .slice(0, 10)
          .map((run, at) => `“${run.name}” (plan ${at + 1})`)
          .join(', ')}.`,
      )

/** A number that no plan in the list has. */
export const noSuchNumber = (plans: readonly Run[]): UserError =>
  plans.length === 0
    ? noPlan()
    : new UserError(
        `The plans here are 1 to ${plans.length}: “plan 1” opens the first, “plan” lists them all.`,
      )

const noPlan = (): UserError =>
  new UserError([
    text('You have no plan yet. To begin one, type ', code('plan dm Spring coffee'), '.'),
    buttons(button('Begin a plan', 'plan')),
  ])

/** A reminder that says when, and not of what, where there is no plan it could be about. */
const noTaskYet = (asked: string, name?: string): UserError => {
  const when = asked.replace(/^(?:me|us)\s+|(?:about|of) (?:it|this|that)\s+/gi, '')
  return new UserError([
    text(
      'What should I remind you about? Type it all in one line: ',
      code(clip(`remind me ${when} to call the school`, 120)),
    ),
    quiet('You have no plan yet. Once you have one, I can remind you of its steps, too.'),
    buttons(
      ...(name
        ? [button(clip(`Go on with “${name}”`, 70), `plan remind ${when} to go on with “${name}”`)]
        : []),
      button('Begin a plan', 'plan'),
    ),
  ])
}

/** What the asker is at, which has no reminders of its own. */
async function nameMeant(call: Call): Promise<string | undefined> {
  const id = await runMeant(call)
  return id === undefined ? undefined : (await call.library.get(runs, id))?.name
}

/** Asks which plan is meant, keeping what was asked. */
const whichCard = (choice: readonly Run[], line: string): Message => [
  text(bold('Which plan do you mean?')),
  buttons(...choice.slice(0, 20).map(run => button(clip(run.name, 70), `plan @${run.id} ${line}`))),
]

function orByNumber({ place }: Call, all: readonly Run[], choice: readonly Run[], line: string): Block {
  const numbers = choice.slice(0, 10).map(run => `${all.indexOf(run) + 1}: ${run.name}`)
  const first = choice[0] ? all.indexOf(choice[0]) + 1 : 1
  return quiet(
    place.personal ? 'Or type its number or its name: ' : 'Or begin with its number or its name: ',
    code(place.personal ? `${first}` : clip(`/plan ${first} ${line}`, 120)),
    ` (${numbers.join(', ')}).`,
  )
}

import type { Call } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import { bold, button, buttons, form, type Message, quiet, text } from '../../core/message.ts'
import { UserError } from '../../core/user-error.ts'
import type { RunRequest } from './actions/action.ts'
import { clip, press } from './cards.ts'
import { colleagueMeant } from './pick-colleague.ts'
import type { Who } from './run/entry.ts'
import { type Run, runs } from './run/run.ts'
import { isPlan, planOf } from './run/run-plan.ts'
import { owned } from './share.ts'
import { contentOf, runsHere, runTypedUnder } from './store.ts'

/** How a run is given to a colleague. */
export type Giving = 'neighbor' | 'invite' | 'hand over'

const givings: readonly Giving[] = ['neighbor', 'invite', 'hand over']

/** The way of giving that a line asks for, and what stands behind it. */
export function givingIn(line: string): { giving: Giving; rest: string } | undefined {
  const giving = givings.find(one => line === one || line.startsWith(`${one} `))
  return giving && { giving, rest: line.slice(giving.length).trim() }
}

/**
 * The card that asks before a run is given to somebody, with what it is and who will see it; undefined where nothing is in doubt: it is
 * all that they have, a button names the run, or a form stands on a card that names it.
 */
export async function askedFirst(asked: RunRequest, giving: Giving): Promise<Effect[] | undefined> {
  const { call, rest } = asked
  if (!isUnnamed(call) || call.values.person || rest === '') return undefined
  // Of one thing there is no doubt which is meant.
  if ((await ownHere(call)).length < 2) return undefined
  return giveCard(asked, giving)
}

/** `invite Ben` names no run; `@7f3a invite Ben` and `Spring coffee: invite Ben` do. */
const isUnnamed = ({ rest }: Call): boolean => /^(?:neighbou?r|invite|hand over)\b/i.test(rest.trim())

/** `give neighbor Ana`, of a run that was chosen: asks, and gives nothing. */
export async function give(asked: RunRequest): Promise<Effect[]> {
  const wanted = givingIn(asked.rest)
  if (!wanted) throw new UserError('Say what to do with it: “show it to Ana Ruiz” or “invite Ana Ruiz”.')
  const card = await giveCard({ ...asked, rest: wanted.rest }, wanted.giving)
  return card ?? [privateReply(whomCard(await owned(asked.call, asked.id), wanted.giving))]
}

async function giveCard(
  { call, id, rest, walkthroughs: all }: RunRequest,
  giving: Giving,
): Promise<Effect[] | undefined> {
  const run = await owned(call, id)
  const meant = await colleagueMeant(call, rest, [])
  // Nobody is found by that name: the form is shown, by whoever asks for one.
  if ('ask' in meant) return undefined
  const { to } = meant
  const others = (await ownHere(call)).length > 1
  return [
    privateReply([
      text(questionOf(giving, to), bold(run.name), '”?'),
      quiet(contentOf(all, run).title, ' · ', sizeOf(run)),
      text(whoSees(giving, run, to)),
      buttons(
        ...offeredOf(run, giving, to),
        ...(others ? [button('Something else', `walk give ${giving} ${to.id}`)] : []),
        press(run, 'Not now', 'overview'),
      ),
    ]),
  ]
}

/** Asks whom a run is to be given to; it names the run. */
export const whomCard = (run: Run, giving: Giving): Message => [
  text('“', bold(run.name), '”'),
  text(whomQuestion[giving]),
  form([{ id: 'person', label: 'Colleague', type: 'person' }], press(run, givers[giving], giving, 'primary')),
]

const whomQuestion: Readonly<Record<Giving, string>> = {
  neighbor: 'Who would you like to show it to? They can read it and comment; they can’t change it.',
  invite: 'Who else may answer?',
  'hand over': 'Who is the new owner?',
}

const givers: Readonly<Record<Giving, string>> = {
  neighbor: 'Show them',
  invite: 'Invite them',
  'hand over': 'Make them the owner',
}

function questionOf(giving: Giving, { name }: Who): string {
  if (giving === 'hand over') return `Make ${name} the owner of “`
  return giving === 'invite' ? `Let ${name} work on “` : `Show ${name} “`
}

function sizeOf(run: Run): string {
  const { answers } = run
  if (!isPlan(run)) return answers.length === 1 ? '1 answer' : `${answers.length} answers`
  const { steps } = planOf(run)
  return steps.length === 1 ? '1 step' : `${steps.length} steps`
}

function whoSees(giving: Giving, run: Run, { name }: Who): string {
  if (giving === 'invite') return `${name} will see all of it and can change it. Nobody has been told yet.`
  if (giving === 'neighbor')
    return `${name} will see its answers, except private ones, and can comment. Nobody has been told yet.`
  return isPlan(run)
    ? `I’ll ask ${name} first, and show them where it stands. Nobody has been told yet.`
    : `${name} will see all of it, and decides about it from then on. Nobody has been told yet.`
}

function offeredOf(run: Run, giving: Giving, { id, name }: Who) {
  const look = (style?: 'primary') => press(run, clip(`Show it to ${name}`, 70), `neighbor ${id}`, style)
  const work = (style?: 'primary') => press(run, clip(`Let ${name} work on it`, 70), `invite ${id}`, style)
  if (giving === 'hand over') return [press(run, 'Hand it over', `hand over ${id}`, 'primary')]
  return giving === 'invite' ? [work('primary'), look()] : [look('primary'), work()]
}

const ownHere = async (call: Call): Promise<Run[]> =>
  (await runsHere(call)).filter(run => run.owner.id === call.person.id)

/**
 * What somebody means who gives away “it”: that of the thread, or what the card they were shown last is about, or all that they have.
 * Where none of these says which, it is asked. @throws {UserError} where there is nothing.
 */
export async function thingMeant(call: Call, line: string): Promise<{ id: string } | { ask: Effect[] }> {
  const here = await runTypedUnder(call)
  if (here) return { id: here }
  const shown = new Set(call.offered.flatMap(one => /^(?:walk|plan) @(\S+)/.exec(one)?.[1] ?? []))
  const [last] = shown
  if (last && shown.size === 1 && (await call.library.get(runs, last))) return { id: last }
  const own = await ownHere(call)
  const [only] = own
  if (only && own.length === 1) return { id: only.id }
  return { ask: whichOf(own, line) }
}

/** Asks which of their own things somebody means; a choice leads to the card that asks once more. */
export async function whichToGive(call: Call, line: string): Promise<Effect[]> {
  return whichOf(await ownHere(call), line)
}

function whichOf(own: readonly Run[], line: string): Effect[] {
  if (own.length === 0)
    throw new UserError('You have nothing yet that could be shared. “gathering” begins a checklist.')
  const card: Message = [
    text(bold('Which one do you mean?')),
    buttons(...own.slice(0, 20).map(run => press(run, clip(run.name, 70), `give ${line}`))),
  ]
  return [privateReply(card)]
}

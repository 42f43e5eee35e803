import type { Call, Command } from '../core/command.ts'
import { looksLikeDate } from '../core/dates.ts'
import { aside, type Effect } from '../core/effect.ts'
import { isFinished, planId, planOf } from '../core/plan.ts'
import type { Walkthrough } from '../core/walkthrough.ts'
import { answerActions } from './plan-answers.ts'
import { due } from './plan-due.ts'
import { handOverActions } from './plan-hand-over.ts'
import { putting } from './plan-later.ts'
import { planList } from './plan-list.ts'
import { remindActions } from './plan-remind.ts'
import { sharing } from './plan-share.ts'
import { type Asked, inItsPlace, type PlanAction, planNow } from './plan-shown.ts'
import { stepActions } from './plan-steps.ts'
import { planFor, plansHere } from './plan-store.ts'
import { type ActionNames, noSuchNumber, planMeant, readWanted } from './plan-which.ts'
import { walkthroughCommand } from './walkthrough.ts'
import { walkCommand } from './walkthrough-walk.ts'

/** `@ben`, `ben`, `Ben Miller`; not `the keys early`. */
const somebody = /^(to )?(@.*|\S+|(\p{Lu}\S*\s?){1,3})$/u

/** What an action's name may be followed by, where that is not just anything. */
const follow: ActionNames = {
  step: /^(?!by step\b)/,
  steps: /^$/,
  open: /^$/,
  add: /^$/,
  save: /^s\d/,
  remove: /^(step )?s?\d/,
  reopen: /^(step )?s?\d/,
  move: /^(up|down|(step )?s?\d)/,
  change: /^(step )?s?\d/,
  done: /^(all\b|which$|(step )?s?\d)/,
  'still on it': /^$/,
  still: /^$/,
  // `later in the spring` is an answer, `later in March` and `later in two weeks` are not.
  later: { test: rest => looksLikeDate(rest.replace(/^in (?!\S+ (day|week|month))/i, '')) },
  'hand over': somebody,
  share: /\b(here|channel|room|team|conversation|thread)$/i,
  overview: /^$/,
  resume: /^$/,
  form: /^$/,
  export: /^$/,
  unshare: /^$/,
  delete: /^(yes)?$/,
  neighbour: somebody,
  neighbor: somebody,
  invite: somebody,
  finish: /^$/,
  accept: /^$/,
  decline: /^$/,
  'take over': /^$/,
  stop: /^$/,
  due: /^$/,
}

/** `plan 2` is a plan of the list, whether there is one or not. */
const isNumber = /^\d{1,2}$/

/** What only a plan that is open can be told; a card of one that is finished shows it as it stands. */
const whileOpen = new Set(['done', 'still on it', 'still', 'stuck', 'later', 'hand over', 'stop'])

/** `plan`: the guide's four questions, and then steps, with a reminder that comes back until they are done. */
export function planCommand(walkthrough: Walkthrough, all: readonly Walkthrough[]): Command {
  const parts = { walkthroughs: all }
  const base = walkthroughCommand(walkthrough, all)
  const reminding = remindActions(parts)
  const actions: Readonly<Record<string, PlanAction>> = {
    open: async ({ call, id }) => [aside(await planNow(call, parts, id))],
    ...stepActions(parts),
    ...reminding,
    ...answerActions(parts),
    ...handOverActions(parts),
    later: putting(parts),
    share: sharing(parts, reminding.remind),
    due,
    ...asWalk(all),
  }
  const names: ActionNames = Object.fromEntries(Object.keys(actions).map(name => [name, follow[name]]))

  return {
    ...base,
    prose: true,
    hint: '[name | step … | done 2 | remind monday 9:00]',
    examples: [
      [`${planId} dm ${walkthrough.run_name_hint}`, 'begins a plan in your own chat with me'],
      [planId, 'lists your plans and those shared with you'],
      ['plan step Call the tutor, Ana, by 12 Dec', 'adds a step: what, who, by when'],
      ['plan remind monday 9:00', 'brings it back every week; “plan remind off” stops that'],
    ],
    phrases: {
      plans: '',
      steps: 'steps',
      'step …': 'step',
      done: 'done',
      'done …': 'done',
      'still on it': 'still',
      stuck: 'stuck',
      'stuck …': 'stuck',
      later: 'later',
      'later …': 'later',
      'remind …': 'remind',
      'reopen …': 'reopen',
    },
    async claims(call, rest) {
      if ((await base.claims?.(call, rest)) || isNumber.test(rest)) return true
      const { id, action } = readWanted(rest, await plansHere(call), names)
      return (id ?? action) !== undefined
    },
    async run(call) {
      const line = call.rest.trim()
      if (/^(dm|thread|from)\b/i.test(line)) return base.run(call)
      const kept = line.startsWith('report ')
      const plans = await plansHere(call)
      const wanted = readWanted(kept ? line.slice('report '.length) : line, plans, names)
      if (!wanted.id && isNumber.test(line)) throw noSuchNumber(plans)
      if (!wanted.id && !wanted.action) return list(call, line)
      const meant = wanted.id ? { id: wanted.id } : await planMeant(call, wanted)
      if ('ask' in meant) return meant.ask
      return carryOut({ call, id: meant.id, rest: wanted.rest, keepsCard: kept }, wanted.action)
    },
  }

  async function carryOut(asked: Asked, action = ''): Promise<Effect[]> {
    const { call, id } = asked
    const isOver = whileOpen.has(action) && isFinished(planOf(await planFor(call.library, call, id)))
    const known = isOver ? undefined : actions[action]
    return known ? known(asked) : [inItsPlace(asked, await planNow(call, parts, id))]
  }

  /** All plans, or the beginning of a new one. */
  async function list(call: Call, named: string): Promise<Effect[]> {
    return named === '' ? planList(call, parts, base) : base.run(call)
  }
}

/** What every walk-through can be told, a plan can be told by its own name, too. */
function asWalk(walkthroughs: readonly Walkthrough[]): Readonly<Record<string, PlanAction>> {
  const walk = walkCommand({ walkthroughs })
  const names = 'overview resume form export unshare delete neighbour invite'.split(' ')
  const told =
    (name: string): PlanAction =>
    async ({ call, id, rest }) =>
      walk.run({ ...call, rest: `@${id} ${name} ${rest}` })
  return { ...Object.fromEntries(names.map(name => [name, told(name)])), neighbor: told('neighbour') }
}

import type { Call, Command } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import { UserError } from '../../core/user-error.ts'
import { walkCommand } from '../walkthrough/command.ts'
import { isFinished } from '../walkthrough/run/plan.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { planOf } from '../walkthrough/run/run-plan.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { planId } from '../walkthrough/schema.ts'
import { walkthroughCommand } from '../walkthrough/start-command.ts'
import { doneActions } from './done-actions.ts'
import { due } from './due.ts'
import { handOverActions } from './hand-over.ts'
import { planList } from './list.ts'
import { isNumber, parsePlanCommand, strangeName } from './parse-command.ts'
import { inItsPlace, type PlanAction, type PlanRequest, planNow } from './refresh-cards.ts'
import { remindActions } from './remind-actions.ts'
import { noSuchName, noSuchNumber, resolvePlan } from './resolve-plan.ts'
import { sharing } from './share.ts'
import { snoozeAction } from './snooze.ts'
import { statusActions } from './status-actions.ts'
import { stepActions } from './step-actions.ts'
import { planFor, plansHere } from './store.ts'

/** What only a plan that is open can be told; a card of one that is finished shows it as it stands. */
const whileOpen = new Set(['done', 'still on it', 'still', 'stuck', 'later', 'hand over', 'stop'])

/**
 * `plan`: the guide's four questions, and then steps, with a reminder that comes back until they are done. Where a library has
 * taken the questions out of its content, none is begun; those that people have go on, with their steps and reminders.
 */
export function planCommand(all: readonly Walkthrough[]): Command {
  const parts = { walkthroughs: all }
  const walkthrough = all.find(one => one.id === planId)
  const base = walkthrough ? walkthroughCommand(walkthrough, all) : retired
  const reminding = remindActions(parts)
  const actions: Readonly<Record<string, PlanAction>> = {
    open: async ({ call, id }) => [privateReply(await planNow(call, parts, id))],
    ...stepActions(parts),
    ...reminding,
    ...doneActions(parts),
    ...statusActions(parts),
    ...handOverActions(parts),
    later: snoozeAction(parts),
    share: sharing(parts, reminding.remind),
    due,
    ...asWalk(all),
  }
  const names = Object.keys(actions)

  return {
    ...base,
    prose: true,
    hint: '[name | step … | done 2 | remind monday 9:00]',
    examples: [
      ...base.examples.slice(0, 1),
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
    isItsWords(rest) {
      const line = rest.trim()
      if (line === '' || isNumber.test(line) || /^(?:dm|thread|from|report|@\S+)\b|^@|:/i.test(line))
        return true
      return parsePlanCommand(line, [], names).action !== undefined || /^\d/.test(line)
    },
    async isCertain(call, rest) {
      if ((await base.isCertain?.(call, rest)) || isNumber.test(rest)) return true
      const { id, action } = parsePlanCommand(rest, await plansHere(call), names)
      return (id ?? action) !== undefined
    },
    async run(call) {
      const line = call.rest.trim()
      if (/^(dm|thread|from)\b/i.test(line)) return base.run(call)
      const kept = line.startsWith('report ')
      const plans = await plansHere(call)
      const wanted = parsePlanCommand(kept ? line.slice('report '.length) : line, plans, names)
      if (!wanted.id && isNumber.test(line)) throw noSuchNumber(plans)
      if (!wanted.id && !wanted.action) return list(call, line, plans)
      const meant = wanted.id ? { id: wanted.id } : await resolvePlan(call, wanted, plans)
      if ('ask' in meant) return meant.ask
      return carryOut({ call, id: meant.id, rest: wanted.rest, keepsCard: kept }, wanted.action)
    },
  }

  async function carryOut(asked: PlanRequest, action = ''): Promise<Effect[]> {
    const { call, id } = asked
    const isOver = whileOpen.has(action) && isFinished(planOf(await planFor(call.library, call, id)))
    const known = isOver ? undefined : actions[action]
    return known ? known(asked) : [inItsPlace(asked, await planNow(call, parts, id))]
  }

  /** All plans, or the beginning of a new one. */
  async function list(call: Call, line: string, plans: readonly Run[]): Promise<Effect[]> {
    const strange = strangeName(line, names)
    if (strange) throw noSuchName(strange, plans)
    return line === '' ? planList(call, parts, plans, base) : base.run(call)
  }
}

/** What stands where the guide's questions for a plan were taken out. It has no slash command of its own. */
const retired: Command = {
  name: planId,
  summary: 'Your plans, with their steps and reminders',
  typedOnly: true,
  examples: [],
  run() {
    throw new UserError(
      'New plans are not begun here: this library has taken their questions out. Plans that were begun go on; “plan” lists yours.',
    )
  },
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

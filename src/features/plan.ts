import type { Call, Command } from '../core/command.ts'
import { aside, type Effect } from '../core/effect.ts'
import { planId } from '../core/plan.ts'
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
import { plansHere } from './plan-store.ts'
import { type ActionNames, planMeant, readWanted } from './plan-which.ts'
import { walkthroughCommand } from './walkthrough.ts'

/** What an answer's name may be followed by; a line that goes on otherwise begins with a plan's name. */
const follow: ActionNames = {
  steps: /^$/,
  open: /^$/,
  add: /^$/,
  remove: /^(step )?s?\d/,
  reopen: /^(step )?s?\d/,
  move: /^(up|down|(step )?s?\d)/,
  change: /^(step )?s?\d/,
  done: /^(all\b|which$|(step )?s?\d)/,
  'still on it': /^$/,
  still: /^$/,
  finish: /^$/,
  accept: /^$/,
  decline: /^$/,
  'take over': /^$/,
  stop: /^$/,
  due: /^$/,
}

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
    async run(call) {
      const line = call.rest.trim()
      if (/^(dm|thread|from)\b/i.test(line)) return base.run(call)
      const kept = line.startsWith('report ')
      const wanted = readWanted(kept ? line.slice('report '.length) : line, await plansHere(call), names)
      if (!wanted.id && !wanted.action) return list(call, line)
      const meant = wanted.id ? { id: wanted.id } : await planMeant(call, wanted)
      if ('ask' in meant) return meant.ask
      return carryOut({ call, id: meant.id, rest: wanted.rest, keepsCard: kept }, wanted.action)
    },
  }

  async function carryOut(asked: Asked, action: string | undefined): Promise<Effect[]> {
    const known = action === undefined ? undefined : actions[action]
    return known ? known(asked) : [inItsPlace(asked, await planNow(asked.call, parts, asked.id))]
  }

  /** All plans, or the beginning of a new one. */
  async function list(call: Call, named: string): Promise<Effect[]> {
    return named === '' ? planList(call, base) : base.run(call)
  }
}

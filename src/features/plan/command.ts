import type { Call, Command } from '../../core/command.ts'
import type { Effect } from '../../core/effect.ts'
import { timesInWords } from '../../core/time/times-in-words.ts'
import { UserError } from '../../core/user-error.ts'
import { isFinished } from '../walkthrough/run/plan.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { planOf } from '../walkthrough/run/run-plan.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { planId } from '../walkthrough/schema.ts'
import { walkthroughCommand } from '../walkthrough/start-command.ts'
import type { PlanAction } from './actions/action.ts'
import { dayChanged } from './day-changed.ts'
import { planList } from './list.ts'
import { isNumber, parsePlanCommand, strangeName } from './parse-command.ts'
import { noLongerAsked } from './pending-question.ts'
import { type PlanRequest, planShown } from './refresh-cards.ts'
import { noSuchName, noSuchNumber, resolvePlan } from './resolve-plan.ts'
import { planFor, plansHere } from './store.ts'
import { allStopped, taskReminder } from './task-reminder.ts'

/**
 * `plan`: the guide's four questions, and then steps, with a reminder that comes back until they are done. Where a library has
 * taken the questions out of its content, none is begun; those that people have go on, with their steps and reminders.
 */
export function planCommand(all: readonly Walkthrough[], actions: readonly PlanAction[]): Command {
  const deps = { walkthroughs: all }
  const walkthrough = all.find(one => one.id === planId)
  const base = walkthrough ? walkthroughCommand(walkthrough, all) : retired

  return {
    ...base,
    prose: true,
    hint: '[name | step … | done 2 | remind monday 9:00]',
    examples: [
      ...base.examples.slice(0, 1),
      [planId, 'lists your plans and those shared with you'],
      ['plan step Call the tutor, Ana, by Dec 12', 'adds a step: what, who, by when'],
      ['plan done 2', 'checks the second step off; “reopen 2” opens it again'],
      ['plan remind monday 9:00', 'reminds you of it every week; “plan remind off” stops that'],
      ['plan hand over Ana Ruiz', 'offers it to a colleague, who is asked first'],
    ],
    keywords: [...(base.keywords ?? []), ...actions.flatMap(one => [one.name, ...(one.aliases ?? [])])],
    phrases: { plans: '', ...phrasesOf(actions) },
    isItsWords(rest) {
      const line = rest.trim()
      if (line === '' || isNumber.test(line) || /^(?:dm|thread|from|report|@\S+)\b|^@|:/i.test(line))
        return true
      return parsePlanCommand(line, [], actions).action !== undefined || /^\d/.test(line)
    },
    inWords(rest, locale) {
      const [, name, behind = rest] = /^([^:]{1,60}): (.+)$/s.exec(rest) ?? []
      const { action, rest: told } = parsePlanCommand(behind.trim(), [], actions)
      if (!action) return rest === '' ? 'Your plans' : base.inWords?.(rest, locale)
      const words = action.inWords?.(timesInWords(told, undefined, locale))
      return words && (name ? `${words} · ${name}` : words)
    },
    async isCertain(call, rest) {
      if ((await base.isCertain?.(call, rest)) || isNumber.test(rest)) return true
      const { id, action } = parsePlanCommand(rest, await plansHere(call), actions)
      return (id ?? action) !== undefined
    },
    async run(call) {
      const line = call.rest.trim().replace(/^remind off all$/i, 'remind off')
      if (/^remind off all$/i.test(call.rest.trim())) {
        const all = await allStopped(call)
        if (all) return [all.told, ...(await everyReminderOff(call, all.plans))]
      }
      if (/^(dm|thread|from|blank)\b/i.test(line)) return base.run(call)
      const change = await dayChanged(call, line)
      if (change) return 'line' in change ? (this.run({ ...call, rest: change.line }) ?? []) : change
      const [, from] = /^more (\d{1,4})$/i.exec(line) ?? []
      if (from !== undefined) return planList(call, deps, await plansHere(call), base, Number(from))
      const kept = line.startsWith('report ')
      const [, reminded] = /^remind\s+(.+)$/is.exec(line) ?? []
      const task = reminded === undefined ? undefined : await taskReminder(call, reminded)
      if (task) return task
      const plans = await plansHere(call)
      const wanted = parsePlanCommand(kept ? line.slice('report '.length) : line, plans, actions)
      if (!wanted.id && isNumber.test(line)) throw noSuchNumber(plans)
      if (!wanted.id && !wanted.action) return list(call, line, plans)
      const meant = wanted.id ? { id: wanted.id } : await resolvePlan(call, wanted, plans)
      if ('ask' in meant) return meant.ask
      await noLongerAsked(call)
      return carryOut({ ...deps, call, id: meant.id, rest: wanted.rest, keepsCard: kept }, wanted.action)
    },
  }

  async function everyReminderOff(call: Call, ids: readonly string[]): Promise<Effect[]> {
    const off = actions.find(one => one.name === 'remind')
    const effects: Effect[] = []
    for (const id of ids)
      effects.push(...((await off?.run({ ...deps, call, id, rest: 'off', keepsCard: false })) ?? []))
    return effects
  }

  async function carryOut(asked: PlanRequest, action: PlanAction | undefined): Promise<Effect[]> {
    const { call, id } = asked
    const isOver = action?.whileOpen && isFinished(planOf(await planFor(call.library, call, id)))
    return action && !isOver ? action.run(asked) : planShown(asked)
  }

  /** All plans, or the beginning of a new one. */
  async function list(call: Call, line: string, plans: readonly Run[]): Promise<Effect[]> {
    const strange = strangeName(line, actions)
    if (strange) throw noSuchName(strange, plans)
    return line === '' ? planList(call, deps, plans, base) : base.run(call)
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
      'New plans are not begun here: this library has taken their questions out. Plans that were begun stay open; “plan” lists yours.',
    )
  },
}

/** The lines that mean an action, each with the action's name. */
const phrasesOf = (actions: readonly PlanAction[]): Readonly<Record<string, string>> =>
  Object.fromEntries(actions.flatMap(({ name, phrases = [] }) => phrases.map(line => [line, name])))

import { looksLikeDate } from '../../core/time/parse-date.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { splitId } from '../walkthrough/split-id.ts'
import { somebody } from './parse-step.ts'

/** What was asked of a plan: which one, which action, and what follows its name. */
export interface ParsedPlanCommand {
  id?: string
  action?: string
  rest: string
}

/** Reads `@7f3a done 2`, `2 done 1`, `Spring coffee: step Call Ana`, or `done 2`. */
export function parsePlanCommand(
  line: string,
  plans: readonly Run[],
  actions: readonly string[],
): ParsedPlanCommand {
  const named = splitId(line)
  if (named.id) return { id: named.id, ...actionIn(named.rest, actions) }
  const plain = actionIn(line, actions)
  if (plain.action) return plain
  const number = /^(\d{1,2})(?:\s+|:|$)/.exec(line)
  const counted = number && plans[Number(number[1]) - 1]
  const byName = [...plans]
    .sort((a, b) => b.name.length - a.name.length)
    .find(run => line.toLowerCase().startsWith(run.name.toLowerCase()))
  const run = counted ?? byName
  if (!run) return { rest: line }
  const after = counted ? line.slice(number[0].length) : line.slice(run.name.length)
  const meant = actionIn(after.replace(/^[\s:,]+/, ''), actions)
  return meant.action || meant.rest === '' ? { id: run.id, ...meant } : { rest: line }
}

function actionIn(line: string, actions: readonly string[]): ParsedPlanCommand {
  const said = line.trim()
  for (const action of actions) {
    if (said.toLowerCase() !== action && !said.toLowerCase().startsWith(`${action} `)) continue
    const rest = said.slice(action.length).trim()
    if (rest === '' || (follow[action]?.test(rest) ?? true)) return { action, rest }
  }
  return { rest: said }
}

/** The name in `Book swap: done 2`, where no plan here is called so. */
export function strangeName(line: string, actions: readonly string[]): string | undefined {
  const [, name, behind = ''] = /^([^:]+):\s+(.+)$/su.exec(line) ?? []
  return actionIn(behind, actions).action && name
}

/** What an action's name may be followed by, where that is not just anything: else it begins a plan's name, or an answer. */
const follow: Readonly<Record<string, { test(rest: string): boolean }>> = {
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
export const isNumber = /^\d{1,2}$/

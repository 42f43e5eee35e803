import type { Run } from '../walkthrough/run/run.ts'
import { splitId } from '../walkthrough/split-id.ts'
import type { PlanAction } from './actions/action.ts'

/** What was asked of a plan: which one, which action, and what follows its name. */
export interface ParsedPlanCommand {
  id?: string
  action?: PlanAction
  /** The action's word, as it was chosen: its name or an alias. */
  word?: string
  rest: string
}

/** Reads `@7f3a done 2`, `2 done 1`, `Spring coffee: step Call Ana`, or `done 2`. */
export function parsePlanCommand(
  line: string,
  plans: readonly Run[],
  actions: readonly PlanAction[],
): ParsedPlanCommand {
  const named = splitId(line)
  if (named.id) return { id: named.id, ...actionIn(named.rest, actions) }
  const plain = actionIn(line, actions)
  if (plain.action) return plain
  const number = /^(\d{1,2})(?:\s+|:|$)/.exec(line)
  const counted = number && plans[Number(number[1]) - 1]
  const longestFirst = [...plans].sort((a, b) => b.name.length - a.name.length)
  const inAnyCase = longestFirst.filter(run => line.toLowerCase().startsWith(run.name.toLowerCase()))
  // Two names may differ by a capital alone: the one that was typed as it is meant.
  const byName =
    inAnyCase.find(run => line.startsWith(run.name) && run.name.length === inAnyCase[0]?.name.length) ??
    inAnyCase[0]
  const run = counted ?? byName
  if (!run) return { rest: line }
  const after = counted ? line.slice(number[0].length) : line.slice(run.name.length)
  const meant = actionIn(after.replace(/^[\s:,]+/, ''), actions)
  return meant.action || meant.rest === '' ? { id: run.id, ...meant } : { rest: line }
}

function actionIn(line: string, actions: readonly PlanAction[]): ParsedPlanCommand {
  const said = line.trim()
  for (const { action, word } of wordsOf(actions)) {
    const rest = behindWord(said, word)
    if (rest === '' || (rest && (action.takes?.test(rest) ?? true))) return { action, word, rest }
  }
  return { rest: said }
}

/** Every word there is for an action. */
export const wordsOf = (actions: readonly PlanAction[]): { action: PlanAction; word: string }[] =>
  actions.flatMap(action => [action.name, ...(action.aliases ?? [])].map(word => ({ action, word })))

/** What follows a word at the beginning of a line; undefined where it begins otherwise. */
export function behindWord(line: string, word: string): string | undefined {
  const said = line.toLowerCase()
  return said === word || said.startsWith(`${word} `) ? line.slice(word.length).trim() : undefined
}

/** The name in `Book swap: done 2`, where no plan here is called so. */
export function strangeName(line: string, actions: readonly PlanAction[]): string | undefined {
  const [, name, behind = ''] = /^([^:]+):\s+(.+)$/su.exec(line) ?? []
  return actionIn(behind, actions).action && name
}

/** `plan 2` is a plan of the list, whether there is one or not. */
export const isNumber = /^\d{1,2}$/

import type { PlanAction } from './actions/action.ts'
import { behindWord, wordsOf } from './parse-command.ts'

const folded = (line: string): string => line.replace(/\s+/g, ' ').trim()

/** A whole line that answers a reminder: `done 2`, `still on it`, `later tomorrow`, `hand over @ben`. */
export function answerIn(line: string, actions: readonly PlanAction[]): string | undefined {
  const said = folded(line).replace(/[.!]$/, '')
  for (const { action, word } of wordsOf(actions)) {
    const rest = behindWord(said, word)
    const answer = rest === undefined ? undefined : action.answersReminder?.(rest)
    if (answer !== undefined) return `${word} ${answer}`.trim()
  }
  return undefined
}

/** A line that is for a plan where nothing else is asked: `step Call the tutor`, `done 2`. */
export function wordsIn(line: string, actions: readonly PlanAction[]): string | undefined {
  const said = folded(line)
  const isForIt = wordsOf(actions).some(({ action: { inItsThread }, word }) => {
    const rest = behindWord(said, word)
    return rest !== undefined && inItsThread === (rest === '' ? 'alone' : 'followed')
  })
  return answerIn(said, actions) ?? (isForIt ? said.replace(/^\S+/, first => first.toLowerCase()) : undefined)
}

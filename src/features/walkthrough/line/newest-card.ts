import type { Call } from '../../../core/command.ts'
import type { Run } from '../run/run.ts'

/** What is pressed at a question, or where it is asked whether to go on. */
const atQuestion = /^(?:answer|skip|next|park|say|keep|leave|write|take|more|resume)\b/

/** Whether the newest card here is at this walk-through: at its question, at “Continue?”, or about nothing else. In a list of many things it is not. */
export function isNewest({ offered }: Pick<Call, 'offered'>, { id }: Run): boolean {
  const lines = offered.filter(line => !/^undo\b/.test(line))
  const own = lines.flatMap(line => (line.startsWith(`walk @${id} `) ? [line.slice(id.length + 7)] : []))
  return own.some(line => atQuestion.test(line)) || (own.length > 0 && own.length === lines.length)
}

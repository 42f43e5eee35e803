import type { Call } from '../../core/command.ts'
import { button, buttons, text } from '../../core/message.ts'
import { UserError } from '../../core/user-error.ts'
import { takenOver } from './run/entry.ts'
import { type Answer, entriesOf, type Run } from './run/run.ts'
import { untouched } from './run/update.ts'
import { planId, type Walkthrough } from './schema.ts'
import { contentOf, runFor, runsHere, whoIs } from './store.ts'
import { whereFrom } from './suggested-answers.ts'

/** A run to begin another walk-through from: `@7f3a`, or a part of its name. @throws {UserError} */
export async function sourceNamed(
  call: Call,
  all: readonly Walkthrough[],
  { id, command }: Walkthrough,
  typed: string,
): Promise<Run> {
  if (typed.startsWith('@')) return runFor(call.library, call, typed.slice(1))
  const sources = all.filter(one => one.leads_to?.command === command && one.id !== id)
  if (sources.length === 0)
    throw new UserError(
      `Nothing in the guide leads to “${command}”: it begins by itself. Type “${command} dm ${typed}”.`,
    )
  const leading = (await runsHere(call)).filter(run => sources.some(one => one.id === run.walkthrough))
  const named = leading.find(run => run.name.toLowerCase().includes(typed.toLowerCase()))
  if (named) return named
  // “From it”: the only one there is.
  const [only, ...others] = leading
  const isPointer =
    /^(?:it|this|that|this one|that one|(?:my|the|this) (?:gathering|checklist|answers))?$/i.test(typed)
  if (only && others.length === 0 && isPointer) return only
  const names = leading.slice(0, 5).map(run => `“${command} from ${run.name}”`)
  if (names.length > 0)
    throw new UserError(
      `${isPointer ? 'I don’t know which one you mean.' : `I found none called “${typed}”.`} You can type ${names.join(' or ')}.`,
    )
  throw new UserError([
    text(
      `There is nothing yet to begin it from. Begin with ${sources.map(one => `“${one.command}”`).join(' or ')}, or start from scratch with “${command} dm”.`,
    ),
    buttons(
      button('Begin a new one', `${command} dm`),
      ...(id === planId ? [button('My plans', planId)] : []),
    ),
  ])
}

/** A run that has taken over what another offers for its steps, each answer marked with where it comes from. */
export function carriedOver(call: Call, all: readonly Walkthrough[], run: Run, source: Run): Run {
  const [from, to] = [contentOf(all, source), contentOf(all, run)]
  const answers = to.steps.flatMap((step): Answer[] => {
    const [walkthrough, id = ''] = step.from?.split('.') ?? []
    const entries = walkthrough === from.id ? entriesOf(source, id) : []
    if (entries.length === 0) return []
    const words = whereFrom(from, source, id).replace(/^From/, 'from')
    const entry = {
      by: whoIs(call),
      at: call.at,
      ...takenOver(entries, call.person.id),
      from: words,
      sourceRunId: source.id,
    }
    return [{ step: step.id, question: step.question, entries: [entry] }]
  })
  const filled = { ...run, answers }
  const first = to.steps.find(step => untouched(filled, step.id))
  return first ? { ...filled, currentStep: first.id } : { ...filled, currentStep: '', status: 'finished' }
}

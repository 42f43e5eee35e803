import { z } from 'zod'
import type { Context, KnownPlan } from '../../core/language/grammar.ts'
import type { Now } from '../../core/language/temporal.ts'
import { choosing, type Walkthrough } from '../walkthrough/schema.ts'

/** A line for `understand` that tells where it is typed, and what stands there. */
const askedSchema = z.object({
  line: z.string(),
  where: z.string().default('dm'),
  /** The walk-through and the step that wait: `gathering.why`. */
  asked: z.string().optional(),
  /** What was shown last, as it would be typed: `icebreaker teens 5 minutes`. */
  shown: z.string().optional(),
  /** The asker's plans, each with its steps. */
  plans: z
    .array(
      z.object({
        name: z.string(),
        steps: z.array(z.string()).default([]),
        owners: z.array(z.string().optional()).optional(),
        due: z.array(z.string().optional()).optional(),
      }),
    )
    .optional(),
  /** First names of colleagues. */
  people: z.array(z.string()).optional(),
})

type Asked = z.output<typeof askedSchema>

/** A line of input, plain or as JSON, and the context it is read in. */
export function contextOf(
  typed: string,
  now: Now,
  walkthroughs: readonly Walkthrough[],
): { line: string; context: Context } {
  const asked = parsed(typed)
  if (!asked) return { line: typed, context: { where: 'dm', now } }
  const [where = 'dm', kind] = asked.where.split(':')
  const [command = '', ...request] = (asked.shown ?? '').split(' ')
  const context: Context = {
    where: where === 'in-question' ? 'question' : where === 'channel' ? 'channel' : 'dm',
    now,
    ...(where === 'in-question' && { question: questionOf(asked.asked, kind, walkthroughs) }),
    ...(command && { last: { command, request: request.join(' ') } }),
    ...(asked.plans && { plans: asked.plans.map(withoutGaps) }),
    ...(asked.people && { names: new Set(asked.people.map(name => name.toLowerCase())) }),
  }
  return { line: asked.line, context }
}

/** What is not said of a plan is left out. */
const withoutGaps = ({ name, steps, owners, due }: NonNullable<Asked['plans']>[number]): KnownPlan => ({
  name,
  steps,
  ...(owners && { owners }),
  ...(due && { due }),
})

function parsed(typed: string): Asked | undefined {
  if (!typed.trimStart().startsWith('{')) return undefined
  try {
    return askedSchema.safeParse(JSON.parse(typed)).data
  } catch {
    return undefined
  }
}

/** The question that waits: its kind, and what can be chosen at it. */
function questionOf(
  asked: string | undefined,
  kind: string | undefined,
  walkthroughs: readonly Walkthrough[],
): NonNullable<Context['question']> {
  const [id, step] = asked?.split('.') ?? []
  const walkthrough = walkthroughs.find(one => one.id === id || one.command === id)
  const found = walkthrough?.steps.find(one => one.id === step)
  const source = found?.options_from?.split('.')[1]
  const options = found && found.options.length > 0 ? found.options : optionsBehind(walkthrough, source)
  const input =
    kind === 'yesno' || found?.input === 'yes-no-how'
      ? 'yesno'
      : kind === 'choice' || (found && choosing(found.input))
        ? 'choice'
        : 'open'
  return { input, ...(asked && { asked }), ...(options.length > 0 && { options }) }
}

/** A step may offer what was chosen at another: at most all that could be chosen there. */
function optionsBehind(
  walkthrough: Walkthrough | undefined,
  step: string | undefined,
): Walkthrough['steps'][number]['options'] {
  const found = walkthrough?.steps.find(one => one.id === step)
  if (!found) return []
  return found.options.length > 0
    ? found.options
    : optionsBehind(walkthrough, found.options_from?.split('.')[1])
}

import {
  type Context,
  caughtIn,
  type Evidence,
  type Intent,
  type KnownPlan,
  type Slots,
  withoutArticle,
} from '../../../core/language/grammar.ts'
import { folded, type Line } from '../../../core/language/normalize.ts'

/** One plan where it was named, else all. */
export const listed = (plan: KnownPlan | undefined): Slots => ({
  slots: ['list'],
  run: plan ? `plan ${plan.name}` : 'plan',
})

/** `where are we on spring coffee`: the plan is named, and asked about. */
export function planAsked(line: Line, context: Context): Evidence | undefined {
  const plan = planIn(line, context)
  const [first] = line.words
  if (plan && plan.hits.length === line.words.length) return { score: 9.2, hits: plan.hits, action: 'list' }
  const isAsked =
    /^(?:what|where|how|who|when|which|show|see|list|status|open|is|are)$/.test(first?.text ?? '') &&
    !line.words.some(word =>
      /^(?:share|post|delete|finish|end|over|everyone|team|channel|public)$/.test(word.text),
    )
  return plan && isAsked && line.words.length < 12
    ? { score: 9.2, hits: plan.hits, action: 'list' }
    : undefined
}

/** A plan that is begun, under the name that was said. */
export function named(action: string, line: Line, intent: Intent, run: (name: string) => string): Slots {
  // “A list for the launch: call Ana, print flyers”: the name ends there, and the rest is told.
  const [typed, ...rest] = caughtIn(line, intent, 'name')?.split(/\s*[:?;]\s*/) ?? []
  const name = typed && withoutArticle(typed).replace(/\s+(?:please|plan)$/i, '')
  return {
    slots: [action, ...(name ? [`name ${name}`] : [])],
    ignored: rest.filter(one => one !== ''),
    run: run(name ?? ''),
  }
}

/** The plan that a line names: its words as they are typed, with or without accents. */
export function planIn(line: Line, { plans = [] }: Context): { plan: KnownPlan; hits: number[] } | undefined {
  const typed = wordsOf(line.clean)
  for (const plan of plans) {
    const name = wordsOf(plan.name).map(word => word.text)
    for (let at = 0; at + name.length <= typed.length; at++) {
      if (!name.every((word, more) => typed[at + more]?.text === word)) continue
      const [from = 0, to = 0] = [typed[at]?.from, typed[at + name.length - 1]?.to]
      const hits = [...line.words.keys()].filter(place => {
        const word = line.words[place]
        return word !== undefined && word.from >= from && word.to <= to
      })
      return { plan, hits }
    }
  }
  return undefined
}

/** The words of a line as they are typed, however they may be spelled otherwise. */
const wordsOf = (typed: string) =>
  [...typed.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    text: folded(word),
    from: index,
    to: index + word.length,
  }))

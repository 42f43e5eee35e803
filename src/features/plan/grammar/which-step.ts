import { type Context, type Intent, type KnownPlan, withoutArticle } from '../../../core/language/grammar.ts'
import type { Line } from '../../../core/language/normalize.ts'
import { numberAt, ordinalOf } from '../../../core/language/temporal.ts'

/** The only step that is somebody's. */
export function stepOf(who: string, plans: readonly KnownPlan[]): number | undefined {
  const owners = plans[0]?.owners ?? []
  const own = owners.flatMap((one, at) =>
    one?.toLowerCase() === who.toLowerCase().replace(/'s$/, '') ? [at + 1] : [],
  )
  return own.length === 1 ? own[0] : undefined
}

const small = new Set(
  'the a an of to for on in at and my our that this it is was one step task item number with from off up out'.split(
    ' ',
  ),
)

/** The step that some words mean: by its number, or by the telling words it shares with them. */
export function stepMeant(words: string, plans: readonly KnownPlan[] = []): number | undefined {
  const number =
    /^(?:(?:the|step|task|item|number|#)\s*)*(\d{1,2})(?:st|nd|rd|th)?(?:\s+(?:step|one|task))?$/i.exec(
      words.trim(),
    )?.[1]
  if (number) return Number(number)
  const spoken = /^(?:(?:the|step|task|item|number)\s+)*([a-z]+)(?:\s+(?:step|one|task))?$/i.exec(
    words.trim(),
  )?.[1]
  if (spoken && /^last$/i.test(spoken)) return plans[0]?.steps.length
  const ordinal = spoken ? ordinalOf(spoken.toLowerCase()) : Number.NaN
  if (!Number.isNaN(ordinal) && ordinal > 0) return ordinal
  const telling = tellingOf(words)
  const rated = plans
    .flatMap(plan =>
      plan.steps.map((what, at) => ({
        at: at + 1,
        shared: tellingOf(what).filter(word => telling.some(one => isLike(one, word))).length,
      })),
    )
    .sort((a, b) => b.shared - a.shared)
  const [best, second] = rated
  return best && best.shared > 0 && best.shared > (second?.shared ?? 0) ? best.at : undefined
}

const tellingOf = (words: string): string[] =>
  words
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length > 2 && !small.has(word))

/** The same word in another form: `flyer` and `flyers`, `print` and `printing`. */
const isLike = (one: string, other: string): boolean => {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return (
    short === long ||
    (short.length > 3 && long.startsWith(short.replace(/e$/, '')) && long.length - short.length < 5)
  )
}

/** It names none of the steps of the plans at hand. */
export const isUnknown = (words: string, { plans }: Context): boolean =>
  plans !== undefined && plans.length > 0 && stepMeant(words, plans) === undefined

/** A step in canonical words: by its number where it is known, else as it was said. */
export function stepSlot(words: string | undefined, context: Context): string | undefined {
  if (!words) return undefined
  const meant = stepMeant(words, context.plans)
  return `step ${meant ?? withoutArticle(words)}`
}

/** `all three are taken care of`: as many as there are. */
export function allSteps(line: Line, { plans = [] }: Context): number[] {
  const steps = plans[0]?.steps ?? []
  const at = line.words.findIndex(word => /^(?:all|both)$/.test(word.text))
  const counted = line.words[at]?.text === 'both' ? 2 : numberAt(line, at + 1)?.value
  const many = at < 0 ? undefined : counted
  return many === steps.length ? steps.map((_, place) => place + 1) : []
}

/** `steps 1 and 3 are done`, `finished 1, 2 & 4`: several numbers with nothing but a joint between them. */
export function numbersIn({ words }: Line): number[] {
  const isNumber = (at: number) => /^\d{1,2}$/.test(words[at]?.text ?? '')
  const from = [...words.keys()].find(at => isNumber(at))
  if (from === undefined) return []
  const found: number[] = []
  for (let at = from; isNumber(at); at++) {
    found.push(Number(words[at]?.text))
    if (/^(?:and|y|plus|step|paso)$/.test(words[at + 1]?.text ?? '')) at++
    if (/^(?:step|paso)$/.test(words[at + 1]?.text ?? '')) at++
  }
  return found
}

/** The number among the words that a pattern took. */
export function numberIn(line: Line, intent: Intent): string | undefined {
  for (const at of intent.hits) {
    const found = numberAt(line, at)
    if (found) return String(found.value)
  }
  return undefined
}

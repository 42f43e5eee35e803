/** Verbs that a step begins with: what follows an “and” without one is no step of its own. */
const verbs = new Set(
  `add ask arrange assemble bake book borrow bring build buy call cancel check choose clean collect confirm contact copy cut decide
  decorate deliver design draft draw drive drop email fetch fill find finish fix fold follow gather get give greet hand hang haul host invite label laminate
  lead list load make measure meet move open order organize pack paint pay phone pick plan post prepare print proofread publish pull put recruit register remind rent
  reply request reserve return ring schedule send set share show scan sign sort speak start stock swap sweep take talk tell test text thank
  translate update visit wash welcome write`.split(/\s+/),
)

/** Whether a step may begin with this word. */
export const isVerb = (word: string): boolean => verbs.has(word)

/** The verb of a step, as it is said of somebody: `buy` of `buys`. */
export const verbIn = (word: string): string | undefined =>
  [word.replace(/s$/, ''), word.replace(/es$/, ''), word.replace(/ies$/, 'y')].find(
    one => one !== word && verbs.has(one),
  )

/**
 * The steps of a sentence: `book the room, call Ana and print flyers` is three. Each has a verb of its own; where any part has none,
 * such as in `buy tea and cups` or `call the tutor, Ana, by Dec 12`, it is one step.
 */
export function severalIn(typed: string): string[] {
  const parts = typed
    .split(/\s*(?:;|,\s*(?:and\s+|then\s+)?|\s(?:and|then|&)\s)\s*/i)
    .map(part => part.replace(/[.,;\s]+$/, '').replace(/^(?:to|also|then)\s+/i, ''))
  const isEach = parts.every(part => {
    const [first = '', second] = part.split(/\s+/)
    return second !== undefined && verbs.has(first.toLowerCase())
  })
  return isEach ? parts : [typed]
}

/** The kinds of roadblock that the guide’s plan names, each with the words people use for it. */
const kinds: readonly (readonly [kind: string, words: RegExp])[] = [
  [
    'Staff time',
    /\b(?:time|staff(?:ing|ed)?|busy|schedul\w*|short-?handed|coverage|hours?|capacity|shift\w*)\b/i,
  ],
  ['Money', /\b(?:money|budget\w*|fund\w*|costs?|afford\w*|expens\w*|grants?|pay(?:ing)?|price\w*)\b/i],
  [
    'Permission',
    /\b(?:permission\w*|permit\w*|approv\w*|director|board|polic(?:y|ies)|insurance|liability|allowed)\b/i,
  ],
  [
    'Space and things',
    /\b(?:rooms?|spaces?|venue|chairs?|tables?|equipment|projector|supplies|materials?|parking)\b/i,
  ],
  ['Transport', /\b(?:transport\w*|bus(?:es)?|rides?|drive|distance|far away)\b/i],
  [
    'Access and language',
    /\b(?:access\w*|wheelchair\w*|language\w*|interpret\w*|translat\w*|caption\w*|hearing|disab\w*)\b/i,
  ],
  ['Weather', /\b(?:weather|rain\w*|snow\w*|storm\w*|heat|cold)\b/i],
  [
    'Reaching people',
    /\b(?:nobody|no one|turn-?out|attend\w*|come|comes|show up|reach\w*|invit\w*|market\w*|publicity|word out|interest\w*|trust)\b/i,
  ],
]

/** What is said of a roadblock that is of none of them. */
const otherKind = 'Something else'

/** All kinds, in the order in which they are told. */
export const roadblockKinds: readonly string[] = [...kinds.map(([kind]) => kind), otherKind]

/** The kinds that a roadblock is of, by its words. */
export function kindsOf(words: string): readonly string[] {
  const found = kinds.filter(([, said]) => said.test(words)).map(([kind]) => kind)
  return found.length > 0 ? found : [otherKind]
}

import { monthOf } from '../time/calendar.ts'
import type { Line } from './normalize.ts'
import type { ClassMatcher } from './pattern.ts'
import { dayNamed } from './temporal.ts'

const me = /^(?:me|myself|i|mine|us|ourselves)$/
/** Words that begin a sentence with a capital and are no names. */
const noNames = new Set(
  'the a an this that these those it its we you he she they i my our your his her their what who whom whose where when why how which is are was were do does did can could would will should may might must have has had not no yes please thanks thank hi hello hey ok okay so and but or if then as at by for from in of on to with about after before add make give get show send tell ask set put remind stop turn change move mark done everybody everyone nobody somebody someone people staff teens kids seniors adults families volunteers patrons friends group groups library libraries book books reading icebreaker icebreakers question questions plan plans step steps note notes help hearth slack teams zoom christmas easter thanksgiving halloween english spanish esl happy good morning bring let lets any anything something another more most all both each every one two three four five six first second third next last new old print call email order book buy rent find pick clean open closed close start finish begin run use try read write talk meet invite share post plan host skip park back go come keep need want like love there here now today tomorrow tonight also just only maybe someone somebody nobody library'.split(
    ' ',
  ),
)

/** How many words from here name somebody: `Ana`, `Marcus Lee`, `@ben`, `me`; 0 where they do not. */
export function someoneAt(line: Line, at: number): number {
  const { words, names } = line
  const first = words[at]
  if (!first) return 0
  // “Let’s” names nobody.
  if (me.test(first.text)) return first.text === 'us' && words[at - 1]?.text === 'let' ? 0 : 1
  if (names?.has(first.text)) {
    const second = words[at + 1]
    return second?.capital && !noNames.has(second.text) && !second.before ? 2 : 1
  }
  if (!isName(line, at)) return 0
  let many = 1
  while (many < 3 && isName(line, at + many) && !words[at + many]?.before) many++
  return many
}

function isName({ words }: Line, at: number): boolean {
  const word = words[at]
  if (!word) return false
  if (word.before.endsWith('@')) return true
  return (
    word.capital &&
    word.text.length > 1 &&
    !noNames.has(word.text) &&
    dayNamed(word.text) === undefined &&
    (monthOf(word.text) === undefined || /^(?:june|april|may|august)$/.test(word.text))
  )
}

/** Classes of people that patterns may name. */
export const peopleClasses: Readonly<Record<string, ClassMatcher>> = {
  someone: someoneAt,
  other: (line, at) => (me.test(line.words[at]?.text ?? '') ? 0 : someoneAt(line, at)),
  name: (line, at) => (isName(line, at) ? 1 : 0),
}

/** Words that say little of what is asked. */
const small = new Set(
  'a an the and or but of in on at to for from with by as is are was were be been am do does did have has had you your yours we our us i me my it its this that these those there here they their them one would could should can will shall may might if then than so just some any what which who whom how when where why please tell share name describe'.split(
    ' ',
  ),
)

const same: ReadonlyMap<string, string> = new Map([
  ['favourite', 'favorite'],
  ['kid', 'child'],
  ['children', 'child'],
  ['mom', 'mother'],
  ['dad', 'father'],
  ['movie', 'film'],
  ['happy', 'glad'],
  ['job', 'work'],
])

/** What a question asks, as the words that count in it, each in one form: two that share nearly all ask the same. */
export function meaningOf(text: string): ReadonlySet<string> {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’‘](?:s|re|d|ve|ll|m)\b/g, '')
    .replace(/['’‘]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const telling = words.filter(word => !small.has(word))
  // “What would you do here?” has no others.
  return new Set((telling.length > 0 ? telling : words).map(plainForm))
}

/** The singular, and the stem of a verb, well enough for the same words to be the same. */
function plainForm(word: string): string {
  const one = word
    .replace(/(?<=\p{L}{2})ies$/u, 'y')
    .replace(/(?<=(?:ch|sh|ss|x|z))es$/, '')
    .replace(/(?<=\p{L}{2}[^siu])s$/u, '')
    .replace(/(?<=\p{L}*[aeiouy]\p{L}+)(?:ing|ed)$/u, '')
  const stem = /([bdgmnprt])\1$/.test(one) && one !== word ? one.slice(0, -1) : one
  const named = same.get(word) ?? same.get(stem) ?? stem
  return named.length > 3 ? named.replace(/e$/, '') : named
}

/** Of so many words that two questions have, so many have to be the same: with fewer, they ask something else. */
const nearly = 0.8

/** Whether two questions ask the same, in other words or the same. */
export function askTheSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size === 0 || other.size === 0) return false
  if (Math.min(one.size, other.size) < nearly * Math.max(one.size, other.size)) return false
  let shared = 0
  for (const word of one) if (other.has(word)) shared++
  return shared / (one.size + other.size - shared) >= nearly
}

/** A question that is there already, and what it asks. */
export interface Known {
  text: string
  /** Whose it is, as people are told: `one of ours`. */
  whose: string
  meaning: ReadonlySet<string>
}

/** The question that asks the same. */
export const twinOf = (text: string, known: readonly Known[]): Known | undefined => {
  const meaning = meaningOf(text)
  return known.find(one => askTheSame(meaning, one.meaning))
}

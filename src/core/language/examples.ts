import { givenNames } from './given-names.ts'
import type { Line } from './normalize.ts'
import { someoneAt } from './people.ts'
import { dayNamed, numberOf } from './temporal.ts'

/** A sentence of the content, and what it means: `plan, done`. */
export interface Example {
  means: string
  line: Line
}

/** What a line is likest to, of all that the examples mean. */
interface Likeness {
  means: string
  /** How like it is: 1 is the same words. */
  score: number
  /** How much more than the likest of another command. */
  lead: number
  /** Places of the words that it shares with the likest example. */
  hits: readonly number[]
}

/** Weighs a line against the examples; `nearer` says how much more likely a meaning is where the line was typed. */
export type Weigher = (line: Line, nearer: (means: string) => number) => Likeness | undefined

/** Of the examples of one meaning the likest count, each less than the one before. */
const shares = [1, 0.5, 0.25]

/** The command of a meaning: `plan` of `plan, done`. */
export const commandOf = (means: string): string => means.split(',')[0] ?? ''

/** Little words: they count beside their neighbors, and not by themselves. */
const little = /^(?:please|the|a|an|to|of|hi|hey|hello)$/

const denies = ({ words }: Line): boolean =>
  words.some(({ text }) => /^(?:no|not|never|nobody|cannot)$/.test(text))

interface Sign {
  key: string
  places: readonly number[]
}

/** What kinds of words begin at a place: `reading` for `articles`. */
type KindsAt = (line: Line, at: number) => readonly string[]

/** What a line is compared by: its words and their kinds, and each two words that stand side by side. Days, numbers and names are any. */
function signsOf(line: Line, kindsAt: KindsAt): Sign[] {
  const keys = line.words.map((word, at) => {
    const text = word.forms[1] ?? word.text
    if (dayNamed(word.text) !== undefined) return '<day>'
    if (/^\d/.test(text) || !Number.isNaN(numberOf(text))) return '<number>'
    const isName = givenNames.has(text) || (someoneAt(line, at) > 0 && !/^(?:i|me|my|we|us|mine)/.test(text))
    return isName ? '<name>' : text
  })
  const found = new Map<string, Sign>()
  for (const [at, key] of keys.entries()) {
    if (!little.test(key)) found.set(key, { key, places: [at] })
    for (const kind of kindsAt(line, at)) found.set(`<${kind}>`, { key: `<${kind}>`, places: [at] })
    const next = keys[at + 1]
    if (next !== undefined) found.set(`${key} ${next}`, { key: `${key} ${next}`, places: [at, at + 1] })
  }
  return [...found.values()]
}

/**
 * Makes what finds the example that a line is likest to. A sign tells the more, the fewer examples have it; how like two lines are is the
 * cosine of what they share.
 */
export function createWeigher(examples: readonly Example[], kindsAt: KindsAt): Weigher {
  const having = new Map<string, number[]>()
  const signs = examples.map(({ line }) => signsOf(line, kindsAt))
  for (const [at, all] of signs.entries())
    for (const { key } of all) {
      const here = having.get(key)
      if (here) here.push(at)
      else having.set(key, [at])
    }
  const denied = examples.map(({ line }) => denies(line))
  const tells = (key: string) => Math.log((examples.length + 1) / ((having.get(key)?.length ?? 0) + 0.5)) ** 2
  const lengths = signs.map(all => Math.sqrt(all.reduce((sum, { key }) => sum + tells(key), 0)))

  return (line, nearer) => {
    const own = signsOf(line, kindsAt)
    const length = Math.sqrt(own.reduce((sum, { key }) => sum + tells(key), 0))
    const shared = new Float64Array(examples.length)
    for (const { key } of own) {
      const told = tells(key)
      for (const at of having.get(key) ?? []) shared[at] = (shared[at] ?? 0) + told
    }
    const likest = new Map<string, { at: number; score: number }[]>()
    const isDenied = denies(line)
    for (const [at, { means }] of examples.entries()) {
      const sum = shared[at] ?? 0
      // “It is not booked yet” means nothing that “it is booked” does.
      if (sum === 0 || denied[at] !== isDenied) continue
      const score = sum / (length * (lengths[at] ?? 1)) + nearer(means)
      const here = likest.get(means)
      if (here) here.push({ at, score })
      else likest.set(means, [{ at, score }])
    }
    const rated = [...likest]
      .map(([means, all]) => {
        const best = all.sort((a, b) => b.score - a.score).slice(0, shares.length)
        const score = best.reduce((sum, one, place) => sum + one.score * (shares[place] ?? 0), 0)
        return { means, score, at: best[0]?.at ?? 0 }
      })
      .sort((a, b) => b.score - a.score)
    const [first] = rated
    if (!first) return undefined
    const other = rated.find(({ means }) => commandOf(means) !== commandOf(first.means))
    const keys = new Set(signs[first.at]?.map(one => one.key))
    const hits = new Set(own.flatMap(({ key, places }) => (keys.has(key) ? places : [])))
    return {
      means: first.means,
      score: first.score,
      lead: first.score - (other?.score ?? 0),
      hits: [...hits].sort((a, b) => a - b),
    }
  }
}

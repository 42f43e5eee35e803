import { givenNames } from './given-names.ts'
import type { Line } from './normalize.ts'
import { someoneAt } from './people.ts'
import { dayNamed, numberOf } from './temporal.ts'

/** A sentence of the content, and what it means: `plan, done`. */
export interface Example {
  means: string
  /** Read when it is needed. */
  line(): Line
}

/** What a line is likest to, of all that the examples mean. */
interface Likeness {
  means: string
  /** How much its words speak for it: 0 is as much as for anything else. */
  score: number
  /** How much more than for the likest of another command. */
  lead: number
  /** Each meaning that it shares a word with, the likest first. */
  rated: readonly Rated[]
  /** Places of the words that speak for it. */
  hits: readonly number[]
}

/** How much the words of a line speak for a meaning. */
export interface Rated {
  means: string
  score: number
}

/** Weighs lines against the examples. */
export interface Weigher {
  /** What a line is likest to; `nearer` says how much more likely a meaning is where the line was typed. */
  weigh(line: Line, nearer: (means: string) => number): Likeness | undefined
  /** Reads some of the examples ahead of the first line; false: all are read. */
  prepare(): boolean
  /** What the examples come to, for whoever weighs by them later. */
  counted(): Counted
}

/** The command of a meaning: `plan` of `plan, done`. */
export function commandOf(means: string): string {
  const end = means.indexOf(',')
  return end < 0 ? means : means.slice(0, end)
}

/** A meaning as the command and what of it is wanted: `plan` and `done` of `plan, done`. */
export function meaningOf(means: string): { command: string; action: string } {
  const [command = '', ...actions] = means.split(',').map(part => part.trim())
  return { command, action: actions.join(', ') }
}

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

/** Letters of a word that it shares with its other forms: `remind`, `reminder`, `reminders`. */
const stem = 5

/**
 * What a line is compared by: its words, how they begin and their kinds, each two words that stand side by side, and with what it begins
 * and ends. Days, numbers and names are any.
 */
function signsOf(line: Line, kindsAt: KindsAt): Sign[] {
  const keys = line.words.map((word, at) => {
    const text = word.forms[1] ?? word.text
    if (dayNamed(word.text) !== undefined) return '<day>'
    if (/^\d/.test(text) || !Number.isNaN(numberOf(text))) return '<number>'
    const isName = givenNames.has(text) || (someoneAt(line, at) > 0 && !/^(?:i|me|my|we|us|mine)/.test(text))
    return isName ? '<name>' : text
  })
  const found = new Map<string, Sign>()
  const add = (key: string, ...places: number[]) => found.set(key, { key, places })
  for (const [at, key] of keys.entries()) {
    if (!little.test(key)) add(key, at)
    if (key.length > stem) add(`${key.slice(0, stem)}~`, at)
    for (const kind of kindsAt(line, at)) add(`<${kind}>`, at)
    const next = keys[at + 1]
    if (next !== undefined) add(`${key} ${next}`, at, at + 1)
  }
  const [first, second] = keys
  const last = keys.at(-1)
  if (first !== undefined) add(`^${first}`)
  if (second !== undefined) add(`^${first} ${second}`)
  if (last !== undefined) add(`${last}$`)
  return [...found.values()]
}

/** The examples of one meaning: how many there are, and how many of them deny something. */
interface Meaning {
  means: string
  examples: number
  denied: number
}

/** What all examples come to, once each is read. */
export interface Counted {
  meanings: Meaning[]
  /** For each sign the places of the meanings that have it, each with how many of its examples do: `[3, 1, 8, 4]`. */
  signs: Record<string, number[]>
}

/** So many examples are read at a time: few enough to keep nobody waiting. */
const mostAtOnce = 25
/** How often a sign is thought to have been seen everywhere: less trusts the examples more. */
const doubt = 0.3
/** Longer lines say the same thing several times. */
const evenness = 0.6
/** How much commoner meanings are likelier. */
const common = 0.5

/**
 * Makes what finds the meaning that a line is likest to: each of its signs speaks for a meaning as much as it is commoner in the examples of
 * that meaning than in all (naive Bayes). What a line is read as can be told by its signs. What the examples come to may be known from before.
 */
export function createWeigher(examples: readonly Example[], kindsAt: KindsAt, before?: Counted): Weigher {
  // As it was read from the file: to copy thousands of them would keep a line waiting.
  const signs: Record<string, number[]> = before?.signs ?? Object.create(null)
  const meanings: Meaning[] = before?.meanings ?? []
  const places = new Map<string, number>()
  let read = before ? examples.length : 0
  return {
    prepare: readSome,
    counted() {
      while (readSome());
      return { meanings, signs }
    },
    weigh(line, nearer) {
      while (readSome());
      const own = signsOf(line, kindsAt).flatMap(({ key, places }) => {
        const having = havingOf(key)
        return having ? [{ places, speaking: speakingOf(having) }] : []
      })
      const scores = new Map<number, number>()
      for (const { speaking } of own)
        for (const [at, much] of speaking) scores.set(at, (scores.get(at) ?? 0) + much)
      const isDenied = denies(line)
      const even = Math.max(1, own.length) ** evenness
      const rated = [...scores]
        .flatMap(([at, score]) => {
          const one = meanings[at]
          // “It is not booked yet” means nothing that only “it is booked” does.
          if (!one || (isDenied && one.denied === 0)) return []
          const whole = score + own.length * againstOf(one)
          const prior = common * Math.log(one.examples / examples.length)
          return [{ means: one.means, at, score: whole / even + prior + nearer(one.means) }]
        })
        .sort((a, b) => b.score - a.score)
      const [first] = rated
      if (!first) return undefined
      const command = commandOf(first.means)
      const other = rated.find(({ means }) => commandOf(means) !== command)
      const against = againstOf(meanings[first.at] as Meaning)
      const isFor = ({ speaking }: (typeof own)[number]) =>
        speaking.some(([at, much]) => at === first.at && much + against > 0)
      return {
        means: first.means,
        score: first.score,
        lead: first.score - (other?.score ?? first.score - surelyMore),
        rated,
        hits: [...new Set(own.filter(isFor).flatMap(one => one.places))].sort((a, b) => a - b),
      }
    },
  }

  function readSome(): boolean {
    for (const { means, line } of examples.slice(read, read + mostAtOnce)) count(means, line())
    read = Math.min(examples.length, read + mostAtOnce)
    return read < examples.length
  }

  function count(means: string, line: Line): void {
    const place = places.get(means) ?? meanings.push({ means, examples: 0, denied: 0 }) - 1
    places.set(means, place)
    const meaning = meanings[place]
    if (!meaning) return
    meaning.examples++
    if (denies(line)) meaning.denied++
    for (const { key } of signsOf(line, kindsAt)) {
      const having = havingOf(key) ?? []
      if (having.length === 0) signs[key] = having
      // What is counted now is mostly what was counted last.
      let at = having.length - 2
      while (at >= 0 && having[at] !== place) at -= 2
      if (at < 0) having.push(place, 1)
      else having[at + 1] = (having[at + 1] ?? 0) + 1
    }
  }

  /** The meanings that have a sign: no word is one that every object has, such as `constructor`. */
  function havingOf(key: string): number[] | undefined {
    return Object.hasOwn(signs, key) ? signs[key] : undefined
  }

  /** How much a sign speaks for each of the meanings that have it. */
  function speakingOf(having: readonly number[]): [at: number, much: number][] {
    let many = 0
    for (let at = 1; at < having.length; at += 2) many += having[at] ?? 0
    const everywhere = (many + 0.5) / examples.length
    const speaking: [number, number][] = []
    for (let at = 0; at < having.length; at += 2)
      speaking.push([having[at] ?? 0, Math.log(1 + (having[at + 1] ?? 0) / (doubt * everywhere))])
    return speaking
  }
}

/** What a sign speaks against a meaning that does not have it. */
const againstOf = ({ examples }: Meaning): number => Math.log(doubt / (examples + doubt))

/** The lead of what nothing else comes near. */
const surelyMore = 10

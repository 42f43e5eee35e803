import { type Line, said } from './normalize.ts'
import type { Now } from './temporal.ts'
import type { Found, Vocabulary } from './vocabulary.ts'

/** A plan as the reader needs to know it: its name, and its steps in their order. */
export interface KnownPlan {
  id?: string
  name: string
  steps: readonly string[]
  /** Who does each of them, and by when, where that is said. */
  owners?: readonly (string | undefined)[]
  due?: readonly (string | undefined)[]
}

/** Where a line was typed, and what stands there: all that its meaning may depend on. */
export interface Context {
  where: 'dm' | 'channel' | 'question'
  now: Now
  /** The question that waits for an answer. */
  question?: {
    input: 'open' | 'yesno' | 'choice' | 'date' | 'people'
    /** What can be chosen, in the order in which it is shown. */
    options?: readonly { id: string; label: string }[]
    /** Whether people are expected to write about loneliness here. */
    asked?: string
  }
  /** What was shown here last: the command, and the words it was asked with. */
  last?: { command: string; request?: string }
  plans?: readonly KnownPlan[]
  /** First names that are known here, in lower case. */
  names?: ReadonlySet<string>
}

/** What a line was found to ask for, before its words are read. */
export interface Intent {
  /** `plan`. */
  command: string
  /** What is wanted of it: `remind off`; empty where it is the command itself. */
  action: string
  score: number
  /** Places of the words that say so. */
  hits: ReadonlySet<number>
  /** What its pattern caught, as places from and to. */
  caught: Readonly<Record<string, readonly [number, number]>>
  /** It points at something that was not what was shown last: `save that one`, behind an icebreaker. */
  misses?: true
}

/** What the words of a line come to. */
export interface Slots {
  /** Another command than was thought: an icebreaker that is to come every Monday is `weekly`. */
  command?: string
  /** In canonical words: `older-adults`, `5 minutes`, `monday 09:00`. */
  slots: readonly string[]
  /** Words that could not be used, as typed: they are told. */
  ignored?: readonly string[]
  /** The line as it would be typed to be carried out: `icebreaker older-adults 5 minutes`. Left out: nothing can be carried out yet. */
  run?: string
  /** It must be asked about before it is done. */
  ask?: true
  /** The reply that is given, by its id. */
  reply?: string
}

/** What the words of a line speak for, and how much. */
export interface Evidence {
  score: number
  hits: readonly number[]
  /** What is wanted of the command, where the words tell. */
  action?: string
  caught?: Intent['caught']
}

/** A feature's own grammar: it takes the words it knows. */
export interface Grammar {
  command: string
  /** How much the words alone speak for this command, where no verb or noun names it; 0: not at all. */
  evidence?(line: Line, context: Context, vocabulary: Vocabulary): Evidence
  /** Undefined: the words do not bear it out, and something else was meant. */
  read(intent: Intent, line: Line, context: Context, vocabulary: Vocabulary): Slots | undefined
}

/** The longest of what was found where several overlap, in the order of the line. */
export function longest(found: readonly Found[]): Found[] {
  const taken = new Set<number>()
  const kept: Found[] = []
  for (const one of found.toSorted((a, b) => b.hits.length - a.hits.length || a.from - b.from)) {
    if (one.hits.some(at => taken.has(at))) continue
    kept.push(one)
    for (const at of one.hits) taken.add(at)
  }
  return kept.sort((a, b) => a.from - b.from)
}

/** What is left of a line: its words that nobody used and that say something, as typed. */
export const leftOver = (line: Line, used: ReadonlySet<number>, vocabulary: Vocabulary): string[] => [
  ...new Set(leftIn(line, used, vocabulary).map(([from, to]) => said(line, from, to))),
]

/**
 * What of it is told: words that say what was wanted, such as in `trains icebreaker for the Rotary club about cats`. What only lies around it,
 * such as in `get people talking, strangers mostly`, would have changed nothing.
 */
export const toldOf = (line: Line, used: ReadonlySet<number>, vocabulary: Vocabulary): string[] => [
  ...new Set(
    leftIn(line, used, vocabulary)
      .filter(([from, to]) => tells(line, from, to, used))
      .map(([from, to]) => said(line, from, to)),
  ),
]

/** Leads up to what is wanted. */
const leading = /^(?:about|on|for|with|of|by|around|regarding|featuring|without|not|no|named|called)$/
const determining = /^(?:the|a|an|our|my|your|their|his|her|this|that|these|those|some|any|all|new|local)$/
/** Says how, when or how much. */
const adverbial =
  /ly$|^(?:instead|before|after|ahead|down|away|each|much|many|lots|half|bunch|way|both|every|alone|apart|usual|week|month|year|day|hour|minute|morning|afternoon|evening|tmrw|tmrws|yesterday|nobody|nothing|fine|ok|para|una|por|favor|que|con|los|las|del)$/

function tells(line: Line, from: number, to: number, used: ReadonlySet<number>): boolean {
  const { words } = line
  const isAdverbial = words
    .slice(from, to)
    .every(({ text }) => adverbial.test(text) && !/^(?:family|elderly)$/.test(text))
  if (isAdverbial) return false
  let before = from - 1
  while (before >= 0 && determining.test(words[before]?.text ?? '')) before--
  if (before < 0 || words[before + 1]?.before) return true
  if (leading.test(words[before]?.text ?? '')) return true
  const next = words[to]
  if (!next) return used.has(before)
  const isNoun = !next.before && (used.has(to) || (used.has(to + 1) && !words[to + 1]?.before))
  return isNoun
}

/** Places from and to of what is left. */
function leftIn(line: Line, used: ReadonlySet<number>, vocabulary: Vocabulary): [number, number][] {
  const spans: [number, number][] = []
  let from = -1
  for (let at = 0; at <= line.words.length; at++) {
    const word = line.words[at]
    const isLeft =
      word !== undefined &&
      !used.has(at) &&
      !vocabulary.isFiller(word.text) &&
      !word.forms.some(form => vocabulary.isFiller(form)) &&
      !(word.text.length === 1 && !/\d/.test(word.text))
    if (isLeft && from < 0) from = at
    if (from >= 0 && (!isLeft || (word?.before && at > from))) {
      spans.push([from, at])
      from = isLeft ? at : -1
    }
  }
  return spans
}

/** What was caught under a name, as typed. */
export function caughtIn(line: Line, intent: Intent, name: string): string | undefined {
  const span = intent.caught[name]
  return span && said(line, span[0], span[1])
}

/** The same, without what only leads up to it: `the`, `a`, `called`. */
export const withoutArticle = (words: string): string =>
  words
    .replace(/^(?:(?:the|a|an|our|my|this|that|those|these|called|named|it|to|as|be)\s+)+(?=\S)/i, '')
    .trim()

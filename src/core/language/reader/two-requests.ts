import type { Context, Intent } from '../grammar.ts'
import type { Line } from '../normalize.ts'
import { readMoment } from '../temporal.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { Intents } from './intents.ts'
import { differs, type Reading } from './reading.ts'
import type { Requests } from './requests.ts'

interface TwoRequestsDeps {
  vocabulary: Vocabulary
  intents: Intents
  requests: Requests
}

/** Makes what reads a line as two requests: the first, with the other beside it. `whole`: what the line asks for as one. */
export function createTwoRequests({ vocabulary, intents, requests }: TwoRequestsDeps) {
  return twoRequests

  /** `an icebreaker for teens and show my plan`: each half asks for something else, and is surely a request by itself. Both are offered. */
  function twoRequests(line: Line, context: Context, whole?: Intent): Reading | undefined {
    if (line.words.length > mostInTwo) return undefined
    for (const [at, { text, before }] of line.words.entries()) {
      const isJoint = /^(?:and|also|plus|then)$/.test(text)
      if (at < 2 || at > line.words.length - 3 || !(isJoint || /[.;,!?]/.test(before))) continue
      // “Make a plan and call it …”: the joint belongs to the one request.
      if (isJoint && whole?.hits.has(at)) continue
      const first = requestAlone({ ...line, words: line.words.slice(0, at) }, context)
      if (!first) continue
      const second = requestAlone({ ...line, words: line.words.slice(isJoint ? at + 1 : at) }, context)
      if (
        second &&
        !isOfIcebreaker(first, second, line, at) &&
        !isOneThatComes(first, second) &&
        (differs(first, second) || areTwoSteps(first, second))
      )
        return { ...first, ask: true, others: [second] }
    }
    return undefined
  }

  /** `icebreaker for learners, simple words`: what stands behind is for whom, or how it is to be. */
  function isOfIcebreaker(first: Reading, second: Reading, line: Line, at: number): boolean {
    const behind: Line = { ...line, words: line.words.slice(at) }
    const isDenied = behind.words.some(({ text }) => /^(?:no|not|zero|without)$/.test(text))
    const isNamed = vocabulary.names('readings', behind) && !isDenied
    return (
      first.command === 'icebreaker' &&
      second.command === 'readings' &&
      !isNamed &&
      vocabulary.find('filter', behind).length > 0
    )
  }

  /** What part of a line asks for, where it names the command and nearly all of its words go into it. */
  function requestAlone(line: Line, context: Context): Reading | undefined {
    const [best] = intents.of(line, context)
    if (best && /^(?:greeting|thanks)$/.test(best.command)) return undefined
    const isSure = best && (best.score >= 7 || (best.score >= 5 && vocabulary.names(best.command, line)))
    if (!isSure || best.command === 'ask') return undefined
    // “Closed Jan 1 and Feb 15”: a mere day asks for nothing by itself.
    if (readMoment(line, context.now).hits.length >= line.words.length) return undefined
    const reading = requests.settled(best, line, context)
    return reading && !reading.ask && reading.run !== undefined && reading.ignored.length === 0
      ? reading
      : undefined
  }
}

/** `every other Wednesday at 1, a kids question`: when it comes, and what. */
const isOneThatComes = (first: Reading, second: Reading): boolean =>
  first.command === 'weekly' && second.command === 'icebreaker'

/** Words of a line that asks for two things: a longer one tells a story. */
const mostInTwo = 24

/** Two things that are told of a plan's steps: one is done, another goes to somebody. */
const areTwoSteps = (one: Reading, other: Reading): boolean =>
  one.command === 'plan' &&
  other.command === 'plan' &&
  one.slots[0] !== other.slots[0] &&
  [one, other].every(({ slots }) => /^step /.test(slots[1] ?? ''))

import { type Effect, privateReply } from '../effect.ts'
import { text } from '../message.ts'

/** So many requests of one person in so many milliseconds are answered as fast as they come: nobody types faster. */
const most = 100
const withinMs = 10_000
/** The pace beyond that, with which a colleague in the same channel still gets a word in. */
const pauseMs = 1_000
/** So many answers may wait for one person; what is no card and would come behind them is left out. */
const mostWaiting = 100
/** Nobody is remembered whose allowance is whole again; looked at when there are so many. */
const manyPeople = 1_000

/** How the answer to one request of somebody who is too fast is slowed. What was asked is decided and kept as always. */
export interface Throttled {
  /** What is still to be said: why it comes slowly, once, and not more than can be read. */
  thin(effects: Effect[]): Effect[]
  /** Resolves when it may be said. */
  ready(): Promise<void>
}

interface Allowance {
  left: number
  at: number
  told: boolean
  waiting: number
}

/**
 * Sees to it that one person, or a program gone wild under their name, takes nobody else's time: from the hundredth
 * request in ten seconds on, answers come one a second. Undefined: as fast as it comes. `at` is the request's time.
 */
export function createRateLimiter(
  wait: (ms: number) => Promise<unknown>,
): (person: string, at: number) => Throttled | undefined {
  const people = new Map<string, Allowance>()
  let lookAt = manyPeople

  return (person, at) => {
    const one = allowanceOf(person, at)
    if (one.left < 1) return slowed(one)
    one.left -= 1
    return undefined
  }

  function allowanceOf(person: string, at: number): Allowance {
    const known = people.get(person)
    if (!known) forgetTheQuiet(at)
    const one = known ?? { left: most, at, told: false, waiting: 0 }
    one.left = regained(one, at)
    one.at = at
    if (one.left === most) one.told = false
    people.set(person, one)
    return one
  }

  function forgetTheQuiet(at: number): void {
    if (people.size < lookAt) return
    for (const [person, one] of people)
      if (one.waiting === 0 && regained(one, at) === most) people.delete(person)
    // Looked at again when there are twice as many as are left: else a busy thousand would be gone through for each that comes.
    lookAt = Math.max(manyPeople, 2 * people.size)
  }

  function slowed(one: Allowance): Throttled {
    return {
      thin(effects) {
        const said = one.waiting < mostWaiting ? effects : effects.filter(isMoreThanWords)
        const first = one.told ? [] : [tooFast]
        one.told = true
        one.waiting++
        return [...first, ...said]
      },
      async ready() {
        await wait(pauseMs)
        one.waiting--
      },
    }
  }
}

/** A clock that was set back gives nothing, and takes nothing. */
const regained = ({ left, at: then }: Allowance, at: number): number =>
  Math.min(most, left + (Math.max(0, at - then) * most) / withinMs)

/** What changes a card, or is one, has to be seen: later steps build on it. */
const isMoreThanWords = (effect: Effect): boolean => effect.type !== 'reply' || effect.card !== undefined

const tooFast: Effect = privateReply([
  text(
    'That was a lot at once, so I slow down a little. I keep everything you write; my answers come one after another, and a few may be left out.',
  ),
])

import { type Effect, privateReply } from '../effect.ts'
import { text } from '../message.ts'
import { allowance, createAllowances, type Spend } from './allowance.ts'

/** The pace beyond the allowance, with which a colleague in the same channel still gets a word in. */
const pauseMs = 1_000
/** So many answers may wait for one person; what is no card and would come behind them is left out. */
const mostWaiting = 100

/** How the answer to one request of somebody who is too fast is slowed. What was asked is decided and kept as always. */
export interface Throttled {
  /** What is still to be said: why it comes slowly, once, and not more than can be read. */
  thin(effects: Effect[]): Effect[]
  /** Resolves when it may be said. */
  ready(): Promise<void>
}

/** Somebody who was too fast, until they were quiet. */
interface Slowed {
  told: boolean
  waiting: number
  at: number
}

/** Undefined: the answer may come as fast as it can. `at` is the request’s time. */
export type RateLimiter = (person: string, at: number) => Promise<Throttled | undefined>

/**
 * Sees to it that one person, or a program gone wild under their name, takes nobody else's time: from the hundredth
 * request in ten seconds on, answers come one a second. `spend`: left out: all that people ask comes to this process.
 */
export function createRateLimiter(
  wait: (ms: number) => Promise<unknown>,
  spend: Spend = createAllowances(),
): RateLimiter {
  const people = new Map<string, Slowed>()

  return async (person, at) => {
    const had = await spend(person, at)
    if (had === allowance.most) forgetTheQuiet(at)
    if (had >= 1) return undefined
    const one = people.get(person) ?? { told: false, waiting: 0, at }
    one.at = at
    people.set(person, one)
    return slowed(one)
  }

  /** Their allowance is whole again by then, whichever process it was spent at. */
  function forgetTheQuiet(at: number): void {
    for (const [person, one] of people)
      if (one.waiting === 0 && at - one.at >= allowance.withinMs) people.delete(person)
  }

  function slowed(one: Slowed): Throttled {
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

/** What changes a card, or is one, has to be seen: later steps build on it. */
const isMoreThanWords = (effect: Effect): boolean => effect.type !== 'reply' || effect.card !== undefined

const tooFast: Effect = privateReply([
  text(
    'That was a lot at once, so I slow down a little. I keep everything you write; my answers come one after another, and a few may be left out.',
  ),
])

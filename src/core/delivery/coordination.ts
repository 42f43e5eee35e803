import type { Spend } from './allowance.ts'
import type { Dedupe, Memory } from './dedupe.ts'
import type { Offers, OfferTerms } from './offers.ts'
import type { Outdated } from './outdated.ts'

/** What Hearths that share a store settle among them, none knowing another. One that is alone settles it in its own memory. */
export interface Coordination {
  /** Does each delivery once, whichever Hearth it comes to. `platform` keeps ids of two platforms apart. */
  dedupe(platform: string, memory: Memory): Dedupe
  /** One person's lines are decided one after another, and answered in that order. */
  enter(came: Came): Entry
  /** What waits until somebody takes it. */
  offers(terms: OfferTerms): Offers
  /** What is remembered of people and rooms, and is so no longer. */
  outdated: Outdated
  /** What one person may ask, whichever Hearth they ask. */
  spend: Spend
  /**
   * Books the next moment at which something may be posted to a place, at `spacingMs` between posts after the first `burst`; resolves
   * with how many milliseconds that is away.
   */
  book(place: string, limit: { burst: number; spacingMs: number }): Promise<number>
}

/** Something that a person typed or pressed. */
export interface Came {
  person: string
  /** Where others see it, too; left out: a place of the person's own. */
  room?: string
  /** The line's own name, by which whoever typed it can be told what they had not seen. */
  asked?: string
  delivery: string
}

/** One that came, from its coming until it is answered. */
export interface Entry {
  /** Resolves when all that the person typed before is decided; with what of it, and of what others typed there, was not answered when this came. */
  toDecide(): Promise<{ alongside: readonly string[]; meanwhile: readonly string[] }>
  decided(): Promise<void>
  /** Resolves when all that the person typed before is answered. */
  toAnswer(): Promise<void>
  answered(): void
}

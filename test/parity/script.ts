import type { PlaceName } from '../contracts/adapter.ts'

/** What must be seen after a step that could not be seen before it, and what must not be seen at all. */
interface Expectation {
  /** Each must come to be seen by who acts, in the channel or in their own chat; none may be there before. */
  sees?: readonly RegExp[]
  /** What a colleague comes to see in the same way. */
  shows?: readonly { to: string; sees: RegExp }[]
  /** What a colleague must not see anywhere. */
  hides?: readonly { from: string; words: RegExp }[]
}

/** One thing that somebody does, or that happens; each is played on every platform in the platform's own way. */
export type Step = Expectation &
  (
    | { who: string; says: string; where: PlaceName; under?: string }
    | { who: string; presses: string; fields?: readonly string[] }
    /** The clock goes on until something is due, for as many milliseconds at the most. */
    | { who: string; waits: number }
  )

/** A conversation, and what it shows of Hearth: a line of the support table. */
export interface Script {
  /** As it stands in the table: “The gathering checklist in one’s own chat”. */
  shows: string
  steps: readonly Step[]
}

/** A difference between platforms that is known, and why it is there. */
export interface Difference {
  platform: string
  shows: string
  /** The number of the step that goes otherwise. */
  at: number
  /** For the table: what happens there instead, and why. */
  instead: string
}

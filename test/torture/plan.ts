/** How much is tried. */
export interface Plan {
  kills: number
  /** The same numbers for the same seed, so that a failure can be looked at again. */
  random(): number
}

/** What CI runs: about two minutes. */
export const short = { kills: 30 }
/** What is run before a release: hours. */
export const long = { kills: 1_000 }

/** How much is tried. */
export interface Plan {
  kills: number
  restarts: number
  /** The same numbers for the same seed, so that a failure can be looked at again. */
  random(): number
}

/** What CI runs: under four minutes on two cores. */
export const short = { kills: 30, restarts: 20 }
/** What is run before a release: hours. */
export const long = { kills: 1_000, restarts: 200 }

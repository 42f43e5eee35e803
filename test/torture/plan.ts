/** How much is tried. */
export interface Plan {
  kills: number
  restarts: number
  /** How often each way to fail is gone through. */
  diskRounds: number
  /** During how many answers the power is cut at every step; and in how many ways by chance, beside the best and the worst. */
  answers: number
  chances: number
  damages: number
  seconds: number
  faultyWeeks: number
  starts: number
  faultyAnswers: number
  teamsRounds: number
  /** How often one of two Hearths on a database is harmed, and of four. */
  severals: number
  /** How often all of them are exchanged, and how often their database fails over. */
  upgrades: number
  failOvers: number
  /** The same numbers for the same seed, so that a failure can be looked at again. */
  random(): number
}

/** What CI runs: under four minutes on two cores. */
export const short = {
  kills: 30,
  restarts: 20,
  diskRounds: 1,
  answers: 100,
  chances: 1,
  damages: 5_000,
  seconds: 3,
  faultyWeeks: 2,
  starts: 6,
  faultyAnswers: 60,
  teamsRounds: 2,
  severals: 8,
  upgrades: 4,
  failOvers: 4,
}
/** What is run before a release: hours. */
export const long = {
  kills: 1_000,
  restarts: 200,
  diskRounds: 20,
  answers: 2_000,
  chances: 4,
  damages: 200_000,
  seconds: 100,
  faultyWeeks: 40,
  starts: 40,
  faultyAnswers: 2_000,
  teamsRounds: 40,
  severals: 200,
  upgrades: 60,
  failOvers: 60,
}

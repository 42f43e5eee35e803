/**
 * How often something random is tried: in `npm test` fewer times, so that it stays short; each time it was meant for in
 * `npm run test:long`, which CI runs (`.ci/run`).
 */
export const tries = (long: number, short = Math.ceil(long / 5)): number =>
  process.env.TRIES === 'all' ? long : short

/** The middle of some figures, and how far they lie apart. */
export interface Spread {
  median: number
  min: number
  max: number
}

/** Summarises the figures of all rounds. */
export function spread(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b)
  return { median: quantile(sorted, 0.5), min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN }
}

/** The value below which a share of the sorted figures lies. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN]
  return below + (above - below) * (at - Math.floor(at))
}

/** One contender's figures against another's, round by round: what disturbed one disturbed the other. */
export const ratios = (ours: readonly number[], theirs: readonly number[]): number[] =>
  ours.map((figure, round) => figure / (theirs[round] ?? Number.NaN))

/** The power that cost grows with, by least squares on a log-log scale: 0 is flat, 1 proportional. */
export function growth(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const)
  const mean = (pick: 0 | 1) => logs.reduce((sum, log) => sum + log[pick], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const along = logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0)
  return logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / along
}

import { fileURLToPath } from 'node:url'
import { type Spread, spread } from './measure/stats.ts'

/** How thoroughly to measure: in full for figures, short to see that everything runs. */
export interface Form {
  short: boolean
  /** How often the contenders are gone through, in turn. */
  rounds: number
  /** How long each is loaded. */
  seconds: number
  /** Tells what is going on. */
  say(what: string): void
}

/** One figure of the table: of a contender, or of one against another. */
export interface Figure extends Spread {
  what: string
  unit: string
  /** The figure to hit; none: it is reported. */
  aim?: { least: number } | { most: number }
}

/** A curve for the plots. */
export interface Curve {
  what: string
  unit: string
  points: readonly (readonly [x: number, y: number])[]
}

/** What one row of the bench found out. */
export interface Row {
  id: string
  title: string
  figures: Figure[]
  curves?: Curve[]
  /** What the figures leave out, or were measured by. */
  notes?: string[]
}

/** A figure from all its rounds. */
export const figure = (
  what: string,
  unit: string,
  rounds: readonly number[],
  aim?: Figure['aim'],
): Figure => ({ what, unit, ...spread(rounds), ...(aim && { aim }) })

/** Whether the median hits the aim; undefined where there is none. */
export function isMet({ median, aim }: Figure): boolean | undefined {
  if (!aim) return undefined
  return 'least' in aim ? median >= aim.least : median <= aim.most
}

/** A contender's program, as it was built. */
export const contender = (name: string): string =>
  fileURLToPath(new URL(`./contenders/${name}.js`, import.meta.url))

/** Hearth as `npm start` runs it. */
export const hearth = fileURLToPath(new URL('../../../dist/src/start.cjs', import.meta.url))

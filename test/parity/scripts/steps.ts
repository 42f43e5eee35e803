import type { PlaceName } from '../../contracts/adapter.ts'
import type { Step } from '../script.ts'

/** Exactly these words. */
export const seen = (words: string): RegExp => new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))

/** So many days, in milliseconds. */
export const days = (count: number): number => count * 24 * 3_600_000

/** A line typed, and what then comes to be seen by whoever typed it. */
export const says = (who: string, where: PlaceName, line: string, ...sees: RegExp[]): Step => ({
  who,
  where,
  says: line,
  sees,
})

/** A button pressed, and what then comes to be seen by whoever pressed it. */
export const presses = (who: string, label: string, ...sees: RegExp[]): Step => ({
  who,
  presses: label,
  sees,
})

/** The same, with the fields of its form filled in. */
export const fills = (who: string, fields: readonly string[], label: string, ...sees: RegExp[]): Step => ({
  who,
  presses: label,
  fields,
  sees,
})

/** These words, so many times. */
export const times = (count: number, words: string): RegExp =>
  new RegExp(Array.from({ length: count }, () => seen(words).source).join('[\\s\\S]*'))

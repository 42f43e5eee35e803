import { originInWords } from '../core/paper.ts'

/** What stands on a paper that came back. */
export type ReadPart =
  | { type: 'heading'; level: number; text: string }
  /** `words`: typed by whoever filled it in, in no form of ours. `about`: what Hearth says of an answer. */
  | { type: 'answer' | 'words' | 'aside' | 'about' | 'item'; text: string }
  | { type: 'row'; cells: string[] }

const number = /^\d{1,2}\\?[.)]\s+/
/** Programs write an apostrophe in one way or another. */
const marks = Object.values(originInWords).map(
  one => new RegExp(`[*_]{0,2}\\(${one.replace(/[’']/g, "[’'‘`´]")}\\)[*_]{0,2}`),
)

/** A heading without its number, and without whose words it is in. */
export function headingWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const found = marks.map(one => one.exec(line)).find(one => one && one.index + one[0].length === line.length)
  return (found ? line.slice(0, found.index) : line).replace(number, '').trim()
}

/** Whether a line has a number before it, as questions have. */
export const isNumbered = (text: string): boolean => number.test(text.trim())

/** Whether a line says whose words it is in. */
export const isMarked = (text: string): boolean => marks.some(one => one.test(text))

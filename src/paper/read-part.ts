import { originInWords } from '../core/paper.ts'

/** What stands on a paper that came back. */
export type ReadPart =
  | { type: 'heading'; level: number; text: string }
  /** `words`: typed by whoever filled it in, in no form of ours. `about`: what Hearth says of an answer. */
  | { type: 'answer' | 'words' | 'aside' | 'about' | 'item'; text: string }
  | { type: 'row'; cells: string[] }

/** A heading without its number, and without whose words it is in. */
export function headingWords(text: string): string {
  const marks = Object.values(originInWords).map(one => `(${one})`)
  const line = text.replace(/\s+/g, ' ').trim()
  const mark = marks.find(one => line.endsWith(one))
  return (mark ? line.slice(0, -mark.length) : line).replace(/^\d{1,2}\.\s+/, '').trim()
}

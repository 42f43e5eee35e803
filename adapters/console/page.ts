import { type Say, untranslated } from '../../src/core/translation/speaking.ts'

/** Lines that belong together; `acts`: they are what can be done, and stay in sight. */
export interface Piece {
  lines: readonly string[]
  acts?: true
  /** An empty line stands before it. */
  apart?: true
}

/** What is shown at once, and what `more` shows. */
export interface Page {
  lines: string[]
  rest: string[]
}

const joined = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap(({ lines, apart }, at) =>
    apart && at > 0 && lines.length > 0 ? ['', ...lines] : [...lines],
  )

/** Fits pieces into so many lines: what can be done stays in sight, and a line says what `more` shows. */
export function paged(
  pieces: readonly Piece[],
  behind: { lines: readonly string[]; hint: readonly string[] },
  most: number,
  say: Say,
): Page {
  const drawn = pieces.filter(one => one.lines.length > 0)
  const all = joined(drawn)
  const { hint } = behind
  if (all.length + hint.length <= most) return { lines: [...all, ...hint], rest: [...behind.lines] }
  const from = actingFrom(drawn, most - fewestWords)
  const tail = joined(drawn.slice(from))
  const words = joined(drawn.slice(0, from))
  const shown = words.slice(0, Math.max(1, most - tail.length - 1))
  const left = words.slice(shown.length)
  const rest = [...(left[0] === '' ? left.slice(1) : left), ...behind.lines]
  return { lines: [...shown, say(moreLines(rest.length)), ...tail], rest }
}

/** Lines of words that stand above what can be done, whatever else there is. */
const fewestWords = 4

/** Where what can be done begins, at the end: the field with its options and all buttons, as far as there is room for them. */
function actingFrom(drawn: readonly Piece[], room: number): number {
  let from = drawn.length
  while (from > 0 && drawn[from - 1]?.acts && joined(drawn.slice(from - 1)).length <= room) from--
  // A field without its buttons could not be sent, and buttons without their field would say nothing of it.
  return from
}

/** The next page of what is left. */
export function nextPage(rest: readonly string[], most: number, say: Say = untranslated): Page {
  if (rest.length <= most) return { lines: [...rest], rest: [] }
  const left = rest.slice(most - 1)
  return { lines: [...rest.slice(0, most - 1), say(moreLines(left.length))], rest: left }
}

const moreLines = (count: number): string => `more: ${count} more ${count === 1 ? 'line' : 'lines'}`

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
  behind: { lines: readonly string[]; labels: readonly string[] },
  most: number,
): Page {
  const drawn = pieces.filter(one => one.lines.length > 0)
  const all = joined(drawn)
  const hint = behind.labels.length > 0 ? [`more: ${behind.labels.join(' · ')}`] : []
  if (all.length + hint.length <= most) return { lines: [...all, ...hint], rest: [...behind.lines] }
  const acting = drawn.at(-1)?.acts ? (drawn.at(-1)?.lines ?? []) : []
  const tail = acting.length > most / 2 ? [] : acting
  const words = joined(tail.length > 0 ? drawn.slice(0, -1) : drawn)
  const shown = words.slice(0, Math.max(1, most - tail.length - 1))
  const rest = [...words.slice(shown.length), ...behind.lines]
  return { lines: [...shown, moreLines(rest.length), ...tail], rest }
}

/** The next page of what is left. */
export function nextPage(rest: readonly string[], most: number): Page {
  if (rest.length <= most) return { lines: [...rest], rest: [] }
  const left = rest.slice(most - 1)
  return { lines: [...rest.slice(0, most - 1), moreLines(left.length)], rest: left }
}

const moreLines = (count: number): string => `more: ${count} more ${count === 1 ? 'line' : 'lines'}`

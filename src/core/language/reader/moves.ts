import type { Line } from '../normalize.ts'
import type { Found, Vocabulary } from '../vocabulary.ts'
import type { Intents } from './intents.ts'
import { namesDay } from './question-shapes.ts'
import { asking, more, type Reading } from './reading.ts'

/** Makes what reads a line as a move of a walk-through: `skip this one`, `go back`. */
export function createMoves({ vocabulary, intents }: { vocabulary: Vocabulary; intents: Intents }) {
  return moveIn

  function moveIn(line: Line): Reading | undefined {
    const found = [...vocabulary.find('move', line), ...intents.bare('move', line)].sort(
      (a, b) => b.hits.length - a.hits.length,
    )
    const [best] = found
    if (!best) return bareSigns(line) ?? movesIn(line)
    const covered = best.hits.length / line.words.length
    const isWhole = best.pattern.startsWith('^')
    // A long line that only holds such words is an answer.
    if (!isWhole && line.words.length > 8 && covered < 0.5) return undefined
    // “Kids here would kill for …” only begins like one.
    if (!best.pattern.endsWith('$') && line.words.length > 8 && covered < 0.25) return undefined
    if (!isWhole && covered < 0.34) return undefined
    const means = best.entry.means ?? ''
    // “Why”, without a question mark, may be somebody's whole answer.
    if (
      means === 'more' &&
      line.words.length === 1 &&
      !line.asks &&
      /^(?:why|what|how)$/.test(line.words[0]?.text ?? '')
    )
      return undefined
    // “Let’s do it Saturday, January 9” puts nothing off.
    if (means === 'park' && namesDay(line)) return undefined
    if (means === 'done') return asking({ slots: ['done'] })
    const number = means === 'edit' ? ordinalIn(line, best) : undefined
    // “My last answer” is the one before.
    const move = means === 'edit' && number === undefined ? 'back' : means
    const slot = number === undefined ? move : `edit ${number}`
    return { command: move, slots: [slot], ignored: [], ask: false, run: slot }
  }

  /** `not sure, skip`: each part is a move, and the last that does something is meant. */
  function movesIn(line: Line): Reading | undefined {
    const parts = clausesOf(line)
    if (line.words.length > mostInMoves) return undefined
    if (parts.length < 2) return runTogether(line)
    const moves = parts.map(moveIn)
    if (moves.some(one => one === undefined || one.command === null)) return undefined
    return moves.findLast(one => one?.command !== 'park') ?? moves[0]
  }

  /** `no idea skip that`: two moves with nothing between them, each of which is one by itself. */
  function runTogether(line: Line): Reading | undefined {
    for (let at = 1; at < line.words.length; at++) {
      const [first, second] = [line.words.slice(0, at), line.words.slice(at)].map(words =>
        wholeMove({ ...line, words }),
      )
      if (first && second) return second.command === 'park' ? first : second
    }
    return undefined
  }

  function wholeMove(line: Line): Reading | undefined {
    const isWhole = vocabulary
      .find('move', line)
      .some(({ hits, pattern }) => pattern.startsWith('^') && hits.length === line.words.length)
    const move = isWhole ? moveIn(line) : undefined
    return move?.command === null ? undefined : move
  }

  /** `???` is no answer. */
  function bareSigns(line: Line): Reading | undefined {
    if (line.words.length > 0 || !/[?!.…]/.test(line.end)) return undefined
    return more()
  }
}

/** Words of a line that is made of moves alone. */
const mostInMoves = 10

/** The parts of a line between its commas and full stops. */
function clausesOf(line: Line): Line[] {
  const starts = [...line.words.keys()].filter(at => at === 0 || line.words[at]?.before !== '')
  return starts.map((from, at) => ({ ...line, words: line.words.slice(from, starts[at + 1]) }))
}

function ordinalIn(line: Line, found: Found): string | undefined {
  for (const at of found.hits) {
    const text = line.words[at]?.text ?? ''
    if (/^\d{1,2}/.test(text)) return String(Number.parseInt(text, 10))
    const named = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'
      .split(' ')
      .indexOf(text)
    const counted = 'zero one two three four five six seven eight nine ten eleven twelve'
      .split(' ')
      .indexOf(text)
    if (named > 0) return String(named)
    if (counted > 0) return String(counted)
  }
  return undefined
}

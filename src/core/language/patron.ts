import type { Line } from './normalize.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * Whether a line seems to tell of a patron: a card or telephone number, or a name with a title or in full together with something
 * about health, money or conduct. Such lines are not kept unasked.
 */
export function personalIn(line: Line, vocabulary: Vocabulary): boolean {
  if (/(?<![\d.])\d{9,}(?!\d)/.test(line.clean.replace(/[ -](?=\d{3,})/g, ''))) return true
  if (/\b\d{3}[-.]\d{4}\b/.test(line.clean)) return true
  const detail = line.words.some((_, at) => vocabulary.within('patron-detail', line, at) > 0)
  if (!detail) return false
  return line.words.some((word, at) => {
    const next = line.words[at + 1]
    const titled =
      vocabulary.within('title', line, at) > 0 &&
      next !== undefined &&
      (next.capital || (/^(?:mr|mrs|ms|miss)$/.test(word.text) && !vocabulary.isFiller(next.text)))
    const full =
      word.capital &&
      line.words[at + 1]?.capital === true &&
      vocabulary.within('name', line, at) > 0 &&
      vocabulary.within('name', line, at + 1) > 0
    return titled || full
  })
}

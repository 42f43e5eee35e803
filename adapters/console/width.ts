const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const ascii = /^[ -~]*$/
const invisible = /^[\p{M}\p{Cf}\p{Cc}]+$/u
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|\ufe0f/u
// After cleaning, the only control characters left are those of our own colors.
const color = /(\p{Cc}\[\d+m)/u
/** Ends a color: it belongs to the word before it; a color that begins belongs to the word after it. */
const closing = /\[(22|23|39)m/
const address = /https?:\/\//

/** How many columns a text takes: none for marks and colors, two for CJK and emoji. */
export function widthOf(text: string): number {
  if (ascii.test(text)) return text.length
  return clusters(uncolored(text)).reduce((sum, cluster) => sum + clusterWidth(cluster), 0)
}

/** Breaks text into lines no wider than `width`, between words where it can. Web addresses stay whole, to be copied. */
export const wrap = (text: string, width: number): string[] =>
  text.split('\n').flatMap(line => wrapLine(line, width))

/** Wraps text with a prefix for the first line, and another for the rest. */
export function hang(first: string, rest: string, text: string, width: number): string[] {
  const lines = wrap(text, Math.max(1, width - Math.max(widthOf(first), widthOf(rest))))
  return lines.map((line, at) => `${at === 0 ? first : rest}${line}`)
}

function wrapLine(line: string, width: number): string[] {
  if (ascii.test(line) && line.length <= width) return [line.trimEnd()]
  const lines: string[] = []
  let current = ''
  let used = 0
  for (const unit of line.split(/(\s+)/).flatMap(word => units(word, width))) {
    const size = widthOf(unit)
    if (used + size > width && current !== '') {
      if (current.trim() !== '') lines.push(current.trimEnd())
      current = ''
      used = 0
      // The next line does not begin with the space at which the line was broken.
      if (unit.trim() === '') continue
    }
    current += unit
    used += size
  }
  return [...lines, current.trimEnd()]
}

/** The parts of a word between which a line may break: none, unless it is CJK or longer than a line. */
function units(word: string, width: number): string[] {
  if ((ascii.test(word) && word.length <= width) || breakable(uncolored(word), width).length < 2)
    return [word]
  const all: string[] = []
  let opened = ''
  for (const [at, part] of word.split(color).entries()) {
    if (at % 2 === 0) {
      const [first, ...others] = breakable(part, width)
      if (first === undefined) continue
      all.push(opened + first, ...others)
      opened = ''
    } else if (closing.test(part) && all.length > 0) all[all.length - 1] += part
    else opened += part
  }
  return opened === '' ? all : [...all, opened]
}

function breakable(part: string, width: number): string[] {
  const all = clusters(part)
  if (all.some(cluster => wide.test(cluster))) return all
  return part === '' || (widthOf(part) > width && !address.test(part)) ? all : [part]
}

const uncolored = (text: string): string =>
  text
    .split(color)
    .filter((_, at) => at % 2 === 0)
    .join('')

const clusters = (text: string): string[] => Array.from(graphemes.segment(text), one => one.segment)

function clusterWidth(cluster: string): number {
  if (invisible.test(cluster)) return 0
  return wide.test(cluster) ? 2 : 1
}

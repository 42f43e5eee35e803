import type { ReadPart } from './read-part.ts'

/** Markdown as Hearth writes it, and as somebody changes it in any editor: what is no form of ours is somebody's words. */
export function readMarkdown(text: string): ReadPart[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const parts: ReadPart[] = []
  for (let at = 0; at < lines.length; ) {
    const end = endOf(lines, at)
    // A title may be underlined in place of a sign before it.
    const isTitle = end === at + 1 && /^={3,}\s*$/.test(lines[end] ?? '')
    parts.push(...read(isTitle ? [`# ${lines[at]}`] : lines.slice(at, end)))
    at = end
  }
  return parts
}

const isQuote = (line: string): boolean => line.startsWith('>')
const isRow = (line: string): boolean => line.startsWith('|')
const isHeading = (line: string): boolean => /^#{1,6}\s/.test(line)
const isRule = (line: string): boolean => /^\s*(?:_{3,}|-{3,}|\*{3,}|={3,})\s*$/.test(line)
const isFence = (line: string): boolean => /^\s*(?:```|~~~)/.test(line)
const isItem = (line: string): boolean => /^(?:[-*+]|\d{1,3}[.)])\s/.test(line)

/** Where a piece ends that begins here: a quote goes on as long as it is quoted, words as long as no line is empty. */
function endOf(lines: readonly string[], at: number): number {
  const first = lines[at] ?? ''
  if (first.trim() === '' || isRule(first) || isHeading(first) || isRow(first) || isItem(first)) return at + 1
  let end = at + 1
  if (isFence(first)) {
    const closing = lines.findIndex((line, place) => place > at && isFence(line))
    return closing < 0 ? at + 1 : closing + 1
  }
  const goesOn = (line: string) =>
    isQuote(first)
      ? isQuote(line)
      : line.trim() !== '' && ![isRule, isFence, isQuote, isHeading, isRow, isItem].some(ends => ends(line))
  while (end < lines.length && goesOn(lines[end] ?? '')) end++
  return end
}

function read(lines: readonly string[]): ReadPart[] {
  const [first = ''] = lines
  if (first.trim() === '' || isRule(first)) return []
  if (isFence(first)) return lines.length > 2 ? [{ type: 'words', text: lines.slice(1, -1).join('\n') }] : []
  const [, marks, words = ''] = /^(#{1,6})\s+(.*)$/.exec(first) ?? []
  if (marks)
    return [
      { type: 'heading', level: marks.length, text: unescaped(withoutStars(words.replace(/\s+#+\s*$/, ''))) },
    ]
  if (isQuote(first)) return [{ type: 'answer', text: unquoted(lines) }]
  if (isRow(first)) return readRow(first)
  if (isItem(first)) return [{ type: 'item', text: unescaped(first.replace(/^\S+\s+/, '')) }]
  const whole = lines.join('\n').trim()
  const aside = /^([*_])((?:(?!\1)[^\\]|\\.)+)\1$/s.exec(whole)?.[2]
  if (aside !== undefined) return [{ type: 'about', text: unescaped(aside) }]
  return [
    { type: 'words', text: withoutRules(lines.map(line => unescaped(line.replace(/\\$/, ''))).join('\n')) },
  ]
}

function readRow(line: string): ReadPart[] {
  const cells = line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map(cell => unescaped(cell.trim()))
  return cells.every(cell => /^:?-{3,}:?$/.test(cell)) ? [] : [{ type: 'row', cells }]
}

/** Somebody's words behind a quote, letter for letter. */
export const unquoted = (lines: readonly string[]): string =>
  lines
    .map((line, at) => {
      const words = line.replace(/^> ?/, '')
      // Two lines are one paragraph with a break; the sign of it is no word.
      return unescaped(at < lines.length - 1 ? words.replace(/(?<!\\)((?:\\\\)*)\\$/, '$1') : words)
    })
    .join('\n')

/** Somebody may write on the line that is there to be written on. */
const withoutRules = (words: string): string => words.replace(/^_{3,}[ \t]*|[ \t]*_{3,}$/gm, '')

const withoutStars = (words: string): string => words.replace(/(?<!\\)\*/g, '')

/** What stands behind the signs that keep it from being read as markup. */
const unescaped = (words: string): string =>
  words.replace(/\\([!-/:-@[-`{-~])|&#(\d{1,6});/g, (_, sign?: string, code?: string) =>
    sign === undefined ? String.fromCodePoint(Number(code)) : sign,
  )

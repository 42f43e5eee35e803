import { chartTable, plain, type Rich, type Span, spans } from '../core/message.ts'
import {
  headingText,
  markOf,
  type Origins,
  originInWords,
  type Paper,
  type PaperPart,
} from '../core/paper.ts'
import { isLink, markdownLine } from '../core/text.ts'

/** A paper as Markdown. Answers are quotes: a long line is broken by whatever shows it, and nothing in it is read as markup. */
export const markdownOf = ({ parts, origins = originInWords }: Paper): string =>
  `${parts.map(part => draw(part, origins)).join('\n\n')}\n`

function draw(part: PaperPart, origins: Origins): string {
  switch (part.type) {
    case 'heading':
      return `${'#'.repeat(part.level)} ${markdownLine(headingText(part))}${marked(markOf(part, origins))}`
    case 'paragraph':
      return part.quiet ? `*${rich(part.text)}*` : `${rich(part.text)}${marked(markOf(part, origins))}`
    case 'list':
      return part.items.map((item, at) => `${part.ordered ? `${at + 1}.` : '-'} ${rich(item)}`).join('\n')
    case 'answer':
      return `${quoted(part.text)}${part.about ? `\n\n*${markdownLine(part.about)}*` : ''}`
    case 'blank':
      return '___'
    case 'cards':
      return part.cards.map(({ sign, words }) => `* ${sign} ${markdownLine(words)}`).join('\n')
    case 'chart':
      return `**${markdownLine(part.label)}**\n\n${draw({ ...chartTable(part), label: part.label }, origins)}`
    case 'table':
      return [part.columns, part.columns.map(() => '---'), ...part.rows]
        .map(cells => `| ${cells.map(one => markdownLine(plain(one))).join(' | ')} |`)
        .join('\n')
  }
}

const marked = (mark: string): string => (mark ? ` *(${mark})*` : '')

/** Somebody's words as a quote; `unquoted` in read-markdown.ts gives the same letters back. */
export const quoted = (words: string): string => {
  const lines = words.split('\n')
  return lines
    .map((line, at) => {
      const isLast = at === lines.length - 1
      if (line === '') return '>'
      // Two lines are two lines, and no paragraph.
      return `> ${escaped(line)}${isLast || lines[at + 1] === '' ? '' : '\\'}`
    })
    .join('\n')
}

/** A line in which nothing is read as markup: not within it, nor at its beginning. */
const escaped = (line: string): string =>
  line
    .replace(/[\\`*_[\]<>|~#]/g, '\\$&')
    .replace(/&(?=#|\w+;)/g, '\\&')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])/, '$1\\$2')
    .replace(/^[ \t]/, sign => `&#${sign.charCodeAt(0)};`)
    .replaceAll('\r', '&#13;')

const rich = (line: Rich): string => spans(line).map(drawSpan).join('')

function drawSpan(span: Span): string {
  if (typeof span === 'string') return words(span)
  if ('bold' in span) return `**${words(span.bold)}**`
  if ('spoken' in span) return words(span.spoken)
  if ('italic' in span) return `*${words(span.italic)}*`
  if ('code' in span) return `\`${span.code.replaceAll('`', '')}\``
  if ('person' in span) return words(span.name)
  return isLink(span.link)
    ? `[${words(span.text)}](${span.link.replaceAll('(', '%28').replaceAll(')', '%29')})`
    : words(`${span.text} (${span.link})`)
}

/** The space at the ends of a span stays: it parts it from its neighbors. */
const words = (text: string): string => text.replace(/\s+/g, ' ').replace(/([\\`*_[\]<>#|])/g, '\\$1')

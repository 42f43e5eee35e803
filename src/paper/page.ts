import { barsOf } from '../core/bars.ts'
import { chartTable, type Rich, type Span, spans } from '../core/message.ts'
import {
  headingText,
  markOf,
  type Origins,
  originInWords,
  type Paper,
  type PaperPart,
} from '../core/paper.ts'
import { isLink } from '../core/text.ts'

/** What is drawn for the signs of cards, as the inside of an SVG. */
type Pictures = Readonly<Record<string, string>>

/** A paper as one page for the browser, made to be printed: it needs nothing from anywhere, and runs nothing. */
export const pageOf = (
  { title, language, parts, origins = originInWords }: Paper,
  pictures: Pictures = {},
): string => `<!doctype html>
<html lang="${language ?? 'en-US'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Hearth">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${formed(parts)
  .map(group => together(group, group.map(part => draw(part, origins, pictures)).join('\n')))
  .join('\n')}
</main>
</body>
</html>
`

/** Each heading with what stands under it. */
function formed(parts: readonly PaperPart[]): PaperPart[][] {
  const groups: PaperPart[][] = []
  for (const part of parts) {
    const last = groups.at(-1)
    if (last === undefined || part.type === 'heading') groups.push([part])
    else last.push(part)
  }
  return groups
}

/** A question and its room to write stand on one page. */
const together = (group: readonly PaperPart[], drawn: string): string =>
  group[0]?.type === 'heading' && group.some(part => part.type === 'blank')
    ? `<div class="together">\n${drawn}\n</div>`
    : drawn

function draw(part: PaperPart, origins: Origins, pictures: Pictures): string {
  switch (part.type) {
    case 'heading': {
      const kind = part.newPage ? ' class="new-page"' : ''
      return `<h${part.level}${kind}>${inLang(part, escaped(headingText(part)))}${marked(markOf(part, origins))}</h${part.level}>`
    }
    case 'paragraph': {
      const kind = part.quiet ? 'quiet' : part.origin
      return `<p${kind ? ` class="${kind}"` : ''}>${inLang(part, rich(part.text))}${marked(markOf(part, origins))}</p>`
    }
    case 'list': {
      const kind = part.ordered ? 'ol' : 'ul'
      const item = (one: Rich) => `<li>${rich(one)}</li>`
      const look = part.boxes ? 'boxes' : part.origin
      return `<${kind}${look ? ` class="${look}"` : ''}${langOf(part)}>\n${part.items.map(item).join('\n')}\n</${kind}>`
    }
    case 'answer': {
      const about = part.about ? `\n<p class="about">${escaped(part.about)}</p>` : ''
      return `<blockquote><p>${escaped(part.text)}</p></blockquote>${about}`
    }
    case 'blank':
      return `<div class="blank" role="img" aria-label="Space to write">${'<div></div>'.repeat(part.lines)}</div>`
    case 'cards':
      return `<ul class="cards">\n${part.cards.map(card => drawCard(card, pictures)).join('\n')}\n</ul>`
    case 'chart':
      return `${barsOf(part.bars)}\n${drawTable({ ...chartTable(part), label: part.label })}`
    case 'table':
      return drawTable(part)
  }
}

/** The picture says nothing that the words under it do not say. A sign without one is a letter of the reader’s own fonts. */
function drawCard({ sign, words }: { sign: string; words: string }, pictures: Pictures): string {
  const drawn = Object.hasOwn(pictures, sign)
    ? `<svg viewBox="0 0 32 32" width="1em" height="1em">${pictures[sign]}</svg>`
    : escaped(sign)
  return `<li><span class="sign" aria-hidden="true">${drawn}</span> ${escaped(words)}</li>`
}

function drawTable({ label, columns, rows }: Extract<PaperPart, { type: 'table' }>): string {
  const head = columns.map(one => `<th scope="col">${escaped(one)}</th>`).join('')
  const body = rows.map(cells => `<tr>${cells.map(one => `<td>${rich(one)}</td>`).join('')}</tr>`)
  return `<table>\n<caption>${escaped(label)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`
}

/** What is in another language than the page; the mark beside it is in the page’s. */
const inLang = (part: Spoken, drawn: string): string =>
  part.lang ? `<span${langOf(part)}>${drawn}</span>` : drawn

const langOf = ({ lang }: Spoken): string => (lang ? ` lang="${escaped(lang)}"` : '')

type Spoken = { lang?: string }

const marked = (mark: string): string => (mark ? ` <small class="origin">(${escaped(mark)})</small>` : '')

const rich = (line: Rich): string => spans(line).map(drawSpan).join('')

function drawSpan(span: Span): string {
  if (typeof span === 'string') return escaped(span)
  if ('bold' in span) return `<strong${langOf(span)}>${escaped(span.bold)}</strong>`
  if ('spoken' in span) return `<span${langOf(span)}>${escaped(span.spoken)}</span>`
  if ('italic' in span) return `<em>${escaped(span.italic)}</em>`
  if ('code' in span) return `<code>${escaped(span.code)}</code>`
  if ('person' in span) return escaped(span.name)
  return isLink(span.link)
    ? `<a href="${escaped(span.link)}" rel="noopener">${escaped(span.text)}</a>`
    : escaped(`${span.text} (${span.link})`)
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const escaped = (words: string): string => words.replace(/[&<>"]/g, sign => signs[sign] ?? sign)

/** No size of paper is named: it fits Letter and A4, whichever is in the printer. Nothing is ever cut at an edge. */
const style = `
@page { margin: 18mm 20mm; }
html { color-scheme: light dark; }
body { font: 1.05rem/1.5 Georgia, 'Times New Roman', serif; margin: 0; color: #1f1b16; background: #fff; }
svg { max-width: 100%; height: auto; }
main { max-width: 42rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, h6 { font-family: system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; line-height: 1.25; margin: 1.6em 0 .4em; }
h1 { font-size: 1.8rem; margin-top: 0; }
h2 { font-size: 1.35rem; }
h3 { font-size: 1.15rem; }
h4, h5, h6 { font-size: 1rem; }
p, ul, ol, blockquote, table { margin: .5em 0; }
.origin { font-weight: 400; font-size: .85rem; color: #5c5349; white-space: nowrap; }
.guide { border-left: 4px solid #9a3412; padding-left: .8rem; }
ul.cards { list-style: none; padding: 0; display: grid; grid-template-columns: 1fr 1fr; }
ul.cards li { border: 1px dashed; padding: 1.5rem .5rem; text-align: center; font-size: 1.6rem; break-inside: avoid; }
ul.cards .sign { display: block; font-size: 5rem; line-height: 1.2; font-family: 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif; }
ul.boxes { list-style: none; padding-left: .3rem; }
ul.guide, ol.guide { padding-left: 2rem; }
.quiet, .about { color: #5c5349; font-size: .92rem; }
blockquote { margin-left: 0; padding: .4rem .8rem; background: #f6f1ea; border-radius: .3rem; }
blockquote p { margin: 0; white-space: pre-wrap; }
.blank div { border-bottom: 1px solid #7a7067; height: 2.2rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { border: 1px solid #7a7067; padding: .35rem .5rem; text-align: left; vertical-align: top; }
th { overflow-wrap: break-word; }
td:empty { height: 2.2rem; min-width: 4.5rem; }
a { color: #9a3412; }
@media (prefers-color-scheme: dark) {
  @media screen {
    body { color: #f3ece3; background: #1d1916; }
    .origin, .quiet, .about { color: #c9bcae; }
    blockquote { background: #2d2722; }
    a { color: #f5a27a; }
    .guide { border-color: #f5a27a; }
  }
}
@media print {
  body { font-size: 11pt; color: #000; background: #fff; }
  main { max-width: none; padding: 0; }
  .new-page { break-before: page; margin-top: 0; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  blockquote { background: none; border-left: 1.5pt solid #000; border-radius: 0; }
  tr, table, .blank, .together { break-inside: avoid; }
  .blank, .about { break-before: avoid; }
  .quiet { break-after: avoid; }
  thead { display: table-header-group; }
  a { color: inherit; }
  a[href^='http']::after { content: ' (' attr(href) ')'; font-size: .85em; }
}
`

import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  HeightRule,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { barLength } from '../core/bars.ts'
import { type Bar, plain, type Rich, type Span, spans } from '../core/message.ts'
import {
  headingText,
  markOf,
  type Origins,
  originInWords,
  type Paper,
  type PaperPart,
} from '../core/paper.ts'
import { isLink } from '../core/text.ts'
import { roomAbove, ruled, stylesIn } from './word-look.ts'
import { styleIds } from './word-styles.ts'

/** A paper as a Word file, with real headings, lists and tables, on US Letter. */
export async function wordOf({
  title,
  language,
  parts,
  origins = originInWords,
}: Paper): Promise<Uint8Array> {
  const lists = parts.filter(part => part.type === 'list' && part.ordered).length
  let ordered = 0
  const children = parts.flatMap((part, at) =>
    draw(part, () => `numbered-${ordered++}`, origins, {
      spacing: spaceBefore(parts[at + 1]),
      isUnderHeading: parts[at - 1]?.type === 'heading',
    }),
  )
  const document = new Document({
    title: clean(title),
    creator: 'Hearth',
    lastModifiedBy: 'Hearth',
    description: 'Made with Hearth, built around “Libraries as Social Connectors” by WebJunction / OCLC.',
    styles: stylesIn(language),
    numbering: { config: Array.from({ length: lists }, (_, at) => numbering(`numbered-${at}`)) },
    sections: [{ properties: { page: letter }, footers: { default: footer(title) }, children }],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const headings = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const

/** What stands after a part; left out: what its style says. */
type Spacing = { after: number } | undefined

const spaceBefore = (next: PaperPart | undefined): Spacing =>
  next?.type === 'heading' && !next.newPage ? { after: roomAbove[next.level - 1] ?? 0 } : undefined

function draw(
  part: PaperPart,
  nextList: () => string,
  origins: Origins,
  { spacing, isUnderHeading }: { spacing: Spacing; isUnderHeading: boolean },
): (Paragraph | Table)[] {
  const last = spacing && { spacing }
  switch (part.type) {
    case 'heading':
      return [
        new Paragraph({
          heading: headings[part.level - 1] ?? HeadingLevel.HEADING_6,
          keepNext: true,
          ...(part.newPage && { pageBreakBefore: true }),
          ...last,
          children: [...runs(headingText(part), part.lang), ...marked(markOf(part, origins))],
        }),
      ]
    case 'paragraph':
      return [
        new Paragraph({
          style: part.quiet ? styleIds.quiet : part.origin === 'guide' ? styleIds.guide : styleIds.body,
          // Room to write is not parted from what it is for, nor a question in two languages from what was said to it.
          keepNext: part.quiet === true || (isUnderHeading && part.origin === 'hearth'),
          ...last,
          children: [...rich(part.text, part.lang), ...marked(markOf(part, origins))],
        }),
      ]
    case 'list': {
      const kind = part.ordered
        ? { numbering: { reference: nextList(), level: 0 } }
        : part.boxes
          ? { style: styleIds.box, keepNext: true }
          : { bullet: { level: 0 } }
      const end = part.items.length - 1
      return part.items.map(
        (item, at) => new Paragraph({ ...kind, ...(at === end && last), children: rich(item, part.lang) }),
      )
    }
    case 'answer':
      return [
        new Paragraph({
          style: styleIds.answer,
          // Who said it, and when, stands on the same page.
          keepNext: part.about !== undefined,
          ...(!part.about && last),
          children: runs(part.text),
        }),
        ...(part.about
          ? [new Paragraph({ style: styleIds.about, ...last, children: runs(part.about) })]
          : []),
      ]
    case 'blank':
      return Array.from({ length: part.lines }, (_, at) => {
        const isLast = at === part.lines - 1
        return new Paragraph({
          style: styleIds.blank,
          border: ruled,
          keepNext: !isLast,
          ...(isLast && last),
        })
      })
    case 'cards':
      return part.cards.map(drawCard)
    case 'chart':
      return underCaption(part.label, drawChart(part))
    case 'table':
      return underCaption(part.label, drawTable(part))
  }
}

const underCaption = (label: string, table: Table): (Paragraph | Table)[] => [
  new Paragraph({
    style: styleIds.caption,
    keepNext: true,
    children: [new TextRun({ text: clean(label), bold: true })],
  }),
  table,
  new Paragraph({ style: styleIds.body }),
]

type Cell = readonly ParagraphChild[]

/** Word takes the widths of a table's columns from these; the first of a checklist holds a box. */
/** A card to cut out: its sign in large print, and under it its words. Sizes are half points. */
function drawCard({ sign, words }: { sign: string; words: string }): Paragraph {
  const edge = { style: BorderStyle.DASHED, size: 6, space: 12 }
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    border: { top: edge, bottom: edge, left: edge, right: edge, between: edge },
    // One line parts two cards: with room between them it would belong to one alone.
    spacing: { before: 0, after: 0 },
    keepLines: true,
    children: [
      new TextRun({ text: clean(sign), size: 120, font: 'Segoe UI Emoji' }),
      new TextRun({ text: clean(words), size: 56, break: 1 }),
    ],
  })
}

function drawTable({ columns, rows }: Extract<PaperPart, { type: 'table' }>): Table {
  const lengths = (at: number) => rows.map(cells => plain(cells[at] ?? '').length)
  // A column with nothing in it is there to be written into.
  const narrow = columns.map(
    (column, at) => Math.max(column.length, ...lengths(at)) < 8 && lengths(at).some(one => one > 0),
  )
  const wide = narrow.filter(one => !one).length
  const widths = narrow.map(one =>
    one && wide > 0 ? narrowColumn : (textWidth - narrowColumn * (columns.length - wide)) / (wide || 1),
  )
  return tableOf(
    columns,
    rows.map(cells => cells.map(cell => rich(cell))),
    widths,
    rows.every(cells => cells.slice(1).every(cell => plain(cell) === '')),
  )
}

/** A chart is its table of numbers, each behind its bar: what is seen and what is heard stand in one place. */
function drawChart({ columns, bars }: Extract<PaperPart, { type: 'chart' }>): Table {
  const labels = textWidth / 3
  return tableOf(
    columns,
    bars.map(one => [[new TextRun(clean(one.label))], [...barOf(bars, one), new TextRun(clean(one.words))]]),
    [labels, textWidth - labels],
  )
}

/** One dot, drawn as long as the bar is. */
const barOf = (bars: readonly Bar[], one: Bar): Cell =>
  one.value === undefined || one.value <= 0
    ? []
    : [
        new ImageRun({
          type: 'png',
          data: dot,
          transformation: { width: Math.max(1, Math.round(barLength(bars, one) * shrunk)), height: 11 },
          altText: { title: '', description: clean(`${one.label}: ${one.words}`), name: 'bar' },
        }),
        new TextRun('  '),
      ]

/** The longest bar leaves room for its number in the column. */
const shrunk = 0.9
/** A picture of one dot, #1f4e5f. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGOQ94sHAAFcAM0RxxKEAAAAAElFTkSuQmCC',
  'base64',
)

/** What a pen needs. */
const roomOfARow = 560

function tableOf(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  widths: readonly number[],
  isWrittenInto = false,
): Table {
  // Where a page holds it, it stands on one.
  const isShort = rows.length <= rowsOfAPage
  const row = (cells: readonly Cell[], at: number) =>
    new TableRow({
      ...(at === 0 && { tableHeader: true }),
      ...(at > 0 && isWrittenInto && { height: { value: roomOfARow, rule: HeightRule.ATLEAST } }),
      cantSplit: true,
      children: cells.map(
        (children, column) =>
          new TableCell({
            width: { size: widths[column] ?? narrowColumn, type: WidthType.DXA },
            margins: { top: 60, bottom: 60, left: 100, right: 100 },
            children: [
              new Paragraph({
                style: styleIds.cell,
                keepNext: isShort && at < rows.length,
                children: [...children],
              }),
            ],
          }),
      ),
    })
  const head = columns.map(cell => [new TextRun({ text: clean(cell), bold: true })])
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: [...widths],
    rows: [head, ...rows].map(row),
  })
}

const narrowColumn = 1_050
const rowsOfAPage = 20

const marked = (mark: string): TextRun[] =>
  mark ? [new TextRun({ text: ` (${mark})`, style: styleIds.origin })] : []

const rich = (line: Rich, lang?: string): ParagraphChild[] => spans(line).flatMap(one => drawSpan(one, lang))

function drawSpan(span: Span, lang: string | undefined): ParagraphChild[] {
  if (typeof span === 'string') return runs(span, lang)
  if ('bold' in span)
    return [new TextRun({ text: clean(span.bold), bold: true, ...inLang(span.lang ?? lang) })]
  if ('spoken' in span) return runs(span.spoken, span.lang)
  if ('italic' in span) return [new TextRun({ text: clean(span.italic), italics: true, ...inLang(lang) })]
  if ('code' in span) return [new TextRun({ text: clean(span.code), font: 'Consolas' })]
  if ('person' in span) return runs(span.name)
  if (!isLink(span.link)) return runs(`${span.text} (${span.link})`)
  // Whoever has it on paper reads the address.
  const shown = span.text === span.link ? span.text : `${span.text} (${span.link})`
  return [
    new ExternalHyperlink({
      link: span.link,
      children: [new TextRun({ text: clean(shown), style: 'Hyperlink', ...inLang(lang) })],
    }),
  ]
}

/** A line for each line: a break within a paragraph, so that an answer stays one. */
const runs = (words: string, lang?: string): TextRun[] =>
  clean(words)
    .split('\n')
    .map((text, at) => new TextRun({ text, ...(at > 0 && { break: 1 }), ...inLang(lang) }))

/** A spelling checker and a screen reader read it in its own language. */
const inLang = (lang: string | undefined) => lang !== undefined && { language: { value: lang } }

/** What XML cannot hold, and Word would not open. */
const clean = (words: string): string => [...words].filter(sign => !unholdable.test(sign)).join('')

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unholdable = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|^[\uD800-\uDFFF]$/

/** Of 1440 to the inch. */
const letter = {
  size: { width: 12_240, height: 15_840 },
  margin: { top: 1_200, bottom: 1_200, left: 1_300, right: 1_300 },
}
const textWidth = letter.size.width - letter.margin.left - letter.margin.right

const footer = (title: string): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: styleIds.quiet,
        alignment: AlignmentType.RIGHT,
        children: [
          ...runs(`${title} · `),
          new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  })

const numbering = (reference: string) => ({
  reference,
  levels: [
    {
      level: 0,
      format: LevelFormat.DECIMAL,
      text: '%1.',
      alignment: AlignmentType.START,
      style: { paragraph: { indent: { left: 720, hanging: 360 } } },
    },
  ],
})

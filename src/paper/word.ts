import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  LineRuleType,
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
import { type Bar, type Rich, type Span, spans } from '../core/message.ts'
import {
  headingText,
  markOf,
  type Origins,
  originInWords,
  type Paper,
  type PaperPart,
} from '../core/paper.ts'
import { isLink } from '../core/text.ts'
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
  const children = parts.flatMap(part => draw(part, () => `numbered-${ordered++}`, origins))
  const document = new Document({
    title: clean(title),
    creator: 'Hearth',
    lastModifiedBy: 'Hearth',
    description: 'Made with Hearth, built around “Libraries as Social Connectors” by WebJunction / OCLC.',
    styles: language === undefined ? styles : inLanguage(language),
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

function draw(part: PaperPart, nextList: () => string, origins: Origins): (Paragraph | Table)[] {
  switch (part.type) {
    case 'heading':
      return [
        new Paragraph({
          heading: headings[part.level - 1] ?? HeadingLevel.HEADING_6,
          keepNext: true,
          ...(part.newPage && { pageBreakBefore: true }),
          children: [...runs(headingText(part)), ...marked(markOf(part, origins))],
        }),
      ]
    case 'paragraph':
      return [
        new Paragraph({
          style: part.quiet ? styleIds.quiet : part.origin === 'guide' ? styleIds.guide : styleIds.body,
          // Room to write is not parted from what it is for.
          keepNext: part.quiet ?? false,
          children: [...rich(part.text), ...marked(markOf(part, origins))],
        }),
      ]
    case 'list': {
      const kind = part.ordered
        ? { numbering: { reference: nextList(), level: 0 } }
        : part.boxes
          ? { style: styleIds.box, keepNext: true }
          : { bullet: { level: 0 } }
      return part.items.map(item => new Paragraph({ ...kind, children: rich(item) }))
    }
    case 'answer':
      return [
        new Paragraph({ style: styleIds.answer, children: runs(part.text) }),
        ...(part.about ? [new Paragraph({ style: styleIds.about, children: runs(part.about) })] : []),
      ]
    case 'blank':
      return Array.from(
        { length: part.lines },
        (_, at) => new Paragraph({ style: styleIds.blank, border: ruled, keepNext: at < part.lines - 1 }),
      )
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
function drawTable({ columns, rows }: Extract<PaperPart, { type: 'table' }>): Table {
  const narrow = columns.map(
    (_, at) => Math.max(...[columns, ...rows].map(cells => cells[at]?.length ?? 0)) < 8,
  )
  const wide = narrow.filter(one => !one).length
  const widths = narrow.map(one =>
    one && wide > 0 ? narrowColumn : (textWidth - narrowColumn * (columns.length - wide)) / (wide || 1),
  )
  return tableOf(
    columns,
    rows.map(cells => cells.map(cell => [new TextRun(clean(cell))])),
    widths,
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
          // The number beside it says the same.
          altText: { title: '', description: '', name: 'bar' },
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

function tableOf(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  widths: readonly number[],
): Table {
  const row = (cells: readonly Cell[], tableHeader: boolean) =>
    new TableRow({
      ...(tableHeader && { tableHeader }),
      cantSplit: true,
      children: cells.map(
        (children, at) =>
          new TableCell({
            width: { size: widths[at] ?? narrowColumn, type: WidthType.DXA },
            margins: { top: 60, bottom: 60, left: 100, right: 100 },
            children: [new Paragraph({ style: styleIds.cell, children: [...children] })],
          }),
      ),
    })
  const head = columns.map(cell => [new TextRun({ text: clean(cell), bold: true })])
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: [...widths],
    rows: [row(head, true), ...rows.map(cells => row(cells, false))],
  })
}

const narrowColumn = 1_050

const marked = (mark: string): TextRun[] =>
  mark ? [new TextRun({ text: ` (${mark})`, style: styleIds.origin })] : []

const rich = (line: Rich): ParagraphChild[] => spans(line).flatMap(drawSpan)

function drawSpan(span: Span): ParagraphChild[] {
  if (typeof span === 'string') return runs(span)
  if ('bold' in span) return [new TextRun({ text: clean(span.bold), bold: true })]
  if ('italic' in span) return [new TextRun({ text: clean(span.italic), italics: true })]
  if ('code' in span) return [new TextRun({ text: clean(span.code), font: 'Consolas' })]
  if ('person' in span) return runs(span.name)
  if (!isLink(span.link)) return runs(`${span.text} (${span.link})`)
  // Whoever has it on paper reads the address.
  const shown = span.text === span.link ? span.text : `${span.text} (${span.link})`
  return [
    new ExternalHyperlink({
      link: span.link,
      children: [new TextRun({ text: clean(shown), style: 'Hyperlink' })],
    }),
  ]
}

/** A line for each line: a break within a paragraph, so that an answer stays one. */
const runs = (words: string): TextRun[] =>
  clean(words)
    .split('\n')
    .map((text, at) => new TextRun({ text, ...(at > 0 && { break: 1 }) }))

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

const ruled = {
  bottom: { style: BorderStyle.SINGLE, size: 6, color: '7A7067', space: 1 },
  // Else lines that follow one another count as one box, and only the last is ruled.
  between: { style: BorderStyle.SINGLE, size: 6, color: '7A7067', space: 1 },
}

const footer = (title: string): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: styleIds.quiet,
        alignment: AlignmentType.RIGHT,
        children: [
          ...runs(`${title} · `),
          new TextRun({ children: [PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] }),
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

const heading = (size: number, before: number) => ({
  run: { font: 'Calibri', size, bold: true, color: '1F1B16' },
  paragraph: { spacing: { before, after: 80, line: 264, lineRule: LineRuleType.AUTO }, keepNext: true },
})

/** What stands beside the words themselves: smaller, and gray. */
const aside = (id: string, name: string) => ({
  id,
  name,
  basedOn: 'Normal',
  next: styleIds.body,
  run: { size: 20, color: '5C5349' },
})

/** The same, so that a spelling checker reads it in its language. */
const inLanguage = (value: string) => ({
  ...styles,
  default: {
    ...styles.default,
    document: {
      ...styles.default.document,
      run: { ...styles.default.document.run, language: { ...styles.default.document.run.language, value } },
    },
  },
})

const styles = {
  default: {
    document: {
      run: {
        font: 'Calibri',
        size: 23,
        language: { value: 'en-US', eastAsia: 'en-US', bidirectional: 'ar-SA' },
      },
      paragraph: { spacing: { after: 100, line: 276, lineRule: LineRuleType.AUTO } },
    },
    heading1: heading(40, 0),
    heading2: heading(30, 320),
    heading3: heading(26, 260),
    heading4: heading(24, 220),
    heading5: heading(23, 200),
    heading6: heading(23, 200),
  },
  paragraphStyles: [
    { id: styleIds.body, name: 'Hearth text', basedOn: 'Normal', next: styleIds.body },
    { id: styleIds.caption, name: 'Hearth table label', basedOn: 'Normal' },
    {
      id: styleIds.cell,
      name: 'Hearth table cell',
      basedOn: 'Normal',
      paragraph: { spacing: { after: 0, line: 252 } },
    },
    {
      id: styleIds.guide,
      name: 'Hearth guide',
      basedOn: 'Normal',
      paragraph: {
        indent: { left: 200 },
        border: { left: { style: BorderStyle.SINGLE, size: 24, color: '9A3412', space: 8 } },
      },
    },
    {
      id: styleIds.answer,
      name: 'Hearth answer',
      basedOn: 'Normal',
      next: styleIds.answer,
      paragraph: {
        indent: { left: 200 },
        border: { left: { style: BorderStyle.SINGLE, size: 12, color: '7A7067', space: 8 } },
      },
    },
    aside(styleIds.about, 'Hearth about'),
    aside(styleIds.quiet, 'Hearth aside'),
    {
      id: styleIds.box,
      name: 'Hearth box',
      basedOn: 'Normal',
      paragraph: { indent: { left: 360, hanging: 360 }, spacing: { after: 40 } },
    },
    {
      id: styleIds.blank,
      name: 'Hearth blank line',
      basedOn: 'Normal',
      paragraph: { spacing: { before: 200, after: 0, line: 300 } },
    },
  ],
  characterStyles: [
    {
      id: styleIds.origin,
      name: 'Hearth origin',
      basedOn: 'DefaultParagraphFont',
      run: { size: 19, bold: false, color: '5C5349' },
    },
  ],
}

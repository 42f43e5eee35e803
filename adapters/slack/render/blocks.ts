import type { types } from '@slack/bolt'
import type { Chunk } from '../../../src/core/delivery/chunk.ts'
import {
  type Block,
  type Button,
  buttonsOf,
  type Message,
  plainText as plainTextOf,
  progressText,
  type Rich,
  type Span,
  spanText,
} from '../../../src/core/message.ts'
import { limits } from '../limits.ts'
import { buttonRows, linkable } from './buttons.ts'
import { chartBlock, chartInWords, type DataVisualizationBlock } from './charts.ts'
import { formFields } from './inputs.ts'
import { checkBlocks, foldBlocks, rowBlocks, tableBlock, tableLines } from './layout.ts'
import { breakAt, plainText } from './plain-text.ts'

/** All blocks that Hearth hands to Slack. */
export type SlackBlock = types.KnownBlock | DataVisualizationBlock

/** Blocks that stay together. */
export interface BlockGroup extends Chunk {
  blocks: readonly SlackBlock[]
  /** Their plain text, for a message that is spread over several. */
  words(): string
}

/** `basic`: with the blocks alone that every Slack has had for years. */
export interface Style {
  basic?: boolean
}

/** The kinds of block that some Slack may not take yet, with what is drawn in their place. */
export const isNew = ({ type }: Block): boolean => type === 'fold' || type === 'table' || type === 'chart'

/** Renders a message as groups: it may be split between two, never within one. */
export function blockGroups(message: Message, style: Style = {}): BlockGroup[] {
  let controls = 0
  let charts = 0
  return message.flatMap(block => {
    if (block.type === 'chart')
      return renderChart(block, { ...style, basic: style.basic || ++charts > limits.charts })
    const groups = renderBlock(block, controls, style)
    controls += block.type === 'checks' ? block.items.length : buttonsOf(block).length
    return groups
  })
}

/** `from`: how many controls the message has before this block. */
function renderBlock(block: Block, from: number, style: Style): BlockGroup[] {
  switch (block.type) {
    case 'heading':
      return renderHeading(block.text)
    case 'text':
      return renderText(block)
    case 'facts':
      return sections(
        block.facts.flatMap((fact, at) => [
          ...richText(at > 0 ? '\n' : ''),
          ...richText([{ bold: `${fact.label}: ` }]),
          ...richText(fact.value),
        ]),
      )
    case 'list':
      return renderList(block)
    case 'progress':
      return sections(richText(progressText(block)))
    case 'row':
      return [{ blocks: rowBlocks(block, from), words: () => plainTextOf([block]) }]
    case 'fold':
      return renderFold(block, from, style)
    case 'checks':
      return [
        ...sections(richText([{ bold: block.label }])),
        ...checkBlocks(block, from).map(
          (one, at): BlockGroup => ({
            blocks: [one],
            words: () => (at === 0 ? plainTextOf([block]) : ''),
            acts: true,
          }),
        ),
      ]
    case 'table':
      return renderTable(block, style)
    case 'chart':
      return renderChart(block, style)
    case 'form':
      return renderForm(block, from)
    case 'buttons':
      return renderButtons(block.buttons, from)
    case 'file':
      return []
  }
}

function renderHeading(text: string): BlockGroup[] {
  if (text.trim() === '') return []
  if (text.trim().length > limits.header) return sections(richText([{ bold: text }]))
  return [
    { blocks: [{ type: 'header', text: plainText(text, limits.header) }], words: () => text, leads: true },
  ]
}

function renderText({ text, quiet, quote }: Extract<Block, { type: 'text' }>): BlockGroup[] {
  const line = richText(text)
  if (quote)
    return cut(line, limits.groupText).map(part =>
      richTextGroup(part, { type: 'rich_text_quote', elements: part }),
    )
  const words = quiet && !line.some(one => one.type === 'link') ? [text].flat().map(quietWords).join('') : ''
  return words.trim() && words.length <= limits.groupText ? [context(words)] : sections(line)
}

/** The plain text of a span, with quotes around code, since plain text has one font. */
function quietWords(span: Span): string {
  if (typeof span === 'string') return span
  return 'code' in span ? `“${span.code}”` : spanText(span)
}

const context = (words: string): BlockGroup => ({
  blocks: [{ type: 'context', elements: [plainText(words, limits.plainText)] }],
  words: () => words,
})

const sections = (line: readonly types.RichTextElement[]): BlockGroup[] =>
  cut(line, limits.groupText).map(part => richTextGroup(part, { type: 'rich_text_section', elements: part }))

function richTextGroup(
  line: readonly types.RichTextElement[],
  element: types.RichTextBlock['elements'][number],
): BlockGroup {
  return { blocks: [{ type: 'rich_text', elements: [element] }], words: () => wordsOf(line) }
}

const wordsOf = (line: readonly types.RichTextElement[]): string =>
  line
    .map(one => (one.type === 'text' ? one.text : one.type === 'link' ? `${one.text} (${one.url})` : ''))
    .join('')

/** Renders a list as one block; a long list as one section for each item, with the numbers written out. */
function renderList({ items, ordered }: Extract<Block, { type: 'list' }>): BlockGroup[] {
  const lines = items.map(richText).filter(line => line.length > 0)
  const isShort = lines.reduce((sum, line) => sum + wordsOf(line).length, 0) <= limits.groupText
  if (lines.length === 0) return []
  if (isShort) return [listGroup(lines, ordered ? 'ordered' : 'bullet')]
  return lines.flatMap((line, at) => sections([...richText(ordered ? `${at + 1}. ` : '• '), ...line]))
}

const listGroup = (lines: readonly types.RichTextElement[][], style: 'ordered' | 'bullet'): BlockGroup => ({
  ...richTextGroup(lines.flat(), {
    type: 'rich_text_list',
    style,
    elements: lines.map(elements => ({ type: 'rich_text_section', elements })),
  }),
  words: () =>
    lines.map((line, at) => `${style === 'ordered' ? `${at + 1}.` : '•'} ${wordsOf(line)}`).join('\n'),
})

/** Renders a folded part; open, where it cannot be folded. */
function renderFold(fold: Extract<Block, { type: 'fold' }>, from: number, style: Style): BlockGroup[] {
  const drawn = style.basic ? [] : foldBlocks(fold, from)
  if (drawn.length > 0)
    return drawn.map((one, at) => ({ blocks: [one], words: () => (at === 0 ? plainTextOf([fold]) : '') }))
  return [...sections(richText([{ bold: fold.label }])), ...blockGroups(fold.blocks)]
}

/** Renders a table; as lines, where it cannot be one. */
function renderTable(table: Extract<Block, { type: 'table' }>, style: Style): BlockGroup[] {
  const drawn = style.basic ? undefined : tableBlock(table)
  if (drawn) return [{ blocks: [drawn], words: () => plainTextOf([table]) }]
  return tableLines(table).flatMap(line => sections(richText(line)))
}

/** Renders a chart with its numbers in words; by those alone, where it cannot be drawn. */
function renderChart(chart: Extract<Block, { type: 'chart' }>, style: Style): BlockGroup[] {
  const drawn = style.basic ? undefined : chartBlock(chart)
  const title = richText([{ bold: `${chart.label}: ` }])
  if (!drawn) return sections([...title, ...richText(chartInWords(chart))])
  return [{ blocks: [drawn], words: () => plainTextOf([chart]) }, context(chartInWords(chart))]
}

/** Renders a form as one group: a press sends the fields of its own message only. */
function renderForm(form: Extract<Block, { type: 'form' }>, from: number): BlockGroup[] {
  const rows = renderButtons(form.buttons, from).flatMap(row => row.blocks)
  const { fields, typed } = formFields(form.inputs, limits.blocks - rows.length - 1)
  return [
    ...typed.flatMap(input =>
      sections(richText([{ bold: `${input.label}: ` }, input.value || 'type it in the chat'])),
    ),
    { blocks: [...fields, ...rows], words: () => plainTextOf([form]), acts: true },
  ]
}

function renderButtons(buttons: readonly Button[], from: number): BlockGroup[] {
  const { rows, left } = buttonRows(buttons, from)
  const words = () => plainTextOf([{ type: 'buttons', buttons }])
  return [
    ...(left.length > 0 ? [context(`Too long for a button, so type it: ${left.join(', ')}.`)] : []),
    ...together(rows).map(
      (blocks, at): BlockGroup => ({ blocks, words: at === 0 ? words : () => '', acts: true }),
    ),
  ]
}

/** Keeps rows of buttons together unless they are many or long. */
function together(rows: readonly types.ActionsBlock[]): (readonly types.ActionsBlock[])[] {
  const usual =
    rows.length * limits.row <= limits.actions && JSON.stringify(rows).length <= limits.messageJson / 2
  return rows.length === 0 ? [] : usual ? [rows] : rows.map(row => [row])
}

/** Renders a line as rich text. People's words become text elements alone: Slack reads no markup in those. */
const richText = (line: Rich): types.RichTextElement[] => [line].flat().flatMap(richTextElement)

function richTextElement(span: Span): types.RichTextElement[] {
  if (typeof span === 'string') return textElement(span)
  if ('bold' in span) return textElement(span.bold, { bold: true })
  if ('spoken' in span) return textElement(span.spoken)
  if ('italic' in span) return textElement(span.italic, { italic: true })
  if ('code' in span) return textElement(span.code, { code: true })
  if ('link' in span)
    return linkable(span.link)
      ? [{ type: 'link', url: span.link, text: span.text || span.link }]
      : textElement(spanText(span))
  return /^[UW][A-Z0-9]+$/.test(span.person)
    ? [{ type: 'user', user_id: span.person }]
    : textElement(`@${span.name}`)
}

const textElement = (text: string, style?: types.RichTextText['style']): types.RichTextElement[] =>
  text === '' ? [] : [{ type: 'text', text, style }]

/** Cuts a long line into lines of the allowed length, at a space or a line's end where there is one. */
function cut(line: readonly types.RichTextElement[], most: number): types.RichTextElement[][] {
  const lines: types.RichTextElement[][] = [[]]
  let left = most
  for (const one of line) {
    for (const part of one.type === 'text' ? parts(one, left, most) : [one]) {
      if (lengthOf(part) > left && lines.at(-1)?.length) {
        lines.push([])
        left = most
      }
      lines.at(-1)?.push(part)
      left -= lengthOf(part)
    }
  }
  return lines.filter(one => one.length > 0)
}

/** How many characters an element shows. */
const lengthOf = (one: types.RichTextElement): number =>
  one.type === 'text' || one.type === 'link' ? (one.text ?? '').length : 12

function parts(element: types.RichTextText, first: number, most: number): types.RichTextText[] {
  const all: types.RichTextText[] = []
  let rest = element.text
  let space = first > 100 ? first : most
  while (rest.length > space) {
    const at = breakAt(rest, space)
    all.push({ ...element, text: rest.slice(0, at) })
    rest = rest.slice(at)
    space = most
  }
  return rest === '' ? all : [...all, { ...element, text: rest }]
}

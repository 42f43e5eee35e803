import type { types } from '@slack/bolt'
import {
  type Block,
  buttonsOf,
  type Check,
  type Folded,
  plain,
  type Rich,
  type Span,
  spans,
  spanText,
  ticked,
} from '../../../src/core/message.ts'
import { clip } from '../../../src/core/text.ts'
import { limits } from '../limits.ts'
import { accessoryOf, linkable } from './buttons.ts'
import { chartInWords } from './charts.ts'
import { escaping } from './mrkdwn.ts'
import { breakAt, plainText } from './plain-text.ts'

type Row = Extract<Block, { type: 'row' }>

/** Renders a row: one control stands beside it, the others below. */
export function rowBlocks(row: Row, from: number): types.KnownBlock[] {
  const { accessory, below } = accessoryOf(row.buttons, from)
  return [
    { type: 'section', text: rowTextObject(row), ...(accessory && { accessory }) },
    ...(below.length > 0 ? [{ type: 'actions' as const, elements: below }] : []),
  ]
}

const rowTextObject = ({ title, detail }: Row): types.TextObject =>
  textObject([title, ...(detail ? [detail] : [])])

/** Markup is written only where nothing in the words could be read as markup; else the words stand plain. */
function textObject(lines: readonly Rich[]): types.TextObject {
  const marked = lines.map(markup).join('\n')
  const isMarked = lines
    .flatMap(spans)
    .some(span => typeof span === 'object' && ('bold' in span || 'link' in span))
  return isMarked && isPlain(lines) && marked.length <= limits.section && marked.trim() !== ''
    ? { type: 'mrkdwn', text: marked, verbatim: true }
    : plainText(lines.map(plain).join('\n'), limits.section)
}

const isPlain = (lines: readonly Rich[]): boolean =>
  lines.every(line => {
    const words = spans(line).map(labelOf).join('')
    return !/[*_~`\n]|^\s*>|:[\w'+-]+:/.test(words)
  })

const labelOf = (span: Span): string =>
  typeof span === 'object' && 'link' in span && linkable(span.link) ? span.text || span.link : spanText(span)

const markup = (line: Rich): string => spans(line).map(spanMarkup).join('')

function spanMarkup(span: Span): string {
  const words = escaping(labelOf(span))
  if (typeof span === 'string') return words
  if ('link' in span && linkable(span.link)) return `<${escaping(span.link)}|${words.replaceAll('|', '¦')}>`
  return 'bold' in span && words.trim() !== '' && words.trim() === words ? `*${words}*` : words
}

type Fold = Extract<Block, { type: 'fold' }>

/** Renders a folded part, in several where one does not take it all. */
export function foldBlocks({ label, blocks }: Fold, from: number): types.KnownBlock[] {
  return pages(foldedBlocks(blocks, from), limits.folded).map((children, at) => ({
    type: 'container',
    title: plainText(at === 0 ? label : `${clip(label, limits.header - 8)} (${at + 1})`, limits.header),
    child_blocks: children as types.SectionBlock[],
    is_collapsible: true,
    default_collapsed: true,
  }))
}

/** What has buttons by itself, and all between as text; what belongs together, in one. */
function foldedBlocks(blocks: readonly Folded[], from: number): types.KnownBlock[][] {
  let controls = from
  let lines: Rich[] = []
  const groups: types.KnownBlock[][] = []
  const close = () => {
    groups.push(...sections(lines).map(one => [one]))
    lines = []
  }
  for (const block of blocks) {
    if (block.type !== 'row' || block.buttons.length === 0) lines.push(...linesOf(block))
    else {
      close()
      groups.push(rowBlocks(block, controls))
    }
    controls += buttonsOf(block).length
  }
  close()
  return groups
}

/** Groups side by side, as many as go on a page. */
function pages<One>(groups: readonly (readonly One[])[], most: number): One[][] {
  const all: One[][] = []
  for (const group of groups) {
    const last = all.at(-1)
    if (last && last.length + group.length <= most) last.push(...group)
    else all.push([...group])
  }
  return all
}

function linesOf(block: Folded): Rich[] {
  switch (block.type) {
    case 'text':
      return [block.text]
    case 'facts':
      return block.facts.map(({ label, value }) => [{ bold: `${label}:` }, ' ', ...spans(value)])
    case 'list':
      return block.items.map((item, at) => [block.ordered ? `${at + 1}. ` : '• ', ...spans(item)])
    case 'row':
      return [block.title, ...(block.detail ? [block.detail] : [])]
    case 'table':
      return tableLines(block)
    case 'chart':
      return [[{ bold: `${block.label}:` }, ' ', chartInWords(block)]]
  }
}

/** Lines in as many sections as they take. */
function sections(lines: readonly Rich[]): types.SectionBlock[] {
  const groups: Rich[][] = []
  let left = 0
  for (const line of lines.flatMap(shortLines)) {
    const length = plain(line).length + 1
    if (length > left) {
      groups.push([])
      left = limits.groupText
    }
    groups.at(-1)?.push(line)
    left -= length
  }
  return groups
    .filter(group => group.some(line => plain(line).trim() !== ''))
    .map(group => ({ type: 'section', text: textObject(group) }))
}

/** A line too long for one section, in several. */
function shortLines(line: Rich): Rich[] {
  const words = plain(line)
  if (words.length < limits.groupText) return [line]
  const end = breakAt(words, limits.groupText - 1)
  return [words.slice(0, end), ...shortLines(words.slice(end))]
}

type Checks = Extract<Block, { type: 'checks' }>

/** Renders things to tick off, so many to an element. What is ticked when it is drawn travels with it. */
export const checkBlocks = ({ command, items }: Checks, from: number): types.ActionsBlock[] =>
  Array.from({ length: Math.ceil(items.length / limits.checkboxes) }, (_, at) => {
    const some = items.slice(at * limits.checkboxes, (at + 1) * limits.checkboxes)
    const options = some.map(checkOption)
    const initial_options = options.filter((_, place) => some[place]?.checked)
    return {
      type: 'actions',
      elements: [
        {
          type: 'checkboxes',
          action_id: checkId(
            from + at,
            command,
            some.filter(one => one.checked),
          ),
          options,
          ...(initial_options.length > 0 && { initial_options }),
        },
      ],
    }
  })

const checkOption = ({ id, label, detail }: Check): types.PlainTextOption => ({
  text: plainText(label, limits.optionText),
  value: id,
  ...(detail && { description: plainText(detail, limits.optionText) }),
})

const checkId = (at: number, command: string, checked: readonly Check[]): string =>
  clip(`check/${at}/${checked.map(one => one.id).join(',')}/${command}`, limits.actionId, '')

/** The command of a box that was ticked or cleared; none where nothing changed. */
export function checkCommand(action_id: string, now: readonly string[]): string | undefined {
  const [, before = '', command] = /^check\/\d+\/([^/]*)\/(.+)$/s.exec(action_id) ?? []
  const changed = ticked(before.split(',').filter(Boolean), now)
  return command && changed ? `${command} ${changed}` : undefined
}

type Table = Extract<Block, { type: 'table' }>

/** Renders a table; undefined where it is larger than Slack takes. */
export function tableBlock({ columns, rows }: Table): types.TableBlock | undefined {
  const all = [columns, ...rows]
  const letters = all.flat().reduce((sum, one) => sum + one.length, 0)
  if (all.length > limits.tableRows || columns.length > limits.tableColumns || letters > limits.groupText)
    return undefined
  return {
    type: 'table',
    rows: all.map(cells => columns.map((_, at) => ({ type: 'raw_text', text: cells[at]?.trim() || '–' }))),
    column_settings: columns.map(() => ({ is_wrapped: true })),
  }
}

/** A table in lines, where it cannot be one. */
export const tableLines = ({ columns, rows }: Table): Rich[] =>
  rows.map(cells => {
    const [first = '', ...rest] = cells
    const named = rest.map((one, at) => (one ? ` · ${columns[at + 1] ?? ''}: ${one}` : ''))
    return [{ bold: plain(first) }, ...named]
  })

import { type Block, plainText, type Rich, rowText } from '../../../src/core/message.ts'
import { clip } from '../../../src/core/text.ts'
import type { Say } from '../../../src/core/translation/speaking.ts'
import { limits } from '../limits.ts'
import { type ButtonData, buttonRows, execute, isPressable } from './buttons.ts'
import { bytesOf, unmentioning } from './clip.ts'
import { type BlockGroup, type Element, subtle, textLines, weightOf } from './text-runs.ts'

type Row = Extract<Block, { type: 'row' }>

const elementsOf = (groups: readonly BlockGroup[]): Element[] => groups.flatMap(group => group.elements)

/** Renders a row: its buttons stand beside it, or below it where they are several. */
export function renderRow(row: Row, context: { buttonData: ButtonData; say: Say }): BlockGroup[] {
  const sets = buttonRows(row.buttons.filter(isPressable), context)
  const lines = elementsOf([...textLines(row.title), ...textLines(row.detail ?? '', subtle, 'None')])
  const visible = row.buttons.filter(one => !one.secondary).length
  const elements =
    visible < 2 && lines.length > 0 && sets.length > 0 ? [beside(lines, sets)] : [...lines, ...sets]
  const group = { elements, words: plainText([row]) }
  if (elements.length === 0) return []
  return weightOf(group) <= limits.groupBytes
    ? [group]
    : [...textLines(rowText(row)), { elements: sets, words: '', acts: true }]
}

const beside = (lines: Element[], sets: Element[]): Element => ({
  type: 'ColumnSet',
  columns: [
    { type: 'Column', width: 'stretch', items: lines, verticalContentAlignment: 'Center' },
    { type: 'Column', width: 'auto', items: sets, verticalContentAlignment: 'Center' },
  ],
})

/** A folded part, closed; open, where it is too long to travel in one piece. */
export function foldedPart(id: string, groups: readonly BlockGroup[], words: string): BlockGroup[] {
  const part: BlockGroup = {
    elements: [{ type: 'Container', id, isVisible: false, style: 'emphasis', items: elementsOf(groups) }],
    words,
  }
  return weightOf(part) <= limits.groupBytes ? [part] : [...groups]
}

type Checks = Extract<Block, { type: 'checks' }>

/** Renders things to tick off: nothing is sent before it is saved. What is ticked when it is drawn travels with the button. */
export function renderChecks(
  checks: Checks,
  id: string,
  { buttonData, say }: { buttonData: ButtonData; say: Say },
): BlockGroup[] {
  const items = checks.items.slice(0, limits.options)
  const before = items.filter(one => one.checked).map(one => one.id)
  const list: Element = {
    type: 'Input.ChoiceSet',
    id,
    label: clip(unmentioning(checks.label), limits.label) || '…',
    style: 'expanded',
    isMultiSelect: true,
    wrap: true,
    choices: items.map(item => ({ title: choiceTitle(item), value: item.id })),
    ...(before.length > 0 && { value: before.join(',') }),
  }
  const data = { press: checks.command, ticks: id, before: before.join(','), ...buttonData }
  const group: BlockGroup = {
    elements: [
      list,
      { type: 'ActionSet', actions: [execute(say('Save changes'), data, { style: 'positive' })] },
    ],
    words: plainText([checks]),
    acts: true,
  }
  if (items.length === 0) return []
  return weightOf(group) <= limits.groupBytes ? [group] : textLines(plainText([checks]))
}

const choiceTitle = ({ label, detail }: Checks['items'][number]): string =>
  (clip(unmentioning([label, detail].filter(Boolean).join(' · ')), limits.optionText) || '…').replace(
    /\](?=\()/g,
    ']\u200B',
  )

type Table = Extract<Block, { type: 'table' }>

/** Renders a table; as lines, where it is too large to travel in one piece. */
export function renderTable(table: Table): BlockGroup[] {
  const { columns, rows } = table
  const all = [columns, ...rows]
  if (columns.length === 0) return []
  const element: Element = {
    type: 'Table',
    columns: columns.map(() => ({ width: 1 })),
    firstRowAsHeader: true,
    rows: all.map((cells, at) => ({
      type: 'TableRow',
      cells: columns.map((_, place) => ({
        type: 'TableCell',
        items: elementsOf(textLines(cell(cells[place] ?? '', at === 0))),
      })),
    })),
  }
  const group = { elements: [element], words: plainText([table]) }
  return bytesOf(element) < limits.groupBytes && weightOf(group) <= limits.groupBytes
    ? [group]
    : textLines(plainText([table]))
}

const cell = (words: string, isHead: boolean): Rich =>
  words.trim() === '' ? '–' : isHead ? [{ bold: words }] : words

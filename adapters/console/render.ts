import {
  type Block,
  checkText,
  type Input,
  type Message,
  progressText,
  type Rich,
  type Span,
  spans,
} from '../../src/core/message.ts'
import { buttonRows, pressables } from './buttons.ts'
import type { Paint } from './paint.ts'
import { clean, cleanLine } from './plain.ts'
import { hang, wrap } from './width.ts'

/** How the terminal looks just now. */
export interface Look {
  width: number
  paint: Paint
}

/** Renders a message as lines. Buttons are numbered throughout the message. */
export function render(message: Message, look: Look): string[] {
  const lines: string[] = []
  let number = 1
  for (const [at, block] of message.entries()) {
    if (at > 0 && message[at - 1]?.type !== 'heading') lines.push('')
    lines.push(...draw(block, look, number))
    number += pressables([block]).length
  }
  return lines
}

function draw(block: Block, look: Look, number: number): string[] {
  const { width, paint } = look
  switch (block.type) {
    case 'heading':
      return wrap(paint.bold(cleanLine(block.text)), width)
    case 'text':
      return drawText(block, look)
    case 'facts':
      return block.facts.flatMap(({ label, value }) =>
        hang('', '  ', `${paint.bold(`${cleanLine(label)}:`)} ${rich(value, paint)}`, width),
      )
    case 'list':
      return block.items.flatMap((item, at) => drawItem(item, block.ordered ? `${at + 1}. ` : '• ', look))
    case 'progress':
      return wrap(cleanLine(progressText(block)), width)
    case 'row':
      return drawRow(block, look, number)
    case 'fold':
      return [
        ...wrap(paint.bold(cleanLine(block.label)), width),
        ...block.blocks.flatMap(one => draw(one, look, number)),
      ]
    case 'checks':
      return block.items.flatMap((item, at) =>
        hang(`${paint.accent(`[${number + at}]`)} `, '    ', cleanLine(checkText(item)), width),
      )
    case 'table':
      return drawTable(block, look)
    case 'form':
      return [
        ...block.inputs.flatMap(input => drawInput(input, look)),
        ...buttonRows(block.buttons, number, width, paint),
      ]
    case 'buttons':
      return buttonRows(block.buttons, number, width, paint)
    case 'file':
      return drawFile(block, look)
  }
}

function drawText(block: Extract<Block, { type: 'text' }>, { width, paint }: Look): string[] {
  const words = rich(block.text, paint, block.quiet ? paint.quiet : undefined)
  return block.quote ? wrap(words, width - 2).map(line => `${paint.quiet('│')} ${line}`) : wrap(words, width)
}

function drawRow(
  { title, detail, buttons }: Extract<Block, { type: 'row' }>,
  { width, paint }: Look,
  number: number,
): string[] {
  return [
    ...wrap(rich(title, paint), width),
    ...(detail ? hang('  ', '  ', rich(detail, paint, paint.quiet), width) : []),
    ...buttonRows(buttons, number, width - 2, paint).map(line => `  ${line}`),
  ]
}

/** A table as lines: columns side by side would not stay apart in a narrow window. */
const drawTable = ({ columns, rows }: Extract<Block, { type: 'table' }>, { width, paint }: Look): string[] =>
  rows.flatMap(([first = '', ...rest]) => [
    ...wrap(paint.bold(clean(first)), width),
    ...rest.flatMap((cell, at) =>
      cell === ''
        ? []
        : hang('  ', '  ', `${paint.quiet(`${cleanLine(columns[at + 1] ?? '')}:`)} ${clean(cell)}`, width),
    ),
  ])

const drawItem = (item: Rich, mark: string, { width, paint }: Look): string[] =>
  hang(mark, ' '.repeat(mark.length), rich(item, paint), width)

function drawInput(input: Input, { width, paint }: Look): string[] {
  const words = [describe(input), input.hint && cleanLine(input.hint)].filter(Boolean).join('; ')
  const label = paint.bold(`${cleanLine(input.label)}${words === '' ? '' : ':'}`)
  return hang('- ', '  ', `${label} ${paint.quiet(words)}`, width)
}

/** What a field holds or takes, in words. */
function describe(input: Input): string {
  if ('options' in input) {
    const chosen = (input.value ?? '').split(',')
    const labels = input.options.map(
      one =>
        cleanLine(one.hint ? `${one.label}: ${one.hint}` : one.label) +
        (chosen.includes(one.value) ? ' (chosen)' : ''),
    )
    return `${input.type === 'one' ? 'one of' : 'any of'} ${labels.join(', ')}`
  }
  return cleanLine(input.value ?? '')
}

/** Renders a file between rules, without wrapping, so that it can be copied. */
function drawFile({ name, text }: Extract<Block, { type: 'file' }>, { width, paint }: Look): string[] {
  const title = `── ${cleanLine(name)} `
  const rule = '─'.repeat(Math.min(width, 60))
  return [
    paint.quiet(title.padEnd(rule.length, '─')),
    ...clean(text).replace(/\n$/, '').split('\n'),
    paint.quiet(rule),
  ]
}

const plainly = (text: string) => text

const rich = (line: Rich, paint: Paint, base: (text: string) => string = plainly): string =>
  spans(line)
    .map(span => drawSpan(span, paint, base))
    .join('')

function drawSpan(span: Span, paint: Paint, base: (text: string) => string): string {
  if (typeof span === 'string') return base(clean(span))
  if ('bold' in span) return paint.bold(clean(span.bold))
  if ('italic' in span) return paint.italic(clean(span.italic))
  if ('code' in span) return paint.code(clean(span.code))
  if ('person' in span) return paint.bold(`@${cleanLine(span.name)}`)
  const address = cleanLine(span.link)
  const words = clean(span.text)
  return words === address ? paint.code(address) : `${paint.bold(words)} ${paint.quiet(`(${address})`)}`
}

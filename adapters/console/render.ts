import {
  type Block,
  chartTable,
  checkText,
  type Input,
  type Message,
  progressText,
  type Rich,
  type Span,
  spans,
} from '../../src/core/message.ts'
import { type Say, untranslated } from '../../src/core/translation/speaking.ts'
import { buttonRows, inOrder, isNumbered, optionText, type Pressable, partsOf } from './buttons.ts'
import { type Page, type Piece, paged } from './page.ts'
import type { Paint } from './paint.ts'
import { clean, cleanLine } from './plain.ts'
import { hang, wrap } from './width.ts'

/** How the terminal looks just now. */
export interface Look {
  width: number
  paint: Paint
}

/** The same, and how the terminal itself speaks to whoever reads it. */
interface Reading extends Look {
  say: Say
}

/** What drawing a block needs to know of the whole message. */
interface Context extends Reading {
  numberOf(pressable: Pressable): number
}

type Of<Type extends Block['type']> = Extract<Block, { type: Type }>

/** Renders a message as lines, `most` of them at once. What can be pressed is numbered throughout it. */
export function render(
  message: Message,
  { say = untranslated, ...look }: Look & Partial<Reading>,
  most = Number.POSITIVE_INFINITY,
): Page {
  const parts = partsOf(message)
  const order = inOrder(parts.flat())
  const context = { ...look, say, numberOf: (one: Pressable) => order.indexOf(one) + 1 }
  const pieces = message.flatMap((block, at) => drawBlock(block, parts[at] ?? [], context))
  const behind = message.flatMap((block, at) => drawBehind(block, parts[at] ?? [], context))
  const labels = behind.flatMap(one => one.labels)
  // Where everything is shown at once, nothing is behind.
  if (most === Number.POSITIVE_INFINITY)
    return paged(
      [...pieces, ...behind.map(({ lines }) => ({ lines, apart: true as const }))],
      nothing,
      most,
      say,
    )
  return paged(
    pieces,
    {
      lines: behind.flatMap(one => one.lines),
      hint: labels.length > 0 ? wrap(say(`more: ${labels.join(' · ')}`), look.width) : [],
    },
    most,
    say,
  )
}

const nothing = { lines: [], hint: [] }

function drawBlock(block: Block, own: readonly Pressable[], context: Context): Piece[] {
  const { width, paint } = context
  switch (block.type) {
    case 'heading':
      return [{ lines: wrap(paint.bold(cleanLine(block.text)), width), apart: true }]
    case 'text':
      return [{ lines: drawText(block, context) }]
    case 'facts':
      return [{ lines: drawFacts(block, context) }]
    case 'list':
      return [{ lines: drawList(block, context) }]
    case 'progress':
      return [{ lines: wrap(cleanLine(progressText(block)), width) }]
    case 'row':
      return [{ lines: [...drawRow(block, context), ...controls(own, context, '  ')] }]
    case 'fold':
      return []
    case 'checks':
      return [{ lines: drawChecks(block, own, context), apart: true }]
    case 'table':
      return [{ lines: drawTable(block, context) }]
    case 'chart':
      return [
        {
          lines: [
            ...drawText({ type: 'text', text: [{ bold: block.label }] }, context),
            ...drawTable(chartTable(block), context),
          ],
        },
      ]
    case 'form':
      return [
        {
          lines: block.inputs.flatMap(input => drawInput(input, block, own, context)),
          acts: true,
          apart: true,
        },
        { lines: controls(own, context), acts: true },
      ]
    case 'buttons':
      return [{ lines: controls(own, context), acts: true, apart: true }]
    case 'file':
      return [{ lines: drawFile(block, context), apart: true }]
  }
}

/** What of a block stands behind `more`: a folded part, and secondary buttons. */
function drawBehind(
  block: Block,
  own: readonly Pressable[],
  context: Context,
): { lines: string[]; labels: string[] }[] {
  const { width, paint } = context
  if (block.type === 'fold') {
    const inner = block.blocks.flatMap(one =>
      one.type === 'row'
        ? [
            ...drawRow(one, context),
            ...controls(
              own.filter(({ button }) => one.buttons.includes(button)),
              context,
              '  ',
              true,
            ),
          ]
        : drawBlock(one, [], context).flatMap(piece => [...piece.lines]),
    )
    const title = wrap(paint.bold(cleanLine(block.label)), width)
    return [{ lines: [...title, ...inner], labels: [cleanLine(block.label)] }]
  }
  const behind = own.filter(one => one.isBehind)
  if (behind.length === 0) return []
  const title = block.type === 'row' ? wrap(rich(block.title, paint), width) : []
  const labels = block.type === 'row' ? [] : behind.map(({ button }) => cleanLine(button.label))
  return [{ lines: [...title, ...controls(own, context, block.type === 'row' ? '  ' : '', true)], labels }]
}

/** The buttons of a block with their numbers: those in sight, or those behind `more`. */
function controls(
  own: readonly Pressable[],
  { width, paint, numberOf }: Context,
  indent = '',
  isBehind = false,
): string[] {
  const wanted = own.filter(one => !one.chosen && (one.isBehind ?? false) === isBehind)
  const rows = buttonRows(
    wanted.map(one => [one.button, numberOf(one)] as const),
    width - indent.length,
    paint,
  )
  return rows.map(line => indent + line)
}

function drawText(block: Of<'text'>, { width, paint }: Look): string[] {
  const words = rich(block.text, paint, block.quiet ? paint.quiet : undefined)
  return block.quote ? wrap(words, width - 2).map(line => `${paint.quiet('│')} ${line}`) : wrap(words, width)
}

const drawFacts = ({ facts }: Of<'facts'>, { width, paint }: Look): string[] =>
  facts.flatMap(({ label, value }) =>
    hang('', '  ', `${paint.bold(`${cleanLine(label)}:`)} ${rich(value, paint)}`, width),
  )

const drawList = ({ items, ordered }: Of<'list'>, { width, paint }: Look): string[] =>
  items.flatMap((item, at) => {
    const mark = ordered ? `${at + 1}. ` : '• '
    return hang(mark, ' '.repeat(mark.length), rich(item, paint), width)
  })

const drawRow = ({ title, detail }: Of<'row'>, { width, paint }: Look): string[] => [
  ...wrap(rich(title, paint), width),
  ...(detail ? hang('  ', '  ', rich(detail, paint, paint.quiet), width) : []),
]

const drawChecks = ({ items }: Of<'checks'>, own: readonly Pressable[], context: Context): string[] =>
  items.flatMap((item, at) => {
    const pressable = own[at]
    const number = context.paint.accent(`[${pressable ? context.numberOf(pressable) : ''}]`)
    return hang(`${number} `, '    ', cleanLine(checkText(item)), context.width)
  })

/** A table as lines: columns side by side would not stay apart in a narrow window. */
const drawTable = ({ columns, rows }: Of<'table'>, { width, paint }: Look): string[] =>
  rows.flatMap(([first = '', ...rest]) => [
    ...wrap(paint.bold(clean(first)), width),
    ...rest.flatMap((cell, at) =>
      cell === ''
        ? []
        : hang('  ', '  ', `${paint.quiet(`${cleanLine(columns[at + 1] ?? '')}:`)} ${clean(cell)}`, width),
    ),
  ])

function drawInput(input: Input, form: Of<'form'>, own: readonly Pressable[], context: Context): string[] {
  const { width, paint } = context
  const label = paint.bold(cleanLine(input.label))
  const hint = input.hint ? paint.quiet(cleanLine(input.hint)) : ''
  if ('options' in input && isNumbered(form)) {
    const chosen = (input.value ?? '').split(',')
    const choices = own.filter(one => one.chosen)
    return [
      ...wrap(label, width),
      ...(hint ? wrap(hint, width) : []),
      ...input.options.flatMap((option, at) => {
        const choice = choices[at]
        const mark = chosen.includes(option.value) ? ` ${context.say('(chosen)')}` : ''
        const number = paint.accent(`[${choice ? context.numberOf(choice) : ''}]`)
        return hang(`${number} `, '    ', optionText(option) + mark, width)
      }),
    ]
  }
  if (form.inputs.length === 1) {
    const held = cleanLine(describe(input, context))
    return [
      ...wrap(held ? `${label}: ${paint.quiet(held)}` : label, width),
      ...(hint ? wrap(hint, width) : []),
    ]
  }
  const words = [paint.quiet(describe(input, context)), hint].filter(one => one.trim() !== '').join('; ')
  return hang('- ', '  ', words === '' ? label : `${label}: ${words}`, width)
}

/** What a field holds or takes, in words. */
function describe(input: Input, { say }: Reading): string {
  if (!('options' in input)) return cleanLine(input.value ?? '')
  const chosen = (input.value ?? '').split(',')
  const mark = ` ${say('(chosen)')}`
  const labels = input.options.map(one => optionText(one) + (chosen.includes(one.value) ? mark : ''))
  return `${say(input.type === 'one' ? 'one of' : 'any of')} ${labels.join(', ')}`
}

/** Renders a file between rules, without wrapping, so that it can be copied. */
function drawFile({ name, text, encoding }: Of<'file'>, { width, paint }: Look): string[] {
  const title = `── ${cleanLine(name)} `
  const rule = '─'.repeat(Math.min(width, 60))
  if (encoding) return [paint.quiet(title.trim())]
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
  if ('spoken' in span) return base(clean(span.spoken))
  if ('italic' in span) return paint.italic(clean(span.italic))
  if ('code' in span) return paint.code(clean(span.code))
  if ('person' in span) return paint.bold(`@${cleanLine(span.name)}`)
  const address = cleanLine(span.link)
  const words = clean(span.text)
  return words === address ? paint.code(address) : `${paint.bold(words)} ${paint.quiet(`(${address})`)}`
}

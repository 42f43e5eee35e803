import type { Values } from '../../src/core/incoming.ts'
import {
  type Block,
  type Button,
  buttonsOf,
  type Check,
  type Input,
  type Message,
  type Option,
  ticked,
} from '../../src/core/message.ts'
import type { Paint } from './paint.ts'
import { cleanLine } from './plain.ts'
import { widthOf } from './width.ts'

/** What can be pressed by number: a button, with the inputs that are asked for first, or what is chosen with it. */
export interface Pressable {
  button: Button
  inputs: readonly Input[]
  chosen?: Values
  /** It stands behind `more`. */
  isBehind?: true
  /** It stands on the receipt of what was done, above a question that waits. */
  isOfReceipt?: true
}

const gap = '   '

/** What can be pressed, in the order of its numbers: what is shown, then what stands behind `more`. */
export const pressables = (message: Message): Pressable[] => inOrder(partsOf(message).flat())

/**
 * In the order of their numbers: what can be chosen, the rest of the question that waits, and what belongs to the receipt above it; then what
 * stands behind `more`, so that a number on the screen goes on meaning what it did.
 */
export const inOrder = (all: readonly Pressable[]): Pressable[] =>
  [
    (one: Pressable) => one.chosen !== undefined && !one.isBehind,
    (one: Pressable) => !one.chosen && !one.isOfReceipt && !one.isBehind,
    (one: Pressable) => !one.chosen && one.isOfReceipt && !one.isBehind,
    (one: Pressable) => one.isBehind,
  ].flatMap(part => all.filter(part))

/** What can be pressed of each block. */
export function partsOf(message: Message): Pressable[][] {
  const question = message.findIndex(
    block => block.type === 'form' || (block.type === 'heading' && block.text.trim().endsWith('?')),
  )
  const isBelowReceipt = message[0]?.type === 'text'
  return message.map((block, at) =>
    pressablesOf(block).map(one =>
      isBelowReceipt && at < question ? { ...one, isOfReceipt: true as const } : one,
    ),
  )
}

/** What can be pressed of one block, in the order of its lines. */
function pressablesOf(block: Block): Pressable[] {
  if (block.type === 'fold')
    return buttonsOf(block).map(button => ({ button, inputs: [], isBehind: true as const }))
  if (block.type === 'checks') return block.items.map(item => ({ button: tick(block, item), inputs: [] }))
  const inputs = block.type === 'form' ? block.inputs : []
  const all = buttonsOf(block)
  // One alone is shown: it takes no more room than the word that stands for it.
  const isMenu = all.filter(button => button.secondary).length > 1
  return [
    ...(block.type === 'form' ? choicesOf(block) : []),
    ...all.map(button => ({
      button,
      inputs: button.skipsFields ? [] : inputs,
      ...(isMenu && button.secondary && { isBehind: true as const }),
    })),
  ]
}

/** The options of a form that asks for one choice: each is pressed where it stands. */
function choicesOf({ inputs, buttons }: Extract<Block, { type: 'form' }>): Pressable[] {
  const [input, ...more] = inputs
  const [button] = buttons
  if (!input || !button || more.length > 0 || !('options' in input)) return []
  return input.options.map(option => ({ button, inputs: [], chosen: { [input.id]: option.value } }))
}

/** Whether the options of a form have numbers. */
export const isNumbered = (form: Extract<Block, { type: 'form' }>): boolean => choicesOf(form).length > 0

/** A box is ticked, or cleared, by its number. */
const tick = ({ command }: Extract<Block, { type: 'checks' }>, { id, label, checked }: Check): Button => ({
  label,
  command: `${command} ${ticked(checked ? [id] : [], checked ? [] : [id])}`,
})

/** An option with what goes with it. */
export const optionText = ({ label, hint }: Option): string => cleanLine(hint ? `${label}: ${hint}` : label)

/** Renders buttons with their numbers, as many in a line as fit; a label is never broken. */
export function buttonRows(
  all: readonly (readonly [Button, number])[],
  width: number,
  paint: Paint,
): string[] {
  const rows: string[] = []
  for (const [button, number] of all) {
    const rendered = drawButton(button, number, paint)
    const last = rows.at(-1)
    if (last !== undefined && widthOf(last) + gap.length + widthOf(rendered) <= width)
      rows[rows.length - 1] = last + gap + rendered
    else rows.push(rendered)
  }
  return rows
}

function drawButton(button: Button, number: number, paint: Paint): string {
  const page = 'url' in button ? ` ${paint.quiet('(a page)')}` : ''
  return `${paint.accent(`[${number}]`)} ${paint.bold(cleanLine(button.label))}${page}`
}

import {
  type Block,
  type Button,
  buttonsOf,
  type Check,
  type Input,
  type Message,
  ticked,
} from '../../src/core/message.ts'
import type { Paint } from './paint.ts'
import { cleanLine } from './plain.ts'
import { widthOf } from './width.ts'

/** A button that can be pressed by number, and the inputs that are asked for first. */
export interface Pressable {
  button: Button
  inputs: readonly Input[]
}

/** Longer commands are for pressing, not for typing. */
const shortCommand = 24
const gap = '   '

/** The buttons of a message in the order of their numbers. */
export const pressables = (message: Message): Pressable[] =>
  message.flatMap(block => {
    if (block.type === 'checks') return block.items.map(item => ({ button: tick(block, item), inputs: [] }))
    const inputs = block.type === 'form' ? block.inputs : []
    return buttonsOf(block).map(button => ({ button, inputs }))
  })

/** A box is ticked, or cleared, by its number. */
const tick = ({ command }: Extract<Block, { type: 'checks' }>, { id, label, checked }: Check): Button => ({
  label,
  command: `${command} ${ticked(checked ? [id] : [], checked ? [] : [id])}`,
})

/** Renders buttons with their numbers, as many in a line as fit; a label is never broken. */
export function buttonRows(all: readonly Button[], first: number, width: number, paint: Paint): string[] {
  const rows: string[] = []
  for (const [at, button] of all.entries()) {
    const rendered = drawButton(button, first + at, paint)
    const last = rows.at(-1)
    if (last !== undefined && widthOf(last) + gap.length + widthOf(rendered) <= width)
      rows[rows.length - 1] = last + gap + rendered
    else rows.push(rendered)
  }
  return rows
}

function drawButton(button: Button, number: number, paint: Paint): string {
  const label = cleanLine(button.label)
  return `${paint.accent(`[${number}]`)} ${paint.bold(label)}${hint(button, label, paint)}`
}

/** What to type instead of the number, when that is short and the label does not say it already. */
function hint(button: Button, label: string, paint: Paint): string {
  if ('url' in button) return ` ${paint.quiet('(a page)')}`
  const command = cleanLine(button.command)
  if (command.length > shortCommand || command.toLowerCase() === label.toLowerCase()) return ''
  return ` ${paint.quiet(`(${command})`)}`
}

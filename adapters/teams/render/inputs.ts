import { type Block, type Button, type Input, plainText as inPlainText } from '../../../src/core/message.ts'
import { limits } from '../limits.ts'
import { bytesOf, clip } from './clip.ts'
import { buttonRows, fits, inputElement, pressable } from './input-elements.ts'
import { type BlockGroup, type RenderContext, subtle, text, weightOf } from './text.ts'

/** Renders a form as one group, since it is submitted as one. People type the fields that do not fit. */
export function renderForm(form: Extract<Block, { type: 'form' }>, context: RenderContext): BlockGroup[] {
  const asked = form.inputs.filter(input => fits(input, context.choices))
  while (asked.length > 0 && weightOf(fields(asked, form.buttons, context)) > limits.groupBytes)
    asked.splice(asked.indexOf(heaviest(asked, context)), 1)
  const typed = form.inputs.filter(input => !asked.includes(input))
  return [
    ...typed.flatMap(input => text([{ bold: `${input.label}: ` }, whyTyped(input)], context)),
    // A form without a field has nothing to submit.
    ...(form.inputs.length > 0 && asked.length === 0 ? [] : [fields(asked, form.buttons, context)]),
  ]
}

function whyTyped({ type, hint }: Input): string {
  if (type === 'person')
    return 'I know no colleague of yours yet. Whoever has written to me can be chosen here.'
  if (type === 'channel')
    return 'I know no channel of yours yet. Where you have mentioned me can be chosen here.'
  return hint ?? 'type it in the chat'
}

const heaviest = (inputs: readonly Input[], { choices }: RenderContext): Input =>
  inputs.reduce((a, b) => (bytesOf(inputElement(b, choices)) > bytesOf(inputElement(a, choices)) ? b : a))

function fields(inputs: readonly Input[], buttons: readonly Button[], context: RenderContext): BlockGroup {
  const rows = renderButtons(buttons, context).flatMap(row => row.elements)
  return {
    elements: [...inputs.map(input => inputElement(input, context.choices)), ...rows],
    words: inPlainText([{ type: 'form', inputs: inputs.map(named), buttons: alternative(buttons) }]),
    acts: true,
  }
}

/** Shortens a label as the card does. */
const named = <T extends { label: string }>(one: T): T => ({ ...one, label: clip(one.label, limits.label) })

const alternative = (buttons: readonly Button[]): Button[] => buttons.filter(pressable).map(named)

/** Renders buttons, and names those that are too long for one. */
export function renderButtons(buttons: readonly Button[], context: RenderContext): BlockGroup[] {
  const left = buttons.filter(button => !pressable(button)).map(button => named(button).label)
  const rows = buttonRows(buttons, context.buttonData ?? {})
  const words = inPlainText([{ type: 'buttons', buttons: alternative(buttons) }])
  return [
    ...(left.length > 0
      ? text(`Too long for a button, so type it: ${left.join(', ')}.`, context, subtle)
      : []),
    ...(rows.length > 0 ? [{ elements: rows, words, acts: true as const }] : []),
  ]
}

import type { Input, Option } from '../../../src/core/message.ts'
import { attributes, type Html, html } from './html.ts'
import type { Reader } from './reader.ts'

/** Who and what can be chosen from where a field asks for a person or a channel. */
export interface Choices {
  people: readonly Option[]
  channels: readonly Option[]
  reader: Reader
}

/** The name under which a field is sent. */
export const fieldName = (id: string): string => `in.${id}`

/** Says that a field of boxes was there, for none of them is sent where none is ticked. */
export const boxesName = (id: string): string => `boxes.${id}`

/** The names under which boxes of a message are sent that are ticked now, and that were ticked before: those of its block. */
export const ticksName = (at: number): string => `ticks.${at}`
export const beforeName = (at: number): string => `before.${at}`

/** Draws a field with its label; its hint is read with it. */
export function drawInput(input: Input, entry: string, choices: Choices): Html {
  const id = `f-${entry}-${input.id}`
  const hint = input.hint && html`<p class="hint" id="${id}-hint">${input.hint}</p>`
  const described = { 'aria-describedby': input.hint && `${id}-hint` }
  const named = { id, name: fieldName(input.id), ...described }
  if (input.type === 'several') return drawBoxes(input, id, hint, described, choices.reader)
  return html`<div class="field"><label for="${id}">${input.label}</label>${hint}${drawControl(input, named, choices)}</div>`
}

type Named = Readonly<Record<string, string | undefined>>

function drawControl(input: Input, named: Named, choices: Choices): Html {
  switch (input.type) {
    case 'line':
      return html`<input type="text" autocomplete="off"${attributes({ ...named, value: input.value })}>`
    case 'date':
      return html`<input type="date"${attributes({ ...named, value: input.value })}>`
    case 'time':
      return html`<input type="time"${attributes({ ...named, value: input.value })}>`
    case 'paragraph':
      return html`<textarea rows="3"${attributes(named)}>${leading(input.value)}</textarea>`
    case 'one':
    case 'several':
      return drawSelect(input.options, input.value, named, choices.reader)
    case 'person':
      return drawSelect(choices.people, input.value, named, choices.reader)
    case 'channel':
      return drawSelect(choices.channels, input.value, named, choices.reader)
  }
}

/** A line break right after the tag would be dropped by whoever reads it. */
const leading = (words = ''): string => (words.startsWith('\n') ? `\n${words}` : words)

function drawSelect(
  options: readonly Option[],
  chosen: string | undefined,
  named: Named,
  { say }: Reader,
): Html {
  const one = ({ value, label, hint }: Option) =>
    html`<option${attributes({ value, selected: value === chosen })}>${label}${hint && ` · ${hint}`}</option>`
  return html`<select${attributes({ ...named })}><option value="">${say('Choose')}</option>${options.map(one)}</select>`
}

function drawBoxes(
  input: Extract<Input, { type: 'one' | 'several' }>,
  id: string,
  hint: Html | string | undefined,
  described: Named,
  reader: Reader,
): Html {
  const chosen = (input.value ?? '').split(',')
  const box = ({ value, label, hint: about }: Option, at: number) =>
    html`<div class="box"><input type="checkbox"${attributes({
      id: `${id}-${at}`,
      name: fieldName(input.id),
      value,
      checked: chosen.includes(value),
    })}><label for="${id}-${at}">${label}${about && html` <span class="quiet">${about}</span>`}</label></div>`
  return html`<fieldset class="field"${attributes({ ...described })}><legend>${input.label}</legend>${hint}<input type="hidden" name="${boxesName(input.id)}" value="1">${opened(input.options, chosen, input.options.map(box), reader)}</fieldset>`
}

/** So many lines of choices stand in sight, and so many characters are a line. */
const mostLines = 8
const listLine = 45

/** Boxes that are many, or have much to say, are opened first: those that are checked are named, or how many there are. */
function opened(
  options: readonly Option[],
  chosen: readonly string[],
  boxes: readonly Html[],
  { say }: Reader,
): Html {
  const lines = options.map(({ label, hint = '' }) => Math.ceil((label.length + hint.length) / listLine))
  const isShort = options.every(one => one.label.length <= listLine / 3 && !one.hint)
  if (isShort) return html`<div class="short">${boxes}</div>`
  if (lines.reduce((sum, one) => sum + one, 0) <= mostLines) return html`${boxes}`
  const checked = options.filter(one => chosen.includes(one.value)).map(one => one.label)
  const summary = checked.length > 0 ? checked.join(', ') : say(`Choose from ${options.length}`)
  return html`<details class="fold"><summary>${summary}</summary>${boxes}</details>`
}

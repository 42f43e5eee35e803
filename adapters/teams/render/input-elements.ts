import type { Button, Input, Option } from '../../../src/core/message.ts'
import { limits } from '../limits.ts'
import { bytesOf, clip, clipAtSpace, unmentioning } from './clip.ts'
import { type Element, linkable } from './text-runs.ts'

/** What there is to choose from where a form asks for a person or a channel: Teams 1.5 cards have no pickers of their own. */
export interface Choices {
  people: readonly Option[]
  channels: readonly Option[]
}

/** The data of every button of a message, beside its command. */
export type ButtonData = Readonly<Record<string, string>>

/** A field. None is required. */
export function inputElement(input: Input, choices: Choices): Element {
  const id = `${input.type === 'channel' ? 'room' : 'in'}/${input.id}`
  const common = { id, label: label(input) }
  switch (input.type) {
    case 'line':
    case 'paragraph':
      return {
        type: 'Input.Text',
        ...common,
        isMultiline: input.type === 'paragraph' ? true : undefined,
        placeholder: input.hint ? clip(unmentioning(input.hint), limits.hint) : undefined,
        value: input.value || undefined,
      }
    case 'date':
      return {
        type: 'Input.Date',
        ...common,
        value: /^\d{4}-\d\d-\d\d$/.test(input.value ?? '') ? input.value : undefined,
      }
    case 'one':
      return choiceSet(common, input.options, { value: input.value })
    case 'several':
      return choiceSet(common, input.options, { value: input.value, several: true })
    case 'person':
      return choiceSet(common, choices.people, { value: input.value })
    case 'channel':
      return choiceSet(common, choices.channels, {})
  }
}

/** The hint of a field that cannot show one inside goes into its label. */
function label(input: Input): string {
  const inside = input.type === 'line' || input.type === 'paragraph'
  const hidden = 'options' in input ? input.options.length - limits.options : 0
  const more = hidden > 0 ? ` (${hidden} more: type what you are looking for.)` : ''
  const hint = input.hint && !inside ? `. ${input.hint}` : ''
  return clip(unmentioning(`${input.label}${hint}`), limits.label) + more || '…'
}

function choiceSet(
  common: { id: string; label: string },
  all: readonly Option[],
  { value, several }: { value?: string | undefined; several?: true },
): Element {
  const options = all.filter(isOption).slice(0, limits.options)
  const expanded = several === true || options.length <= limits.expanded
  // Teams reads no markdown in a choice (learn.microsoft.com, “Format cards in Teams”); other renderers do, and are to find no link.
  const title = (words: string) =>
    (clip(unmentioning(words), limits.optionText) || '…').replace(/\](?=\()/g, ']\u200B')
  const known = (value ?? '').split(',').filter(one => options.some(option => option.value === one))
  return {
    type: 'Input.ChoiceSet',
    ...common,
    style: expanded ? 'expanded' : 'compact',
    isMultiSelect: several ? true : undefined,
    wrap: true,
    choices: options.map(option => ({ title: title(option.label), value: option.value })),
    value: known.length > 0 ? known.join(',') : undefined,
  }
}

/** Whether an option can be told from nothing chosen, and travels with a press. */
const isOption = ({ value }: Option): boolean => value !== '' && value.length <= limits.optionValue

/** Whether a field can be shown: people type what has nothing to choose from. */
export const fits = (input: Input, { people, channels }: Choices): boolean => {
  if ('options' in input) return input.options.some(isOption)
  if (input.type === 'person') return people.length > 0
  return input.type !== 'channel' || channels.length > 0
}

/** Whether Teams can carry what the button does. */
export const pressable = (button: Button): boolean =>
  'url' in button
    ? linkable(button.url)
    : button.command !== '' && bytesOf(button.command) <= limits.buttonValue

/** Rows of buttons, none much shorter than the others. A command too long for a button is left out rather than changed. */
export function buttonRows(buttons: readonly Button[], buttonData: ButtonData): Element[] {
  const actions = buttons.filter(pressable).map(button => action(button, buttonData))
  const rows = Math.ceil(actions.length / limits.row)
  const each = Math.ceil(actions.length / rows)
  return Array.from({ length: rows }, (_, row) => ({
    type: 'ActionSet',
    actions: actions.slice(row * each, (row + 1) * each),
  }))
}

/** Old clients know no Action.Execute: they send the same as a message. */
function action(button: Button, buttonData: ButtonData): object {
  const label = clip(unmentioning(button.label), limits.buttonHint) || '…'
  const title = clipAtSpace(label, limits.buttonText)
  const hint = title !== label && { tooltip: label }
  if ('url' in button) return { type: 'Action.OpenUrl', title, ...hint, url: button.url }
  const style = button.style && { style: button.style === 'primary' ? 'positive' : 'destructive' }
  const data = { press: button.command, ...buttonData }
  return {
    type: 'Action.Execute',
    title,
    ...hint,
    ...style,
    verb: 'press',
    data,
    fallback: { type: 'Action.Submit', title, ...style, data },
  }
}

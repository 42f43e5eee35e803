import { type Block, type Button, type Input, type Option, plainText } from '../../../src/core/message.ts'
import { clip } from '../../../src/core/text.ts'
import type { Say } from '../../../src/core/translation/speaking.ts'
import { limits } from '../limits.ts'
import { type ButtonData, isPressable, renderButtons, shortened, type Titled } from './buttons.ts'
import { bytesOf, unmentioning } from './clip.ts'
import { type BlockGroup, type Element, subtle, textLines, weightOf } from './text-runs.ts'
import { toggleOf } from './toggle.ts'

/** What there is to choose from where a form asks for a person or a channel. For channels cards have no picker of their own. */
export interface Choices {
  people: readonly Option[]
  channels: readonly Option[]
}

/** What rendering a form needs to know of the whole message. */
interface FormContext {
  buttonData: ButtonData
  /** What opens the folded part after it. */
  toggle?: Titled
  choices: Choices
  say: Say
}

/** Renders a form as one group, since it is submitted as one. People type the fields that do not fit. */
export function renderForm(form: Extract<Block, { type: 'form' }>, context: FormContext): BlockGroup[] {
  const asked = form.inputs.filter(input => fits(input, context.choices))
  while (asked.length > 0 && weightOf(fields(asked, form.buttons, context)) > limits.groupBytes)
    asked.splice(asked.indexOf(heaviest(asked, context)), 1)
  const typed = form.inputs.filter(input => !asked.includes(input))
  return [
    ...typed.flatMap(input => textLines([{ bold: `${input.label}: ` }, context.say(whyTyped(input))])),
    // A form without a field has nothing to submit.
    ...(form.inputs.length > 0 && asked.length === 0 ? [] : [fields(asked, form.buttons, context)]),
  ]
}

function whyTyped({ type, hint }: Input): string {
  if (type === 'channel') return 'Mention me in a channel first. Then you can choose it here.'
  return hint ?? 'type it in the chat'
}

const heaviest = (inputs: readonly Input[], { choices }: FormContext): Input =>
  inputs.reduce((a, b) => (bytesOf(inputElement(b, choices)) > bytesOf(inputElement(a, choices)) ? b : a))

function fields(inputs: readonly Input[], buttons: readonly Button[], context: FormContext): BlockGroup {
  const rows = renderButtons(buttons, context).flatMap(row => row.elements)
  return {
    elements: [...inputs.flatMap(input => inputElements(input, context)), ...rows],
    words: plainText([
      { type: 'form', inputs: inputs.map(shortened), buttons: buttons.filter(isPressable).map(shortened) },
    ]),
    acts: true,
  }
}

/** A field, and below it what helps to fill it in: a screen reader skips what stands inside an empty field. */
function inputElements(input: Input, { choices, say }: FormContext): Element[] {
  const field = inputElement(input, choices)
  const hint = textLines(hintOf(input), subtle, 'Small').flatMap(line => line.elements)
  if (input.type !== 'several' || isShortList(input.options, limits.openList)) return [field, ...hint]
  const id = `list/${input.id}`
  return [
    ...textLines([{ bold: input.label }]).flatMap(line => line.elements),
    ...hint,
    { type: 'ActionSet', actions: [toggleOf(say(`Choose from ${input.options.length}`), id)] },
    { type: 'Container', id, isVisible: false, items: [field] },
  ]
}

/** Whether choices stand in sight: those that are many, or have much to say, are opened first. */
const isShortList = (options: readonly Option[], most: number): boolean =>
  options.reduce((lines, one) => lines + Math.ceil(titleOf(one).length / limits.listLine), 0) <= most

const titleOf = ({ label, hint }: Option): string => (hint ? `${label}: ${hint}` : label)

/** A field. None is required. */
function inputElement(input: Input, choices: Choices): Element {
  const id = `${input.type === 'channel' ? 'room' : 'in'}/${input.id}`
  const common = { id, label: label(input) }
  switch (input.type) {
    case 'line':
    case 'paragraph':
      return {
        type: 'Input.Text',
        ...common,
        isMultiline: input.type === 'paragraph' ? true : undefined,
        value: input.value || undefined,
      }
    case 'date':
      return {
        type: 'Input.Date',
        ...common,
        value: /^\d{4}-\d\d-\d\d$/.test(input.value ?? '') ? input.value : undefined,
      }
    case 'time':
      return {
        type: 'Input.Time',
        ...common,
        value: /^\d\d:\d\d$/.test(input.value ?? '') ? input.value : undefined,
      }
    case 'one':
      return choiceSet(common, input.options, { value: input.value })
    case 'several':
      return choiceSet(common, input.options, { value: input.value, several: true })
    case 'person':
      return { ...choiceSet(common, choices.people, { value: input.value, listed: true }), ...everybody }
    case 'channel':
      return choiceSet(common, choices.channels, {})
  }
}

/**
 * Teams' own list of everybody in the organization, searched as one types (learn.microsoft.com, “People Picker in Adaptive Cards”). Where a
 * client does not have it, the choices that stand in the card are those whom Hearth knows.
 */
const everybody = { 'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' } } as const

const label = (input: Input): string => clip(unmentioning(input.label), limits.label) || '…'

function hintOf(input: Input): string {
  const hidden = 'options' in input ? input.options.length - limits.options : 0
  const more = hidden > 0 ? `${hidden} more: type what you are looking for.` : ''
  return clip([input.hint, more].filter(Boolean).join(' '), limits.label)
}

function choiceSet(
  common: { id: string; label: string },
  all: readonly Option[],
  { value, several, listed }: { value?: string | undefined; several?: true; listed?: true },
): Element {
  const options = all.filter(isOption).slice(0, limits.options)
  const expanded = !listed && (several === true || isShortList(options, limits.expanded))
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
    choices: options.map(one => ({ title: title(titleOf(one)), value: one.value })),
    value: known.length > 0 ? known.join(',') : undefined,
  }
}

/** Whether an option can be told from nothing chosen, and travels with a press. */
const isOption = ({ value }: Option): boolean => value !== '' && value.length <= limits.optionValue

/** Whether a field can be shown: people type what has nothing to choose from. */
const fits = (input: Input, { channels }: Choices): boolean => {
  if ('options' in input) return input.options.some(isOption)
  return input.type !== 'channel' || channels.length > 0
}

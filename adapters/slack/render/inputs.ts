import type { types } from '@slack/bolt'
import type { Input, Option } from '../../../src/core/message.ts'
import { clip } from '../../../src/core/text.ts'
import { locationOf } from '../address.ts'
import { limits } from '../limits.ts'
import { plainText } from './plain-text.ts'

/** Renders the fields of a form, `most` of them; people type those that Slack cannot show. */
export function formFields(inputs: readonly Input[], most: number) {
  const shown = inputs.filter(fits).slice(0, most)
  return {
    fields: shown.map(input => inputBlock(input)),
    typed: inputs.filter(input => !shown.includes(input)),
  }
}

/** Whether a field fits into Slack's. */
export const fits = (input: Input): boolean =>
  'options' in input ? input.options.length > 0 : (input.value?.length ?? 0) <= limits.typed

/** The field of a dialog, whose block_id says which it is: what is wrong with it is told beside it. */
export const dialogField = (input: Input): types.InputBlock => inputBlock(input, fieldBlock(input.id))

/** The block of a dialog’s field. */
export const fieldBlock = (id: string): string => clip(`in/${id}`, limits.actionId, '')

/** Renders an optional field. Its name is in the action_id, since the block_id must change with every update of a message. */
function inputBlock(input: Input, block_id?: string): types.InputBlock {
  const hidden = 'options' in input ? input.options.length - limits.options : 0
  const hint = [input.hint, hidden > 0 ? `${hidden} more: type what you are looking for in the chat.` : '']
  const words = hint.filter(Boolean).join(' ')
  return {
    type: 'input',
    ...(block_id !== undefined && { block_id }),
    optional: true,
    label: plainText(input.label, limits.label),
    hint: words ? plainText(words, limits.label) : undefined,
    element: element(input, clip(`in/${input.id}`, limits.actionId, '')),
  }
}

function element(input: Input, action_id: string): types.InputBlock['element'] {
  switch (input.type) {
    case 'line':
    case 'paragraph':
      return {
        type: 'plain_text_input',
        action_id,
        multiline: input.type === 'paragraph',
        initial_value: input.value || undefined,
      }
    case 'date': {
      const value = /^\d{4}-\d\d-\d\d$/.test(input.value ?? '') ? input.value : undefined
      return { type: 'datepicker', action_id, initial_date: value }
    }
    case 'time': {
      const value = /^\d\d:\d\d$/.test(input.value ?? '') ? input.value : undefined
      return { type: 'timepicker', action_id, initial_time: value }
    }
    case 'one':
      return one(input, action_id)
    case 'several':
      return several(input, action_id)
    case 'person':
      return { type: 'users_select', action_id, initial_user: input.value || undefined }
    case 'channel':
      return {
        type: 'conversations_select',
        action_id,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        initial_conversation: input.value ? locationOf(input.value).conversation : undefined,
      }
  }
}

type Choice = Extract<Input, { options: readonly Option[] }>

function one(input: Choice, action_id: string): types.RadioButtons | types.StaticSelect {
  const options = input.options.slice(0, limits.options).map(option)
  const initial_option = options.find(({ value }) => value === input.value)
  const common = { action_id, options, initial_option }
  return options.length <= limits.radios && isShort(input)
    ? { type: 'radio_buttons', ...common }
    : { type: 'static_select', ...common }
}

function several(input: Choice, action_id: string): types.Checkboxes | types.MultiStaticSelect {
  const options = input.options.slice(0, limits.options).map(option)
  const chosen = new Set(input.value?.split(','))
  const initial_options = options.filter(({ value }) => chosen.has(value))
  const common = {
    action_id,
    options,
    initial_options: initial_options.length > 0 ? initial_options : undefined,
  }
  return options.length <= limits.checkboxes && isShort(input)
    ? { type: 'checkboxes', ...common }
    : { type: 'multi_static_select', ...common }
}

/** Whether choices stand in sight: those that have much to say are opened first. */
const isShort = ({ options }: Choice): boolean =>
  options.filter(one => one.hint).length <= limits.openTold && options.length <= limits.openList

const option = ({ value, label, hint }: Option): types.PlainTextOption & { value: string } => ({
  text: plainText(label, limits.optionText),
  value: clip(value, limits.optionValue, ''),
  ...(hint && { description: plainText(hint, limits.optionText) }),
})

import type { types } from '@slack/bolt'
import type { Button, Input, Option } from '../../../src/core/message.ts'
import { locationOf } from '../address.ts'
import { limits } from '../limits.ts'
import { clip } from './mrkdwn.ts'
import { linkable } from './rich-text.ts'

/** Plain text for Slack: never empty, never too long, `:smile:` stays what it is. */
export const plainText = (words: string, most: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clip(words.trim(), most) || '…',
  emoji: false,
})

/** Whether a field fits into Slack's; what does not is shown, and changed by typing. */
export const fits = (input: Input): boolean =>
  'options' in input ? input.options.length > 0 : (input.value?.length ?? 0) <= limits.typed

/** Renders an optional field. Its name is in the action_id, since the block_id must change with every update. */
export function inputBlock(input: Input): types.InputBlock {
  const hidden = 'options' in input ? input.options.length - limits.options : 0
  const hint = [input.hint, hidden > 0 ? `${hidden} more: type what you are looking for in the chat.` : '']
  const told = hint.filter(Boolean).join(' ')
  return {
    type: 'input',
    optional: true,
    label: plainText(input.label, limits.label),
    hint: told ? plainText(told, limits.label) : undefined,
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
  const drawn = { action_id, options, initial_option }
  return options.length <= limits.radios
    ? { type: 'radio_buttons', ...drawn }
    : { type: 'static_select', ...drawn }
}

function several(input: Choice, action_id: string): types.Checkboxes | types.MultiStaticSelect {
  const options = input.options.slice(0, limits.options).map(option)
  const chosen = new Set(input.value?.split(','))
  const initial_options = options.filter(({ value }) => chosen.has(value))
  const drawn = {
    action_id,
    options,
    initial_options: initial_options.length > 0 ? initial_options : undefined,
  }
  return options.length <= limits.checkboxes
    ? { type: 'checkboxes', ...drawn }
    : { type: 'multi_static_select', ...drawn }
}

const option = ({ value, label }: Option): types.PlainTextOption & { value: string } => ({
  text: plainText(label, limits.optionText),
  value: clip(value, limits.optionValue, ''),
})

/** Rows of buttons, numbered on from `from`. A command too long for a button is left out rather than changed. */
export function buttonRows(buttons: readonly Button[], from: number): types.ActionsBlock[] {
  const drawn = buttons.filter(pressable).map((button, at) => buttonElement(button, `press/${from + at}`))
  return Array.from({ length: Math.ceil(drawn.length / limits.row) }, (_, row) => ({
    type: 'actions',
    elements: drawn.slice(row * limits.row, (row + 1) * limits.row),
  }))
}

/** Whether Slack can carry what the button does. */
export const pressable = (button: Button): boolean =>
  'url' in button
    ? linkable(button.url)
    : button.command !== '' && button.command.length <= limits.buttonValue

const buttonElement = (button: Button, action_id: string): types.Button => ({
  type: 'button',
  action_id,
  text: plainText(button.label, limits.buttonText),
  ...('url' in button ? { url: button.url } : { value: button.command }),
  style: button.style,
})

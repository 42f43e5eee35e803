import type { types } from '@slack/bolt'
import type { Button, Confirm } from '../../../src/core/message.ts'
import { clip, isLink } from '../../../src/core/text.ts'
import { limits } from '../limits.ts'
import { plainText } from './plain-text.ts'

type Control = types.Button | types.Overflow

/** Renders rows of buttons, numbered on from `from`, and names those whose command or address is too long for one. */
export function buttonRows(buttons: readonly Button[], from: number) {
  const elements = controls(buttons.filter(isPressable), from)
  const rows = Array.from(
    { length: Math.ceil(elements.length / limits.row) },
    (_, row): types.ActionsBlock => ({
      type: 'actions',
      elements: elements.slice(row * limits.row, (row + 1) * limits.row),
    }),
  )
  return { rows, left: buttons.filter(button => !isPressable(button)).map(button => button.label) }
}

/** What stands beside a line: its one button, or all of them behind ⋯. What does not fit there comes below it. */
export function accessoryOf(buttons: readonly Button[], from: number) {
  const [first, ...below] = controls(buttons.filter(isPressable), from)
  const menu = below.find(one => one.type === 'overflow')
  if (!menu || !first) return { accessory: first, below }
  return { accessory: menu, below: [first, ...below.filter(one => one !== menu)] }
}

/** The buttons, and behind them ⋯ with the secondary ones. One alone is no menu. */
function controls(buttons: readonly Button[], from: number): Control[] {
  const id = (button: Button) => from + buttons.indexOf(button)
  const behind = buttons.filter(button => button.secondary && fitsMenu(button))
  const menu = behind.length > 1 ? behind : []
  const shown = buttons.filter(button => !menu.includes(button))
  return [
    ...shown.map(button => buttonElement(button, `press/${id(button)}`)),
    ...Array.from({ length: Math.ceil(menu.length / limits.menu) }, (_, at): types.Overflow => {
      const some = menu.slice(at * limits.menu, (at + 1) * limits.menu)
      return {
        type: 'overflow',
        action_id: `menu/${id(some[0] as Button)}`,
        options: some.map(button => menuOption(button, id(button))),
      }
    }),
  ]
}

/** Whether Slack can carry what the button does. */
const isPressable = (button: Button): boolean =>
  'url' in button
    ? linkable(button.url)
    : button.command !== '' && button.command.length <= limits.buttonValue

/** A menu carries less than a button does. */
const fitsMenu = (button: Button): boolean => 'url' in button || button.command.length <= limits.optionValue

/** Whether Slack takes this as a link or for a button. */
export const linkable = (url: string): boolean => url.length <= limits.url && isLink(url)

/** Slack asks by itself before a button with a `confirm`; a menu asks the same of every line in it, so there the command asks. */
const buttonElement = (button: Button, action_id: string): types.Button => ({
  type: 'button',
  action_id,
  text: plainText(button.label, limits.buttonText),
  ...('url' in button
    ? { url: button.url }
    : button.confirm
      ? { value: button.confirm.command, confirm: confirmation(button.confirm, button.label) }
      : { value: button.command }),
  style: button.style,
  ...(button.fullLabel && { accessibility_label: clip(button.fullLabel, limits.fullLabel) }),
})

const confirmation = ({ text, yes }: Confirm, label: string): types.ConfirmationDialog => ({
  title: plainText(label, limits.confirmTitle),
  text: plainText(text, limits.confirmText),
  confirm: plainText(yes, limits.confirmLabel),
  deny: plainText('Cancel', limits.confirmLabel),
  style: 'danger',
})

const menuOption = (button: Button, at: number): types.PlainTextOption => ({
  text: plainText(button.label, limits.optionText),
  ...('url' in button ? { url: button.url, value: `url/${at}` } : { value: button.command }),
})

/** The command of a line chosen in a menu; none where it opened an address. */
export const menuCommand = (value: string): string => (value.startsWith('url/') ? '' : value)

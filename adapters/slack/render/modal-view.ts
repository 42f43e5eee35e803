import type { types } from '@slack/bolt'
import { type Button, type Message, type Of, quiet } from '../../../src/core/message.ts'
import { limits } from '../limits.ts'
import { dialogField, fits } from './inputs.ts'
import { plainText } from './plain-text.ts'
import { renderOne } from './render.ts'

/** What a dialog needs to remember until it is sent: where it was opened, and what its own button does. */
export interface Opened {
  channel: string
  thread?: string
  name?: string
  home?: true
  command?: string
}

/** Renders a message as a dialog: its question with the fields, the first button as the dialog's own, and all else as it stands. */
export function modalView(message: Message, opened: Opened): types.ModalView {
  const form = message.find(block => block.type === 'form' && block.dialog !== undefined) as
    | Of<'form'>
    | undefined
  const [send, ...others] = form?.buttons ?? []
  const command = send && 'command' in send ? send.command : undefined
  const fields = form?.inputs.filter(fits).map(dialogField) ?? []
  const beside = form ? beforeAndAfter(message, form, others) : { before: message, after: [] }
  const draw = (some: Message, most: number) => renderOne(some, { blocks: most, basic: true }).blocks
  const after = draw(beside.after, limits.blocks / 2)
  const before = draw(beside.before, limits.viewBlocks - fields.length - after.length)
  return {
    type: 'modal',
    title: plainText(form?.dialog ?? 'Hearth', limits.viewTitle),
    close: plainText(command ? 'Cancel' : 'Close', limits.viewButton),
    ...(send && command && { submit: plainText(send.label, limits.viewButton) }),
    private_metadata: JSON.stringify({ ...opened, ...(command && { command }) } satisfies Opened),
    blocks: [...before, ...fields, ...after],
  }
}

/** What stands above the fields and below them. The title is not said twice. */
function beforeAndAfter(message: Message, form: Of<'form'>, others: readonly Button[]) {
  const at = message.indexOf(form)
  const typed = form.inputs
    .filter(input => !fits(input))
    .map(one => quiet(`${one.label}: type it in the chat.`))
  return {
    before: message
      .slice(0, at)
      .filter(block => block.type !== 'heading' || block.text.trim() !== form.dialog?.trim()),
    after: [
      ...typed,
      ...message.slice(at + 1),
      ...(others.length > 0 ? [{ type: 'buttons' as const, buttons: others }] : []),
    ],
  }
}

import type { Acknowledge } from '../../../src/core/adapter.ts'
import { asksInDialog, buttonsOf, type Message, plainText } from '../../../src/core/message.ts'
import { clip } from '../../../src/core/text.ts'
import type { DialogSeal } from '../dialog-seal.ts'
import { limits } from '../limits.ts'
import { fieldBlock } from '../render/inputs.ts'
import { modalView } from '../render/modal-view.ts'
import { openedIn } from './parse.ts'
import type { SubmitPayload } from './payload.ts'

/**
 * The acknowledgement of a dialog that was sent: what was refused is told beside the field that it is about, and what was asked from
 * the Home tab is answered in the dialog. Undefined: the dialog closes, and the answer comes where it was opened.
 */
export function inDialog(
  first: Parameters<Acknowledge>[0],
  { view, user }: SubmitPayload,
  { sealed }: Pick<DialogSeal, 'sealed'>,
): object | undefined {
  const opened = openedIn(view)
  if (!first || !opened) return undefined
  const refused = first.type === 'reply' ? first.refused : undefined
  const blocks = Object.keys(view.state?.values ?? {})
  const about = refused?.field === undefined ? undefined : fieldBlock(refused.field)
  const block = blocks.find(one => one === about) ?? blocks[0]
  if (refused && block) return { response_action: 'errors', errors: { [block]: wordsOf(first.message) } }
  if (!opened.home && !asksInDialog(first.message)) return undefined
  const { command: _, ...there } = opened
  return { response_action: 'update', view: sealed(modalView(first.message, there), user.id) }
}

/** Beside a field there is no room for buttons. */
const wordsOf = (message: Message): string =>
  clip(
    plainText(message.filter(block => buttonsOf(block).length === 0)) || plainText(message),
    limits.buttonValue,
  )

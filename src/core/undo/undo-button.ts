import type { Effect } from '../effect.ts'
import type { Incoming } from '../incoming.ts'
import {
  type Block,
  type Button,
  button,
  buttons,
  type Message,
  type Of,
  secondary,
  skipsFields,
} from '../message.ts'

/** What tells the asker that something was done, with a way to take it back: an Undo on every receipt. */
export function withUndo(
  effects: readonly Effect[],
  change: string,
  { place }: Pick<Incoming, 'place'>,
): Effect[] {
  const receipt = receiptIn(effects, place.personal)
  return effects.map(effect =>
    effect === receipt ? { ...receipt, message: undoable(receipt.message, change) } : effect,
  )
}

type Saying = Extract<Effect, { type: 'reply' | 'replace' }>

/** What is said first where it was asked, and is no post for others; else the card that was pressed. */
function receiptIn(effects: readonly Effect[], isAlone: boolean): Saying | undefined {
  const said = effects.filter(
    (one): one is Saying => one.type === 'replace' || (one.type === 'reply' && (isAlone || !one.posts)),
  )
  return said.find(one => one.type === 'reply') ?? said[0]
}

/**
 * Before the next thing begins, the receipt ends: there the button stands, with others that are about the same. Where what was done is
 * told beside a form, such as the next question, it is one of what the form has behind ⋯; so it is where a folded part can be opened, too.
 */
function undoable(message: Message, change: string): Message {
  const next = message.findIndex((block, at) => at > 0 && block.type === 'heading')
  const end = next < 0 || message[0]?.type === 'heading' ? message.length : next
  const undo = button('Undo', `undo @${change}`)
  const form = message.slice(0, end).findIndex(block => block.type === 'form')
  if (form >= 0)
    return message.map((block, at) => (at === form && block.type === 'form' ? behind(block, undo) : block))
  const row = message.slice(0, end).findLastIndex(block => block.type === 'buttons')
  const most = message.some(block => block.type === 'fold') ? mostInSight - 1 : mostInSight
  return row < 0
    ? [...message.slice(0, end), buttons(undo), ...message.slice(end)]
    : message.map((block, at) =>
        at === row && block.type === 'buttons' ? withUndoIn(block, undo, most) : block,
      )
}

const behind = (form: Of<'form'>, undo: Button): Block => ({
  ...form,
  buttons: [...form.buttons, skipsFields(secondary(undo))],
})

/** Beside two buttons it stands in sight. Beside three it is behind ⋯, so that “No” stays next to “Yes”; all from the fourth on go there, too. */
function withUndoIn(block: Of<'buttons'>, undo: Button, most: number): Block {
  const inSight = block.buttons.filter(one => !one.secondary)
  const others = inSight.slice(mostInSight)
  return {
    ...block,
    buttons: [
      ...block.buttons.map(one => (others.includes(one) ? secondary(one) : one)),
      inSight.length < most ? undo : secondary(undo),
    ],
  }
}

const mostInSight = 3

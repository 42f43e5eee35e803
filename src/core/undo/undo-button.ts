import type { Effect } from '../effect.ts'
import type { Incoming } from '../incoming.ts'
import { type Block, type Button, button, buttons, type Message, type Of, secondary } from '../message.ts'

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

/** Before the next thing begins, the receipt ends: there the button stands, with others that are about the same. */
function undoable(message: Message, change: string): Message {
  const next = message.findIndex((block, at) => at > 0 && block.type === 'heading')
  const end = next < 0 || message[0]?.type === 'heading' ? message.length : next
  const undo = button('Undo', `undo @${change}`)
  const row = message.slice(0, end).findLastIndex(block => block.type === 'buttons')
  return row < 0
    ? [...message.slice(0, end), buttons(undo), ...message.slice(end)]
    : message.map((block, at) => (at === row && block.type === 'buttons' ? withUndoIn(block, undo) : block))
}

/** Beside two buttons it stands in sight; where there are more, all from the third on are behind ⋯, and it is among them. */
function withUndoIn(block: Of<'buttons'>, undo: Button): Block {
  const inSight = block.buttons.filter(one => !one.secondary)
  const behind = inSight.slice(shown)
  return {
    ...block,
    buttons: [
      ...block.buttons.map(one => (behind.includes(one) ? secondary(one) : one)),
      behind.length > 0 ? secondary(undo) : undo,
    ],
  }
}

const shown = 2

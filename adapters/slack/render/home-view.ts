import type { types } from '@slack/bolt'
import { button, type Message, secondary } from '../../../src/core/message.ts'
import { limits } from '../limits.ts'
import { renderOne } from './render.ts'

/** Renders a message as the Home tab. */
export const homeView = (message: Message): types.HomeView => ({
  type: 'home',
  blocks: renderOne(unfolded(message), { blocks: limits.homeBlocks, basic: true }).blocks,
})

/** Nothing can be folded there: what has a command of its own is one of what the buttons after it have behind ⋯. */
const unfolded = (message: Message): Message =>
  message.flatMap((block, at) => {
    const before = message[at - 1]
    const next = message[at + 1]
    if (block.type === 'fold' && block.command && next?.type === 'buttons') return []
    if (block.type !== 'buttons' || before?.type !== 'fold' || !before.command) return [block]
    return [{ ...block, buttons: [secondary(button(before.label, before.command)), ...block.buttons] }]
  })

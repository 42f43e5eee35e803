import type { types } from '@slack/bolt'
import type { Message } from '../../../src/core/message.ts'
import { limits } from '../limits.ts'
import { renderOne } from './render.ts'

/** Renders a message as the Home tab. */
export const homeView = (message: Message): types.HomeView => ({
  type: 'home',
  blocks: renderOne(message, { blocks: limits.homeBlocks, basic: true }).blocks,
})

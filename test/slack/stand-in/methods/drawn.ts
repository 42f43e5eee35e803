import type { Part } from '../../rules.ts'
import type { World } from '../../world.ts'

/** The blocks as Slack keeps them: every one with an id, and every text with its flags. */
export function numbered(world: World, blocks: readonly Part[]): Part[] {
  return blocks.map(block => ({ ...(flagged(block) as Part), block_id: block.block_id ?? world.id('b') }))
}

function flagged(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(flagged)
  if (typeof part !== 'object' || part === null) return part
  const whole = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, flagged(value)]))
  if (whole.type === 'plain_text') return { emoji: true, ...whole }
  return whole.type === 'mrkdwn' ? { verbatim: false, ...whole } : whole
}

import type { Step } from '../parity/script.ts'
import type { Json } from '../teams/world.ts'

/** Where Hearth is seen. */
export type Platform = 'Slack' | 'Teams' | 'Terminal' | 'Browser'

/** Something that Hearth shows, as the platform was told it. */
export type Payload =
  | { platform: 'Slack'; surface: 'message' | 'home' | 'modal'; blocks: unknown[]; title?: string }
  | { platform: 'Teams'; card: Json }
  | { platform: 'Terminal'; text: string }
  | { platform: 'Browser'; html: string }

/** The same with where it came up: in which conversation, and after which step. */
export type Screen = Payload & { conversation: string; step: string }

/** What was done before a screen came up, in few words: `ana: home`, `ana presses Done`. */
export function stepWords(step: Step): string {
  if ('says' in step) return `${step.who}: ${step.says}`
  if ('presses' in step) return `${step.who} presses ${step.presses}`
  return `time goes by for ${step.who}`
}

/** What of a payload makes it look as it does: its kinds of blocks and their order, not their words. */
export function shapeOf(screen: Payload): string {
  switch (screen.platform) {
    case 'Slack':
      return `${screen.surface} ${JSON.stringify(typesIn(screen.blocks))}`
    case 'Teams':
      return JSON.stringify(typesIn(screen.card))
    case 'Terminal':
      return screen.text.replace(/[^\n[\]]+/g, '')
    case 'Browser':
      return [...screen.html.matchAll(/<(\w+)/g)].map(([, tag]) => tag).join(' ')
  }
}

function typesIn(part: unknown): unknown[] {
  if (Array.isArray(part)) return part.flatMap(typesIn)
  if (typeof part !== 'object' || part === null) return []
  const { type } = part as Json
  const inner = Object.values(part).flatMap(typesIn)
  return typeof type === 'string' ? [type, ...(inner.length > 0 ? [inner] : [])] : inner
}

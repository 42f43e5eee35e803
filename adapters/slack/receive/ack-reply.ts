import type { Acknowledge } from '../../../src/core/adapter.ts'
import type { Incoming } from '../../../src/core/incoming.ts'
import { mayBeRefused, render } from '../render/render.ts'
import { plainOptions } from '../send/response-url.ts'

/** The body of an acknowledgement that carries the answer itself, if one message is enough for it and it need not be found again. */
export function inOne(first: Parameters<Acknowledge>[0], { place }: Incoming): object | undefined {
  if (!first || (first.type === 'reply' && first.card)) return undefined
  if (first.message.some(block => block.type === 'file')) return undefined
  // A refused acknowledgement is an error that nobody can mend.
  if (mayBeRefused(first.message)) return undefined
  const [only, ...more] = render(first.message)
  if (!only || more.length > 0) return undefined
  const visible = place.personal || (first.type === 'reply' && !first.private)
  return { response_type: visible ? 'in_channel' : 'ephemeral', ...only, ...plainOptions }
}

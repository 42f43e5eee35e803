import type { Acknowledge } from '../../../src/core/adapter.ts'
import type { Incoming } from '../../../src/core/incoming.ts'
import type { Message } from '../../../src/core/message.ts'
import { mayBeRefused, render } from '../render/render.ts'
import { plainOptions } from '../send/response-url.ts'

type Visibility = 'in_channel' | 'ephemeral'

/** What messages were drawn as before: what Hearth says again and again is one object, and drawn once. */
const drawn = {
  in_channel: new WeakMap<Message, object | null>(),
  ephemeral: new WeakMap<Message, object | null>(),
}

/** The body of an acknowledgement that carries the answer itself, if one message is enough for it and it need not be found again. */
export function inOne(first: Parameters<Acknowledge>[0], { place }: Incoming): object | undefined {
  // What is posted for others can be taken back only where Slack named the message.
  if (!first || (first.type === 'reply' && (first.card || first.posts))) return undefined
  const visible = place.personal || (first.type === 'reply' && !first.private)
  const visibility = visible ? 'in_channel' : 'ephemeral'
  const before = drawn[visibility].get(first.message)
  const body = before === undefined ? bodyOf(first.message, visibility) : before
  drawn[visibility].set(first.message, body)
  return body ?? undefined
}

function bodyOf(message: Message, visibility: Visibility): object | null {
  if (message.some(block => block.type === 'file')) return null
  // A refused acknowledgement is an error that nobody can mend.
  if (mayBeRefused(message)) return null
  const [only, ...more] = render(message)
  if (!only || more.length > 0) return null
  return { response_type: visibility, ...only, ...plainOptions }
}

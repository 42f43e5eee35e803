import type { Acknowledge, MessageHandler } from '../../../src/core/adapter.ts'
import type { Incoming } from '../../../src/core/incoming.ts'
import type { Message } from '../../../src/core/message.ts'
import { type Location, locationOf } from '../address.ts'
import type { Card } from '../render/render.ts'
import { type Answer, answered, shown } from './invoke-response.ts'

interface DispatchDeps {
  hearth(): MessageHandler
  /** A message as the one card it is shown as, at this spot. */
  renderCard(message: Message, location: Location): Promise<Card>
  /** Takes note of what is still being done. */
  track(doing: Promise<unknown>): void
}

/** Passes something asked on to the bot. Resolves with what the asker is to see first, when what must be kept is kept. */
export type Dispatch = (incoming: Incoming) => Promise<Answer>

/** From the bot's acknowledgement to the answer that Teams gets. */
export function createDispatch({ hearth, renderCard, track }: DispatchDeps): Dispatch {
  return incoming =>
    new Promise((resolve, reject) => {
      const acknowledge: Acknowledge = first => {
        if (first?.type === 'replace') replaced(first.message, incoming).then(resolve, reject)
        else resolve(answered(first, incoming))
        // What is shown in answer to a press is shown to whoever pressed, and for now: it is sent all the same.
        return false
      }
      const handled = hearth().handle(incoming, acknowledge)
      track(handled.then(() => resolve(answered(undefined, incoming)), reject))
    })

  /** The new card at once; the message itself is changed as well, for everybody and for later. */
  async function replaced(message: Message, incoming: Incoming): Promise<Answer> {
    if (!incoming.card) return answered(undefined, incoming)
    return shown((await renderCard(message, locationOf(incoming.card.address))).content)
  }
}

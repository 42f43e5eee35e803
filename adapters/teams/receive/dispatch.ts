import type { Acknowledge, MessageHandler } from '../../../src/core/adapter.ts'
import type { Incoming } from '../../../src/core/incoming.ts'
import type { Message } from '../../../src/core/message.ts'
import { type Location, locationOf } from '../address.ts'
import type { Card } from '../render/render.ts'
import { type Answer, answered, shown } from './invoke-response.ts'

interface DispatchDeps {
  hearth(): MessageHandler
  /** Renders a message as the one card it becomes at this location. */
  renderCard(message: Message, location: Location): Promise<Card>
  /** Tracks work until it is done, and logs its failure. */
  track(doing: Promise<unknown>): void
}

/** Hands an incoming to the bot. Resolves with the asker's first answer, once the bot has saved what it must. */
export type Dispatch = (incoming: Incoming) => Promise<Answer>

/** Turns the bot's acknowledgement into the response that Teams gets. */
export function createDispatch({ hearth, renderCard, track }: DispatchDeps): Dispatch {
  return incoming =>
    new Promise((resolve, reject) => {
      const acknowledge: Acknowledge = first => {
        if (first?.type === 'replace') replaced(first.message, incoming).then(resolve, reject)
        else resolve(answered(first, incoming))
        // Teams shows this response to the presser alone, and for now: the bot sends the message all the same.
        return false
      }
      const handled = hearth().handle(incoming, acknowledge)
      track(handled.then(() => resolve(answered(undefined, incoming)), reject))
    })

  /** Shows the presser the new card at once; the bot updates the message itself too, for everybody and for later. */
  async function replaced(message: Message, incoming: Incoming): Promise<Answer> {
    if (!incoming.card) return answered(undefined, incoming)
    return shown((await renderCard(message, locationOf(incoming.card.address))).content)
  }
}

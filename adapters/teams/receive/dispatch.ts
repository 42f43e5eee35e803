import type { Acknowledge } from '../../../src/core/adapter.ts'
import type { Incoming } from '../../../src/core/incoming.ts'
import { type Message, plainText } from '../../../src/core/message.ts'
import { locationOf } from '../address.ts'
import type { HandlerDeps } from './handler-deps.ts'
import { type Answer, answered, shown, task } from './invoke-response.ts'

/** Hands an incoming to the bot. Resolves with the asker's first answer, once the bot has saved what it must. */
export function dispatch(incoming: Incoming, deps: HandlerDeps): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const acknowledge: Acknowledge = first => {
      if (first?.type === 'replace') replaced(first.message, incoming, deps).then(resolve, reject)
      else resolve(answered(first, incoming))
      // Teams shows this response to the presser alone, and for now: the bot sends the message all the same.
      return false
    }
    const handled = deps.bot.handle(incoming, acknowledge)
    deps.pending.track(handled.then(() => resolve(answered(undefined, incoming)), reject))
  })
}

/** Hands a command chosen in the menu of a message to the bot. Resolves with its first answer, which Teams shows in a window. */
export function dispatchTask(incoming: Incoming, deps: HandlerDeps): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const acknowledge: Acknowledge = first => {
      resolve(task(first ? plainText(first.message) : 'Done.'))
      return false
    }
    const handled = deps.bot.handle(incoming, acknowledge)
    deps.pending.track(handled.then(() => resolve(task('Done.')), reject))
  })
}

/** Shows the presser the new card at once; the bot updates the message itself too, for everybody and for later. */
async function replaced(message: Message, incoming: Incoming, { sender }: HandlerDeps): Promise<Answer> {
  if (!incoming.card) return answered(undefined, incoming)
  return shown((await sender.renderCard(message, locationOf(incoming.card.address))).content)
}

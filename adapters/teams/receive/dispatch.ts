import type { Acknowledge } from '../../../src/core/adapter.ts'
import type { Incoming } from '../../../src/core/incoming.ts'
import { type Message, plainText } from '../../../src/core/message.ts'
import { locationOf } from '../address.ts'
import type { HandlerDeps } from './handler-deps.ts'
import { type Answer, answered, shown, task } from './invoke-response.ts'

/** What the bot is to show first. */
type First = Parameters<Acknowledge>[0]

/** Hands an incoming to the bot. Resolves with the asker's first answer, once the bot has saved what it must. */
export const dispatch = (incoming: Incoming, deps: HandlerDeps): Promise<Answer> =>
  handled(incoming, deps, first =>
    first?.type === 'replace'
      ? replaced(first.message, incoming, deps)
      : answered(first, incoming, deps.sayIn),
  )

/** Hands a command chosen in the menu of a message to the bot. Resolves with its first answer, which Teams shows in a window. */
export const dispatchTask = (incoming: Incoming, deps: HandlerDeps): Promise<Answer> =>
  handled(incoming, deps, first => task(first ? plainText(first.message) : 'Done.'))

function handled(
  incoming: Incoming,
  { bot, pending }: HandlerDeps,
  answer: (first?: First) => Answer | Promise<Answer>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const acknowledge: Acknowledge = first => {
      resolve(answer(first))
      // Teams shows this response to the presser alone, and for now: the bot sends the message all the same.
      return false
    }
    pending.track(bot.handle(incoming, acknowledge).then(() => resolve(answer()), reject))
  })
}

/** Shows the presser the new card at once; the bot updates the message itself too, for everybody and for later. */
async function replaced(message: Message, incoming: Incoming, { sender }: HandlerDeps): Promise<Answer> {
  if (!incoming.card) return answered(undefined, incoming)
  return shown((await sender.renderCard(message, locationOf(incoming.card.address))).content)
}

import type { Dedupe } from '../../../src/core/delivery/dedupe.ts'
import { type Message, text } from '../../../src/core/message.ts'
import type { Location } from '../address.ts'
import type { Conversations } from '../directory/conversations.ts'
import { limits } from '../limits.ts'
import type { Dispatch } from './dispatch.ts'
import { type Answer, answered, lastPlace, later, ok, sentence } from './invoke-response.ts'
import type { LearnSender } from './learn-sender.ts'
import { locationAt, type Source } from './location.ts'
import { fromPress, nameOf, verifiedLocation } from './parse.ts'
import type { Activity, Press } from './payload.ts'
import type { PlaceSigner } from './signed-place.ts'

interface PressHandlerDeps {
  learnSender: LearnSender
  once: Dedupe
  signer: PlaceSigner
  conversations: Conversations
  dispatch: Dispatch
  say(location: Location, message: Message): Promise<unknown>
  track(doing: Promise<unknown>): void
}

/** Handles a pressed button: Action.Execute waits for the response, Action.Submit of old clients does not. */
export type HandlePress = (activity: Activity, source: Source, pressed: Press) => Promise<Answer>

/** Turns a pressed button into an incoming, and into the response that replaces its card. */
export function createPressHandler({
  learnSender,
  once,
  signer,
  conversations,
  dispatch,
  say,
  track,
}: PressHandlerDeps): HandlePress {
  return async (activity, source, pressed) => {
    const waits = activity.type === 'invoke'
    const location = pressed.at === undefined ? undefined : verifiedLocation(pressed, source, signer)
    if (pressed.at !== undefined && !location) return lost(activity, source)
    const answer = done(activity, source, pressed, location)
    track(answer)
    return waits ? inTime(answer) : answer.then(() => ok)
  }

  function lost(activity: Activity, source: Source): Answer {
    if (activity.type === 'invoke') return sentence(lastPlace)
    track(say(locationAt(source, activity.replyToId), [text(lastPlace)]))
    return ok
  }

  async function done(
    activity: Activity,
    source: Source,
    pressed: Press,
    location?: Location,
  ): Promise<Answer> {
    const context = await learnSender(activity, source, 'spoke')
    // A former member of a channel still has the private answers from it, but may not act there.
    if (
      location &&
      'conversation' in location.target &&
      !context.conversations.includes(location.target.conversation)
    )
      return lost(activity, source)
    const name = location && (await conversations.nameAt(location))
    const elsewhere = location && { elsewhere: { location, name } }
    const incoming = fromPress(activity, pressed, { ...context, ...elsewhere })
    let answer = answered(undefined, incoming)
    await once(`${source.tenant}/${nameOf(activity)}`, async () => {
      answer = await dispatch(incoming)
    })
    return answer
  }
}

/** Answers in time: Teams waits some seconds for the response to a press, and then says that the app is unreachable. */
function inTime(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout
  const late = new Promise<Answer>(resolve => {
    timer = setTimeout(() => resolve(later), limits.ackMs)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

import { text } from '../../../src/core/message.ts'
import type { Location } from '../address.ts'
import { limits } from '../limits.ts'
import { dispatch } from './dispatch.ts'
import type { HandlerDeps } from './handler-deps.ts'
import { type Answer, answered, lastPlace, later, ok, sentence } from './invoke-response.ts'
import { isFromBefore, learnSender } from './learn-sender.ts'
import { locationAt, type Source } from './location.ts'
import { fromPress, nameOf, verifiedLocation } from './parse.ts'
import type { Activity, Press } from './payload.ts'

/**
 * Handles a pressed button, and resolves with the response that replaces its card. Action.Execute waits for the response,
 * Action.Submit of old clients does not.
 */
export async function handlePress(
  activity: Activity,
  source: Source,
  pressed: Press,
  deps: HandlerDeps,
): Promise<Answer> {
  const location = pressed.at === undefined ? undefined : verifiedLocation(pressed, source, deps.signer)
  if (pressed.at !== undefined && !location) return refuse(activity, source, deps)
  const answer = act(activity, source, pressed, location, deps)
  deps.pending.track(answer)
  return activity.type === 'invoke' ? inTime(answer) : answer.then(() => ok)
}

/** Tells the presser that the button has lost its place. */
function refuse(activity: Activity, source: Source, { pending, sender }: HandlerDeps): Answer {
  if (activity.type === 'invoke') return sentence(lastPlace)
  pending.track(sender.say(locationAt(source, activity.replyToId), [text(lastPlace)]))
  return ok
}

async function act(
  activity: Activity,
  source: Source,
  pressed: Press,
  location: Location | undefined,
  deps: HandlerDeps,
): Promise<Answer> {
  if (await isFromBefore(source, nameOf(activity), deps)) return ok
  const context = await learnSender(activity, source, deps, 'spoke')
  // A former member of a channel still has the private answers from it, but may not act there.
  if (
    location &&
    'conversation' in location.target &&
    !context.conversations.includes(location.target.conversation)
  )
    return refuse(activity, source, deps)
  const name = location && (await deps.conversations.nameAt(location))
  const incoming = fromPress(activity, pressed, {
    ...context,
    elsewhere: location && { location, name },
  })
  let answer = answered(undefined, incoming)
  await deps.once(`${source.tenant}/${nameOf(activity)}`, async () => {
    if (deps.isFirstPress(incoming)) answer = await dispatch(incoming, deps)
  })
  return answer
}

/** Answers in time: Teams waits some seconds for the response to a press, and then says that the app is unreachable. */
function inTime(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout
  const late = new Promise<Answer>(resolve => {
    timer = setTimeout(() => resolve(later), limits.ackMs)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

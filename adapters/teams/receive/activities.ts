import { type Message, text } from '../../../src/core/message.ts'
import { addressOf, workspaceOf } from '../address.ts'
import { handlePress } from './card-actions.ts'
import { dispatch, dispatchTask } from './dispatch.ts'
import { handleConsent } from './file-consent.ts'
import type { HandlerDeps } from './handler-deps.ts'
import { wordsOfHtml } from './html.ts'
import { type Answer, notOurs, ok } from './invoke-response.ts'
import { isFromBefore, learnSender } from './learn-sender.ts'
import { locationAt, type Source } from './location.ts'
import { namesBot } from './mention.ts'
import { fromInstall, fromMessage, fromMessageAction, incomingId } from './parse.ts'
import { type Activity, consentSchema, executeSchema, messageActionSchema, submitSchema } from './payload.ts'
import { fetchSentFile } from './sent-file.ts'

/** The command “Save as note” in the menu of a message. */
const noteAction = 'note'

/** Handles an activity of a source, and answers once the bot has saved what it must. */
export type HandleActivity = (activity: Activity, source: Source) => Promise<Answer>

/** Brings each activity to the function for its type. */
export async function handleActivity(activity: Activity, source: Source, deps: HandlerDeps): Promise<Answer> {
  if (activity.from.id === activity.recipient.id) return ok
  switch (activity.type) {
    case 'message':
      return handleMessage(activity, source, deps)
    case 'messageUpdate':
      return activity.channelData.eventType === 'editMessage' ? handleLine(activity, source, deps) : ok
    case 'messageDelete':
      return handleDeletion(activity, source, deps)
    case 'invoke':
      return handleInvoke(activity, source, deps)
    case 'installationUpdate':
      return handleInstallation(activity, source, activity.action ?? '', deps)
    case 'conversationUpdate':
      await deps.conversations.applyChannelEvent(activity, source)
      await deps.conversations.removeMembers(activity, source)
      deps.conversations.outdate(source)
      return handleInstallation(activity, source, membership(activity), deps)
    default:
      return ok
  }
}

function handleMessage(activity: Activity, source: Source, deps: HandlerDeps): Promise<Answer> {
  const pressed = activity.value === undefined ? undefined : submitSchema.safeParse(activity.value).data
  return pressed ? handlePress(activity, source, pressed, deps) : handleLine(activity, source, deps)
}

async function handleLine(activity: Activity, source: Source, deps: HandlerDeps): Promise<Answer> {
  const personal = source.kind === 'personal'
  const slash = activity.recipient.isTargeted === true
  const named = slash || namesBot(activity)
  // A failing store must not silence Hearth: lines that name it are answered all the same. Of any other it must be known whose it is.
  const listened =
    !personal &&
    (await listensAt(activity, source, deps).catch(error => {
      if (named) return false
      throw error
    }))
  // A line that is not for Hearth is dropped before anything of it is kept.
  if (!personal && !named && !listened) return ok
  // A group chat has no threads: a line that names Hearth there may be a command as well as an answer.
  const isLine = listened && !slash && !(named && source.kind === 'groupChat')
  await deps.once(deliveryId(activity, source), async () => {
    if (await isFromBefore(source, incomingId(activity), deps)) return
    const incoming = fromMessage(activity, await learnSender(activity, source, deps, 'spoke'))
    const file =
      personal && activity.type === 'message' ? await fetchSentFile(activity, deps.trusted) : undefined
    const asked = isLine && incoming.kind === 'command' ? { ...incoming, kind: 'line' as const } : incoming
    await dispatch(file ? { ...asked, kind: 'command', text: 'import', file } : asked, deps)
  })
  return ok
}

/** A line is gone: Teams tells who wrote it and where, and none of its words. */
async function handleDeletion(activity: Activity, source: Source, deps: HandlerDeps): Promise<Answer> {
  if (source.kind !== 'personal' && !(await listensAt(activity, source, deps))) return ok
  await deps.once(deliveryId(activity, source), async () => {
    if (await isFromBefore(source, incomingId(activity), deps)) return
    await dispatch(fromMessage(activity, await learnSender(activity, source, deps)), deps)
  })
  return ok
}

function listensAt(activity: Activity, source: Source, { bot }: HandlerDeps): Promise<boolean> {
  const location = locationAt(source, activity.id)
  return bot.listensTo(workspaceOf(location.tenant), addressOf(location))
}

async function handleInvoke(activity: Activity, source: Source, deps: HandlerDeps): Promise<Answer> {
  if (activity.name === 'adaptiveCard/action') {
    const { data } = executeSchema.safeParse(activity.value)
    return data ? handlePress(activity, source, data.action.data, deps) : notOurs
  }
  if (activity.name === 'composeExtension/fetchTask') {
    const { data } = messageActionSchema.safeParse(activity.value)
    if (data?.commandId !== noteAction) return notOurs
    const words = wordsOfHtml(data.messagePayload.body.content)
    const context = await learnSender(activity, source, deps, 'spoke')
    return dispatchTask(fromMessageAction(activity, words, context), deps)
  }
  if (activity.name === 'fileConsent/invoke') {
    const { data } = consentSchema.safeParse(activity.value)
    if (!data || source.kind !== 'personal') return { status: 400 }
    await learnSender(activity, source, deps)
    deps.pending.track(handleConsent(data, locationAt(source, undefined), activity.replyToId, deps))
    return ok
  }
  return { status: 404 }
}

/** Hearth was added or removed. Teams tells each twice, in two ways. */
async function handleInstallation(
  activity: Activity,
  source: Source,
  action: string,
  deps: HandlerDeps,
): Promise<Answer> {
  const { conversations, pending, sender } = deps
  if (/^remove/.test(action)) await conversations.markRemoved(source)
  if (!/^add/.test(action)) return ok
  const context = await learnSender(activity, source, deps)
  const isForgotten = await deps.bot.isForgotten?.(workspaceOf(source.tenant), source.person, deps.now())
  if (isForgotten && source.kind === 'personal') return ok
  if (!(await conversations.markInstalled(source))) return ok
  if (source.kind === 'personal') await dispatch(fromInstall(activity, context), deps)
  else pending.track(sender.say(locationAt(source, source.root), greeting))
  return ok
}

/** Names a delivery of an activity, the same however often Teams repeats it. */
function deliveryId(activity: Activity, source: Source): string {
  return `${source.tenant}/${incomingId(activity)}`
}

/** Whether Hearth itself was added or removed. */
function membership({ membersAdded = [], membersRemoved = [], recipient }: Activity): string {
  if (membersAdded.some(one => one.id === recipient.id)) return 'add'
  return membersRemoved.some(one => one.id === recipient.id) ? 'remove' : ''
}

const greeting: Message = [
  text(
    'Hello, I am Hearth: a question to open a gathering with, something to read, the guide’s checklist. Mention me with a word, such as “@Hearth icebreaker” or “@Hearth help”.',
  ),
]

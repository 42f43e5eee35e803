import type { MessageHandler } from '../../../src/core/adapter.ts'
import type { Dedupe } from '../../../src/core/delivery/dedupe.ts'
import { outcomeOf } from '../../../src/core/delivery/delivery-error.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Message } from '../../../src/core/message.ts'
import { addressOf, type Location, workspaceOf } from '../address.ts'
import type { Conversations } from '../directory/conversations.ts'
import type { Directory } from '../directory/directory.ts'
import { errorSummary } from '../errors.ts'
import type { Card } from '../render/render.ts'
import type { Files } from '../send/files.ts'
import { createPressHandler } from './card-actions.ts'
import { createDispatch } from './dispatch.ts'
import { type Answer, notOurs, ok } from './invoke-response.ts'
import { createLearnSender } from './learn-sender.ts'
import { locationAt, type Source } from './location.ts'
import { namesBot } from './mention.ts'
import { fromInstall, fromMessage, nameOf } from './parse.ts'
import { type Activity, consentSchema, executeSchema, submitSchema } from './payload.ts'
import type { PlaceSigner } from './signed-place.ts'

interface ActivityHandlerDeps {
  hearth(): MessageHandler
  directory: Directory
  once: Dedupe
  signer: PlaceSigner
  conversations: Conversations
  files: Files
  /** Renders a message as the one card it becomes at this location. */
  renderCard(message: Message, location: Location): Promise<Card>
  say(location: Location, message: Message): Promise<unknown>
  now(): number
  log: Logger
}

/** Handles activities, and answers each once the bot has saved what it must. */
export interface ActivityHandler {
  handle(activity: Activity, source: Source): Promise<Answer>
  /** Resolves when all pending work is done. */
  finish(): Promise<void>
}

/** Brings each activity to the bot, once. */
export function createActivityHandler({
  hearth,
  directory,
  once,
  signer,
  conversations,
  files,
  renderCard,
  say,
  now,
  log,
}: ActivityHandlerDeps): ActivityHandler {
  const pending = new Set<Promise<unknown>>()
  const learnSender = createLearnSender({ hearth, directory, conversations, now, log })
  const dispatch = createDispatch({ hearth, renderCard, track })
  const onPress = createPressHandler({ learnSender, once, signer, conversations, dispatch, say, track })

  return {
    async handle(activity, source) {
      if (activity.from.id === activity.recipient.id) return ok
      switch (activity.type) {
        case 'message':
          return onMessage(activity, source)
        case 'messageUpdate':
          return activity.channelData.eventType === 'editMessage' ? onLine(activity, source) : ok
        case 'invoke':
          return onInvoke(activity, source)
        case 'installationUpdate':
          return onInstallation(activity, source, activity.action ?? '')
        case 'conversationUpdate':
          await conversations.applyChannelEvent(activity, source)
          await conversations.removeMembers(activity, source)
          return onInstallation(activity, source, membership(activity))
        default:
          return ok
      }
    },
    async finish() {
      while (pending.size > 0) await Promise.allSettled(pending)
    },
  }

  function onMessage(activity: Activity, source: Source): Promise<Answer> {
    const pressed = activity.value === undefined ? undefined : submitSchema.safeParse(activity.value).data
    return pressed ? onPress(activity, source, pressed) : onLine(activity, source)
  }

  async function onLine(activity: Activity, source: Source): Promise<Answer> {
    const location = locationAt(source, activity.id)
    const personal = source.kind === 'personal'
    const listened = !personal && (await listensAt(location))
    const slash = activity.recipient.isTargeted === true
    const named = slash || namesBot(activity)
    // A line that is not for Hearth is dropped before anything of it is kept.
    if (!personal && !named && !listened) return ok
    // A group chat has no threads: a line that names Hearth there may be a command as well as an answer.
    const isLine = listened && !slash && !(named && source.kind === 'groupChat')
    await onceOf(activity, source, async () => {
      const incoming = fromMessage(activity, await learnSender(activity, source, 'spoke'))
      await dispatch(isLine && incoming.kind === 'command' ? { ...incoming, kind: 'line' } : incoming)
    })
    return ok
  }

  /** A failing store must not silence Hearth: lines that name it are answered all the same. */
  function listensAt(location: Location): Promise<boolean> {
    return hearth()
      .listensTo(workspaceOf(location.tenant), addressOf(location))
      .catch(() => false)
  }

  async function onInvoke(activity: Activity, source: Source): Promise<Answer> {
    if (activity.name === 'adaptiveCard/action') {
      const { data } = executeSchema.safeParse(activity.value)
      return data ? onPress(activity, source, data.action.data) : notOurs
    }
    if (activity.name === 'fileConsent/invoke') {
      const { data } = consentSchema.safeParse(activity.value)
      if (!data || source.kind !== 'personal') return { status: 400 }
      await learnSender(activity, source)
      track(files.onConsent(data, locationAt(source, undefined), activity.replyToId))
      return ok
    }
    return { status: 404 }
  }

  /** Hearth was added or removed. Teams tells each twice, in two ways. */
  async function onInstallation(activity: Activity, source: Source, action: string): Promise<Answer> {
    if (/^remove/.test(action)) await conversations.markRemoved(source)
    if (!/^add/.test(action)) return ok
    const context = await learnSender(activity, source)
    if (!(await conversations.markInstalled(source))) return ok
    if (source.kind === 'personal') await dispatch(fromInstall(activity, context))
    else track(conversations.greet(source))
    return ok
  }

  /** Runs once, however often Teams delivers the activity. */
  function onceOf(activity: Activity, source: Source, first: () => Promise<void>): Promise<boolean> {
    const edit = activity.type === 'messageUpdate' ? `/${activity.timestamp ?? activity.text}` : ''
    return once(`${source.tenant}/${nameOf(activity)}${edit}`, first)
  }

  function track(doing: Promise<unknown>): void {
    const one = doing.catch(error => {
      const words = `teams: something failed while answering. ${errorSummary(error)}`
      // Somebody may remove Hearth while it says hello: that is no error.
      if (outcomeOf(error) === 'unreachable') log.warn(words)
      else log.error(words)
    })
    pending.add(one)
    void one.finally(() => pending.delete(one))
  }
}

/** Whether Hearth itself was added or removed. */
function membership({ membersAdded = [], membersRemoved = [], recipient }: Activity): string {
  if (membersAdded.some(one => one.id === recipient.id)) return 'add'
  return membersRemoved.some(one => one.id === recipient.id) ? 'remove' : ''
}

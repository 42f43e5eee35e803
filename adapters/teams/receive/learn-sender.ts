import type { MessageHandler } from '../../../src/core/adapter.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { workspaceOf } from '../address.ts'
import type { Conversations } from '../directory/conversations.ts'
import { type Directory, personOf } from '../directory/directory.ts'
import type { PersonRecord } from '../directory/records.ts'
import { errorSummary } from '../errors.ts'
import type { Source } from './location.ts'
import type { IncomingContext } from './parse.ts'
import type { Activity } from './payload.ts'

interface LearnSenderDeps {
  hearth(): MessageHandler
  directory: Directory
  conversations: Conversations
  now(): number
  log: Logger
}

/** Saves what an activity tells of its sender and of the conversation. */
export type LearnSender = (activity: Activity, source: Source, spoke?: 'spoke') => Promise<IncomingContext>

/** Learns the sender of every activity; their reminders follow them to another time zone. */
export function createLearnSender({
  hearth,
  directory,
  conversations,
  now,
  log,
}: LearnSenderDeps): LearnSender {
  return async (activity, source, spoke) => {
    const name = await conversations.nameOf(activity, source)
    const named: Source = { ...source, name }
    await conversations.learn(activity, named, spoke).catch(notKept)
    const known: PersonRecord = {
      name: activity.from.name,
      ...(await directory.person(source.tenant, source.person)),
    }
    const person = personOf(source.person, known)
    await hearth().meet?.(workspaceOf(source.tenant), person, now()).catch(notKept)
    return { source: named, person, at: now(), conversations: known.rooms ?? [] }

    function notKept(error: unknown): void {
      log.warn(`teams ${source.tenant}: what an activity told could not be kept. ${errorSummary(error)}`)
    }
  }
}

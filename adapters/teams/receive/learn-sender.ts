import { workspaceOf } from '../address.ts'
import { personOf } from '../directory/directory.ts'
import type { PersonRecord } from '../directory/records.ts'
import { errorSummary } from '../errors.ts'
import type { HandlerDeps } from './handler-deps.ts'
import type { Source } from './location.ts'
import type { IncomingContext } from './parse.ts'
import type { Activity } from './payload.ts'

/**
 * Saves what an activity tells of its sender and of the conversation; reminders follow people to another time zone. Of somebody who
 * was forgotten nothing is saved until they write again.
 */
export async function learnSender(
  activity: Activity,
  source: Source,
  { bot, conversations, directory, now, log }: HandlerDeps,
  spoke?: 'spoke',
): Promise<IncomingContext> {
  const isUnasked = spoke === undefined
  const isForgotten =
    isUnasked && ((await bot.isForgotten?.(workspaceOf(source.tenant), source.person, now())) ?? false)
  const name = await conversations.nameOf(activity, source)
  const named: Source = { ...source, name }
  await conversations.learn(activity, named, { spoke, isForgotten }).catch(notKept)
  const known: PersonRecord = {
    name: activity.from.name,
    ...(await directory.person(source.tenant, source.person)),
  }
  const person = personOf(source.person, known)
  await bot.meet?.(workspaceOf(source.tenant), person, now()).catch(notKept)
  return { source: named, person, at: now(), conversations: known.rooms ?? [] }

  function notKept(error: unknown): void {
    log.warn(`teams ${source.tenant}: what an activity told could not be kept. ${errorSummary(error)}`)
  }
}

/** Whether a delivery is one from before its sender was forgotten: then nothing of it is looked at. */
export const isFromBefore = async (
  source: Source,
  delivery: string,
  { bot, now }: HandlerDeps,
): Promise<boolean> =>
  (await bot.isForgotten?.(workspaceOf(source.tenant), source.person, now(), delivery)) ?? false

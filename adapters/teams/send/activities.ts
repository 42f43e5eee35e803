import { outcomeOf } from '../../../src/core/delivery/delivery-error.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { type Location, onlyFor } from '../address.ts'
import {
  type Connector,
  ConnectorError,
  type ConversationReference,
  type OutgoingActivity,
} from '../connector/connector.ts'
import { isClosed, operatorAdvice, toDeliveryError } from '../errors.ts'
import type { ConversationReferences } from './conversation-references.ts'
import type { TeamsSendQueue } from './queue.ts'

interface ActivitiesDeps {
  connector: Connector
  sendQueue: TeamsSendQueue
  references: ConversationReferences
  log: Logger
}

/** Sends, updates and removes single activities, each in the queue of its conversation. @throws errors for people. */
export interface Activities {
  send(location: Location, activity: OutgoingActivity): Promise<string | undefined>
  /** Resolves false if the message is gone, or the conversation is closed. */
  update(location: Location, message: string, activity: OutgoingActivity): Promise<boolean>
  remove(location: Location, message: string): Promise<void>
}

/** Resolves the conversation reference of a location, and calls the connector with it. */
export function createActivities({ connector, sendQueue, references, log }: ActivitiesDeps): Activities {
  return {
    send: (location, activity) =>
      at(location, { urgent: location.waiting, post: true }, reference =>
        connector.send(reference, activity),
      ),
    update: (location, message, activity) =>
      unlessGone(() =>
        at(location, { urgent: true }, reference => connector.update(reference, message, activity)),
      ),
    async remove(location, message) {
      await unlessGone(() =>
        at(location, { urgent: true }, reference => connector.remove(reference, message)),
      )
    },
  }

  function at<R>(
    location: Location,
    how: { urgent?: boolean | undefined; post?: boolean },
    act: (reference: ConversationReference) => Promise<R>,
  ): Promise<R> {
    return translatingErrors(location, reference =>
      sendQueue.send(location.tenant, { ...how, place: placeOf(reference), run: () => act(reference) }),
    )
  }

  /** Translates errors: for the person, and for the operator's log where it is theirs to fix. */
  async function translatingErrors<R>(
    location: Location,
    act: (reference: ConversationReference) => Promise<R>,
  ): Promise<R> {
    try {
      const reference = await references.resolve(location)
      return await act(reference).catch(async error => {
        // A chat that Teams does not know any more is opened anew, once.
        if (onlyFor(location) === undefined || !isLost(error)) throw error
        return act(await references.reopen(location))
      })
    } catch (error) {
      const advice = operatorAdvice(error)
      if (advice) log.error(`teams ${location.tenant}: ${advice}`)
      throw toDeliveryError(error)
    }
  }
}

const isLost = (error: unknown): boolean =>
  error instanceof ConnectorError && error.status === 404 && error.code === 'ConversationNotFound'

async function unlessGone(doing: () => Promise<unknown>): Promise<boolean> {
  try {
    await doing()
    return true
  } catch (error) {
    if (outcomeOf(error) === 'unreachable' || isClosed(error)) return false
    throw error
  }
}

/** Threads share the rate limit of their channel. */
const placeOf = ({ conversation }: ConversationReference): string => conversation.split(';')[0] ?? ''

import { LRUCache } from 'lru-cache'
import { DeliveryError } from '../../src/core/delivery/delivery-error.ts'
import type { SendQueue } from '../../src/core/delivery/send-queue.ts'
import { isChat, isPersonal, type Location } from './address.ts'
import { errorCode, notThere, toDeliveryError } from './errors.ts'
import type { Installation } from './installation.ts'
import { limits } from './limits.ts'
import { inTime } from './people.ts'

/** In which conversations the bot is. */
export interface Membership {
  /** Joins a public channel where it is not in it. Rejects as unreachable, with the cure, where it cannot come in. */
  enter(installation: Installation, location: Location): Promise<void>
  /** Remembers a group's direct messages, which Slack tells from a private channel by their name alone. */
  noticeName(channel: string, name: string | undefined): void
}

/** Asks through the send queue, anew each time: people put the bot in and out, and something seldom begins. */
export function createMembership(sendQueue: SendQueue): Membership {
  const groups = new LRUCache<string, true>({ max: limits.people })
  return {
    async enter(installation, { conversation }) {
      if (isPersonal(conversation)) return
      // Somebody's own chat with Hearth goes by the person.
      if (isChat(conversation)) throw new DeliveryError('unreachable', notThere.ofTwo)
      const found = await look(installation, conversation)
      if (found?.is_archived) throw new DeliveryError('unreachable', notThere.archived)
      if (!found || found.is_member || found.is_mpim) return
      if (found.is_private) throw new DeliveryError('unreachable', notThere.uninvited)
      await join(installation, conversation)
    },
    noticeName(channel, name) {
      if (name?.startsWith('mpdm-')) groups.set(channel, true)
    },
  }

  /** What Slack tells of a conversation; undefined: this app may not ask. */
  async function look({ team, client }: Installation, channel: string) {
    const run = () => client.conversations.info({ channel })
    const asked = sendQueue.send({ place: `${team}/conversations.info`, urgent: true, run })
    try {
      return (await inTime(asked)).channel
    } catch (error) {
      if (errorCode(error) === 'missing_scope') return undefined
      // What it is in, Slack shows it: this it does not.
      if (errorCode(error) === 'channel_not_found')
        throw new DeliveryError('unreachable', groups.has(channel) ? notThere.group : notThere.unseen, {
          cause: error,
        })
      throw toDeliveryError(error)
    }
  }

  async function join({ team, client }: Installation, channel: string): Promise<void> {
    const run = () => client.conversations.join({ channel })
    try {
      await inTime(sendQueue.send({ place: `${team}/conversations.join`, urgent: true, run }))
    } catch (error) {
      // Whatever Slack has against it, somebody who is there can let it in.
      if (errorCode(error) === undefined) throw toDeliveryError(error)
      throw new DeliveryError('unreachable', notThere.uninvited, { cause: error })
    }
  }
}

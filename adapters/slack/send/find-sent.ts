import type { SendQueue } from '../../../src/core/delivery/send-queue.ts'
import type { CardRef } from '../../../src/core/incoming.ts'
import { isPersonal, type Location, sentCard } from '../address.ts'
import type { Installation } from '../installation.ts'
import { limits } from '../limits.ts'
import type { People } from '../people.ts'

/** Finds a message by the key it was sent with. `undefined`: it is not there. Rejects where Slack cannot tell. */
export type FindSent = (
  installation: Installation,
  location: Location,
  key: string,
  since: number,
) => Promise<CardRef | undefined>

/** The metadata with the key of a message: Slack keeps it, and nobody sees it. */
export const metadataOf = (key: string) => ({
  metadata: { event_type: 'hearth_reminder', event_payload: { key } },
})

/** Reads the messages of a location, newest first. Needs the history scopes, and a bot that is in the channel. */
export function createFindSent(sendQueue: SendQueue, people: People): FindSent {
  return async (installation, location, key, since) => {
    const { team, conversation, thread } = location
    if (location.only || location.home) throw new Error('Slack does not tell of what one person alone sees')
    const channel = isPersonal(conversation) ? await people.chatOf(installation, conversation) : conversation
    if (!channel) throw new Error('Slack does not tell which chat that is')
    let cursor: string | undefined
    for (let page = 0; page < limits.historyPages; page++) {
      const about = {
        channel,
        include_all_metadata: true,
        limit: limits.historyPage,
        cursor,
      }
      // Slack pages a thread from its beginning and a channel from its end, so only a thread needs the start time.
      const run = () =>
        thread
          ? installation.client.conversations.replies({ ...about, ts: thread, oldest: String(since / 1000) })
          : installation.client.conversations.history(about)
      const {
        messages = [],
        has_more,
        response_metadata,
      } = await sendQueue.send({
        place: `${team}/conversations.history`,
        run,
      })
      const found = messages.find(one => keyOf(one) === key && one.ts)
      if (found?.ts) return sentCard(location, channel, found.ts)
      cursor = response_metadata?.next_cursor || undefined
      const isPast = !thread && messages.some(one => Number(one.ts) * 1000 < since)
      if (!has_more || !cursor || isPast) return undefined
    }
    throw new Error('too much was said there since to read it all')
  }
}

function keyOf(message: object): unknown {
  const metadata = 'metadata' in message ? message.metadata : undefined
  if (typeof metadata !== 'object' || metadata === null || !('event_payload' in metadata)) return undefined
  const payload = metadata.event_payload
  return typeof payload === 'object' && payload !== null && 'key' in payload ? payload.key : undefined
}

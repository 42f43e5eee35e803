import type { Call, Library } from '../core/command.ts'
import type { Address, Place } from '../core/incoming.ts'
import { Problem } from '../core/problem.ts'
import type { Run } from '../core/run.ts'
import { shares } from './walkthrough-share.ts'

const own =
  /[\s,]*\b(?:(?:here )?in (?:a |the |my |our )?(?:own )?(?:dm|dms|chat|direct messages?)|to me|privately|here in (?:a |the |my )?dm)$/i
const channel = /[\s,]*\b(?:(?:in|to|into) (?:this|the|our) (?:channel|room|team)|in here|here)$/i

/** Takes `in this channel` or `in DM` off the end; where nothing is said, it is one's own chat. @throws {Problem} */
export function takePlace(call: Call, typed: string): { words: string; place: Place } {
  const { place } = call
  if (own.test(typed)) return { words: typed.replace(own, ''), place: inChat(place) }
  if (!channel.test(typed)) return { words: typed, place: inChat(place) }
  const words = typed.replace(channel, '')
  if (!place.personal) return { words, place: { ...place, address: place.room, thread: false } }
  if (/here$/i.test(typed)) return { words, place: inChat(place) }
  throw new Problem(
    `Type that in the channel itself: “/plan remind ${words || 'monday 9:00'} in this channel”.`,
  )
}

/** A person’s own chat is found by the person; the room only tells which platform. */
export const inChat = ({ room }: Place): Place => ({ address: room, room, personal: true, thread: false })

/** Whether a plan may be shown in a channel: it lives there, or was shared there. */
export async function visibleIn(library: Pick<Library, 'get'>, run: Run, room: Address): Promise<boolean> {
  if (!run.place.personal && run.place.room === room) return true
  const share = await library.get(shares, run.id)
  return share?.posted === true && share.room === room
}

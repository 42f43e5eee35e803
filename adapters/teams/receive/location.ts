import type { CardRef, Incoming, PersonId, Place } from '../../../src/core/incoming.ts'
import { addressOf, type Location } from '../address.ts'
import type { Activity } from './payload.ts'

/** Where an activity comes from, whatever it asks. */
export interface Source {
  tenant: string
  person: PersonId
  kind: 'personal' | 'groupChat' | 'channel'
  /** The channel or chat, without a thread. */
  conversation: string
  /** The message that the thread hangs under, in a channel. */
  root?: string
  /** The name that people see. */
  name?: string
}

/**
 * Reads the source of an activity; undefined where it names no tenant, or two: its tenant must be beyond doubt. In a channel that
 * is shared between organizations, the conversation is the host's, and whoever speaks may be of another.
 */
export function sourceOf(activity: Activity, nameOf?: string): Source | undefined {
  const { conversation, channelData, from } = activity
  const [whole = '', root] = conversation.id.split(/;messageid=/)
  const kind = conversation.conversationType ?? kindOf(whole)
  const host = conversation.tenantId ?? channelData.tenant?.id
  const isOfTwo = channelData.tenant !== undefined && channelData.tenant.id !== host
  if (!host || (isOfTwo && !(kind === 'channel' && isChannel(whole)))) return undefined
  const name = nameOf ?? roomName(activity)
  return {
    tenant: host,
    person: (from.aadObjectId ?? from.id).replace(/^[0-9A-F-]{36}$/i, id => id.toLowerCase()),
    kind,
    conversation: whole,
    root,
    name,
  }
}

/** Teams may leave the kind out: then the id tells it, and in doubt others read there too. */
function kindOf(conversation: string): Source['kind'] {
  if (conversation.startsWith('a:')) return 'personal'
  return isChannel(conversation) ? 'channel' : 'groupChat'
}

/** Whether an id is one of a channel. */
export const isChannel = (conversation: string): boolean => /@thread\.(tacv2|skype)$/.test(conversation)

/** General carries the id of its team, and no name. */
const roomName = ({ conversation, channelData: { channel, team } }: Activity): string | undefined =>
  channel?.name ?? (channel && channel.id === team?.id ? 'General' : conversation.name)

const targetOf = ({ kind, person, conversation }: Source): Location['target'] =>
  kind === 'personal' ? { person } : { conversation }

/** The thread of a message; the first message of a thread belongs to the channel itself. */
const threadAt = ({ root }: Source, message: string | undefined): string | undefined =>
  root === message ? undefined : root

/** The location of a message that this activity brings, or that was pressed. */
export function locationAt(source: Source, message: string | undefined): Location {
  const thread = threadAt(source, message)
  return { tenant: source.tenant, target: targetOf(source), thread }
}

/** The place as the core stores it. */
export function placeOf({ tenant, target, thread }: Location, name?: string): Place {
  const whole: Location = { tenant, target }
  return {
    address: addressOf({ ...whole, thread }),
    conversation: addressOf(whole),
    personal: 'person' in target,
    thread: thread !== undefined,
    name: name && !('person' in target) ? name : undefined,
  }
}

/** Where the answer goes; in a personal chat every answer is private. `root`: the thread of the question, if the answer goes elsewhere. */
export function answerAt(location: Location, person: PersonId, root?: string): Incoming['answer'] {
  const asked = root && root !== location.thread ? { asked: root } : {}
  const here: Location = { ...location, waiting: true, ...asked }
  return {
    here: addressOf(here),
    private: addressOf('person' in location.target ? here : { ...here, only: person }),
  }
}

/** The reference that finds a card again. Chats have no threads: a message under a card goes to the chat. */
export function cardAt(location: Location, message: string, isChannel: boolean): CardRef {
  const { tenant, target, only, thread } = location
  const own = 'person' in target || only !== undefined
  const below = thread ?? (isChannel || own ? message : undefined)
  return {
    address: addressOf({
      tenant,
      target,
      thread: thread && !('person' in target) ? thread : undefined,
      only,
    }),
    id: message,
    thread: addressOf({ tenant, target, thread: below, only }),
  }
}

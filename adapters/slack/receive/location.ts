import type { Incoming, Person, Place, PressedCard } from '../../../src/core/incoming.ts'
import { addressOf, type Location, threadUnder } from '../address.ts'

/** What the payload alone does not tell: when, who, and whether this is the asker's own chat with Hearth. */
export interface IncomingContext {
  id: string
  team: string
  at: number
  person: Person
  /** Whether the conversation is the asker's own chat with Hearth. Only Slack can tell it from a chat of two colleagues. */
  personal: boolean
  /** Those whom the line mentions. */
  mentioned?: readonly Person[]
}

/** Where in a channel a payload comes from. */
export interface Source {
  channel: string
  thread?: string | undefined
  respond?: string | undefined
  name?: string | undefined
}

const conversationOf = (context: IncomingContext, channel: string): string =>
  context.personal ? context.person.id : channel

/** The place as the core stores it. */
export function placeOf(context: IncomingContext, { channel, thread, name }: Source): Place {
  const { team } = context
  const conversation = conversationOf(context, channel)
  return {
    address: addressOf({ team, conversation, thread }),
    conversation: addressOf({ team, conversation }),
    personal: context.personal,
    thread: thread !== undefined,
    name: isName(name) ? `#${name}` : undefined,
  }
}

/** Slack calls private channels and direct chats by made-up names in slash commands. */
const isName = (name: string | undefined): name is string =>
  name !== undefined && !/^(directmessage|privategroup|mpdm-.*)?$/.test(name)

/** Where the answer goes; in a personal chat every answer is private, and none needs the `response_url`. */
export function answerAt(context: IncomingContext, { channel, thread, respond }: Source): Incoming['answer'] {
  const here: Location = {
    team: context.team,
    conversation: conversationOf(context, channel),
    waiting: true,
    thread,
    respond: respond && !context.personal ? respond : undefined,
  }
  return {
    here: addressOf(here),
    private: addressOf(context.personal ? here : { only: context.person.id, ...here }),
  }
}

/** The message whose button was pressed. */
export function cardOf(
  context: IncomingContext,
  source: Source & { at: string; hidden: boolean },
): PressedCard {
  const { channel, thread, respond, at, hidden } = source
  // A message that one person sees, or in a conversation without the bot, can be changed through the response_url alone.
  const closed = hidden || (channel.startsWith('D') && !context.personal)
  const address: Location = {
    team: context.team,
    conversation: channel,
    respond: closed && respond ? respond : undefined,
    only: hidden ? context.person.id : undefined,
  }
  const isAlone = context.personal || (hidden && respond !== undefined)
  return {
    address: addressOf(address),
    id: at,
    ...(isAlone && { private: true }),
    thread: threadUnder({ team: context.team, conversation: conversationOf(context, channel), thread }, at),
  }
}

/** The thread of a message. Its first message has its own timestamp as the thread's, and belongs to the channel. */
export const threadOf = (thread: string | undefined, own: string | undefined): string | undefined =>
  thread === own ? undefined : thread

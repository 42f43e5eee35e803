import { type Channel, directMessages, type Json, type Message } from '../../world.ts'
import { messagesBy } from '../messages-by.ts'
import { type Call, channelOf, type Method, messageAt, personOf, Refused, repliesTo, told } from './call.ts'

/** Conversations, and what was said there. */
export const conversations: Record<string, Method> = {
  'conversations.open': call => {
    if (call.args.channel) return { channel: { id: channelOf(call).id } }
    const ids = String(call.args.users ?? '')
      .split(',')
      .filter(Boolean)
    if (ids.length === 0) throw new Refused('users_list_not_supplied')
    if (ids.length > 1) throw new Refused('not_enough_users')
    const person = personOf(call, ids[0])
    if (person.deleted) throw new Refused('user_disabled')
    if (person.bot) throw new Refused('cannot_dm_bot')
    const already = call.world.channels.some(one => one.type === 'im' && one.members.has(person.id))
    const { id } = directMessages(call.world, person)
    return { ...(already && { no_op: true, already_open: true }), channel: { id } }
  },
  'conversations.info': call => ({ channel: described(call, channelOf(call)) }),
  'conversations.members': call => page([...channelOf(call).members], 'members'),
  'conversations.list': call =>
    page(
      listed(call).map(one => described(call, one)),
      'channels',
    ),
  'users.conversations': call =>
    page(
      listed(call)
        .filter(one => one.members.has(call.team.bot.id))
        .map(one => described(call, one)),
      'channels',
    ),
  'conversations.join': call => {
    const channel = channelOf(call)
    if (channel.type !== 'channel') throw new Refused('method_not_supported_for_channel_type')
    if (channel.archived) throw new Refused('is_archived')
    channel.members.add(call.team.bot.id)
    return { channel: described(call, channel) }
  },
  'conversations.history': call => {
    const channel = readable(call)
    const all = messagesBy(call.world, 'channel', channel.id).filter(isRoot)
    return messages(call, all.filter(since(call)).reverse())
  },
  'conversations.replies': call => {
    const channel = readable(call)
    const parent = messageAt(call.world, channel.id, call.args.ts)
    if (!parent || parent.deleted) throw new Refused('thread_not_found')
    return messages(call, [parent, ...repliesTo(call.world, parent).filter(since(call))])
  },
}

const isRoot = (message: Message) =>
  !message.to && !message.deleted && (!message.thread_ts || message.thread_ts === message.ts)

const listed = ({ world, team, args }: Call): Channel[] => {
  const types = String(args.types ?? 'public_channel').split(',')
  const kind = { channel: 'public_channel', group: 'private_channel', im: 'im', mpim: 'mpim' } as const
  return world.channels.filter(one => one.team === team.id && types.includes(kind[one.type]))
}

const page = (all: unknown[], name: string): Json => ({ [name]: all, response_metadata: { next_cursor: '' } })

function messages(call: Call, all: Message[]): Json {
  const limit = Number(call.args.limit ?? 100)
  const from = Number(Buffer.from(String(call.args.cursor ?? ''), 'base64').toString() || 0)
  const more = all.length > from + limit
  return {
    messages: all.slice(from, from + limit).map(one => asRead(call, one)),
    has_more: more,
    response_metadata: { next_cursor: more ? Buffer.from(String(from + limit)).toString('base64') : '' },
  }
}

/** Metadata are told where they are asked for. */
function asRead({ world, args }: Call, message: Message): Json {
  const { metadata, ...plain } = told(world, message)
  return metadata !== undefined && String(args.include_all_metadata) === 'true'
    ? { ...plain, metadata }
    : plain
}

/** What is not older than `oldest`, or as old where that is `inclusive`. */
const since =
  ({ args }: Call) =>
  ({ ts }: Message): boolean => {
    const oldest = Number(args.oldest ?? 0)
    return String(args.inclusive) === 'true' ? Number(ts) >= oldest : Number(ts) > oldest
  }

function readable(call: Call): Channel {
  const channel = channelOf(call)
  if (!channel.members.has(call.team.bot.id)) throw new Refused('not_in_channel')
  return channel
}

function described({ team }: Call, { id, name, type, members, archived }: Channel): Json {
  const common = {
    id,
    created: 1_700_000_000,
    is_archived: archived,
    is_org_shared: false,
    context_team_id: team.id,
    updated: 1,
  }
  if (type === 'im')
    return {
      ...common,
      is_im: true,
      user: [...members].find(one => one !== team.bot.id),
      is_user_deleted: false,
      is_open: true,
    }
  const isPrivate = type !== 'channel'
  const member = members.has(team.bot.id)
  return {
    ...common,
    ...{
      name,
      name_normalized: name,
      is_channel: type === 'channel',
      is_group: type === 'group',
      is_im: false,
      is_mpim: type === 'mpim',
    },
    ...{
      is_private: isPrivate,
      is_general: false,
      unlinked: 0,
      is_shared: false,
      is_ext_shared: false,
      is_member: member,
    },
    ...{
      is_pending_ext_shared: false,
      pending_shared: [],
      shared_team_ids: [team.id],
      creator: '',
      previous_names: [],
    },
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  }
}

import type { Part } from '../../rules.ts'
import { messageProblems, metadataProblems } from '../../schemas.ts'
import { type Channel, directMessages, type Json, type Message, type World } from '../../world.ts'
import { type Call, channelOf, type Method, messageAt, personOf, Refused, told } from './call.ts'
import { numbered } from './drawn.ts'

/** Posting, changing and taking back messages. */
export const chat: Record<string, Method> = {
  'chat.postMessage': call => {
    const channel = destination(call)
    speakable(call, channel)
    const thread_ts = threadOf(call, channel)
    const message = keep(call, {
      channel: channel.id,
      via: 'chat.postMessage',
      ...(thread_ts && { thread_ts }),
    })
    return { channel: channel.id, ts: message.ts, message: told(call.world, message), ...warning(call) }
  },
  'chat.postEphemeral': call => {
    const channel = channelOf(call)
    speakable(call, channel)
    const { id } = personOf(call, call.args.user)
    if (!channel.members.has(id)) throw new Refused('user_not_in_channel')
    const thread_ts = threadOf(call, channel)
    const message = keep(call, {
      channel: channel.id,
      via: 'chat.postEphemeral',
      to: id,
      ...(thread_ts && { thread_ts }),
    })
    return { message_ts: message.ts }
  },
  'chat.update': call => {
    const channel = channelOf(call)
    const message = own(call, channel, 'cant_update_message')
    if (channel.archived) throw new Refused('is_archived')
    redraw(call.world, message, content(call))
    return { channel: channel.id, ts: message.ts, text: message.text, message: told(call.world, message) }
  },
  'chat.delete': call => {
    const channel = channelOf(call)
    const message = own(call, channel, 'cant_delete_message')
    message.deleted = true
    return { channel: channel.id, ts: message.ts }
  },
  'chat.getPermalink': call => {
    const channel = channelOf(call)
    const message = messageAt(call.world, channel.id, call.args.message_ts)
    if (!message || message.deleted) throw new Refused('message_not_found')
    const place = `https://${call.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`
    const under = message.thread_ts ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : ''
    return { channel: channel.id, permalink: `${place}${under}` }
  },
}

/** What the bot wrote, judged: what Slack would refuse is refused, and all that is wrong is remembered. */
export function content(call: Call): { text: string; blocks?: Part[]; metadata?: Json } {
  const { text, blocks, metadata } = call.args
  if (text === undefined && blocks === undefined && call.args.attachments === undefined)
    throw new Refused('no_text')
  const problems = messageProblems({ text, blocks })
  if (metadata !== undefined) problems.push(...metadataProblems(metadata))
  for (const problem of problems) call.violate(problem)
  const broken = problems.filter(one => one.startsWith('blocks'))
  if (broken.length > 0) {
    const error = broken.every(one => one.includes('characters, hold'))
      ? 'msg_blocks_too_long'
      : 'invalid_blocks'
    throw new Refused(error, {
      errors: broken,
      response_metadata: { messages: broken.map(one => `[ERROR] ${one}`) },
    })
  }
  const words = String(text ?? '').slice(0, 40_000)
  return {
    text: words,
    ...(Array.isArray(blocks) && { blocks: numbered(call.world, blocks) }),
    ...(metadata !== undefined && { metadata: metadata as Json }),
  }
}

/** Keeps a message of the bot's. */
export function keep(call: Call, more: Pick<Message, 'channel' | 'via'> & Partial<Message>): Message {
  const { world, team } = call
  const message: Message = {
    ts: world.stamp(),
    team: team.id,
    user: team.bot.id,
    bot: true,
    ...content(call),
    ...more,
  }
  world.messages.push(message)
  return message
}

/** Puts something else in a message's place. */
export function redraw(
  world: World,
  message: Message,
  drawn: { text: string; blocks?: Part[]; metadata?: Json },
): void {
  message.first ??= { text: message.text, blocks: message.blocks }
  delete message.blocks
  Object.assign(message, drawn, { edited: { user: message.user, ts: world.stamp() } })
}

function destination(call: Call): Channel {
  const person = call.world.people.find(one => one.id === call.args.channel && one.team === call.team.id)
  if (!person) return channelOf(call)
  if (person.bot) throw new Refused('cannot_dm_bot')
  if (person.deleted) throw new Refused('user_disabled')
  return directMessages(call.world, person)
}

function speakable({ team }: Call, channel: Channel): void {
  if (channel.archived) throw new Refused('is_archived')
  const anywhere = channel.type === 'channel' && team.scopes?.includes('chat:write.public')
  if (!channel.members.has(team.bot.id) && !anywhere) throw new Refused('not_in_channel')
}

function threadOf({ world, args, violate }: Call, channel: Channel): string | undefined {
  if (typeof args.thread_ts !== 'string' || args.thread_ts === '') return undefined
  const parent = messageAt(world, channel.id, args.thread_ts)
  if (!parent) violate(`thread_ts ${args.thread_ts} names no message that all of ${channel.name} see`)
  return args.thread_ts
}

function own({ world, team, args }: Call, channel: Channel, not: string): Message {
  const message = messageAt(world, channel.id, args.ts)
  if (!message || message.deleted) throw new Refused('message_not_found')
  if (message.user !== team.bot.id) throw new Refused(not)
  return message
}

const warning = ({ args }: Call): Json =>
  String(args.text ?? '').length > 40_000
    ? { warning: 'message_truncated', response_metadata: { warnings: ['message_truncated'] } }
    : {}

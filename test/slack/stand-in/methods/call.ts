import type { Channel, Json, Message, Person, Team, World } from '../../world.ts'
import { messagesBy } from '../messages-by.ts'

/** A call of the Web API that has passed the door. */
export interface Call {
  world: World
  team: Team
  args: Json
  origin: string
  violate(problem: string): void
}

/** A method of the Web API: what it answers, beside `ok`. */
export type Method = (call: Call) => Json

/** An ordinary refusal: `{ ok: false, error }`. */
export class Refused extends Error {
  readonly more: Json
  constructor(error: string, more: Json = {}) {
    super(error)
    this.more = more
  }
}

/** The conversation that `channel` names, if the app's workspace has it. */
export function channelOf({ world, team, args }: Call): Channel {
  const channel = world.channels.find(one => one.id === args.channel && one.team === team.id)
  if (!channel || (channel.type !== 'channel' && !channel.members.has(team.bot.id)))
    throw new Refused('channel_not_found')
  return channel
}

/** Somebody of the app's workspace; or of another one, where the app is with them in a channel. */
export function personOf({ world, team }: Call, id: unknown): Person {
  const together = (one: Person) =>
    world.channels.some(({ members }) => members.has(one.id) && members.has(team.bot.id))
  const person = world.people.find(one => one.id === id && (one.team === team.id || together(one)))
  if (!person) throw new Refused('user_not_found')
  return person
}

/** A message that everyone in its conversation sees, by its time stamp. */
export const messageAt = (world: World, channel: string, ts: unknown): Message | undefined =>
  messagesBy(world, 'ts', `${channel} ${ts}`).find(one => !one.to)

/** A message as the Web API and the events tell it. */
export function told(world: World, message: Message): Json {
  const { team, user, ts, text, blocks, thread_ts, metadata, edited, files, reactions } = message
  const parent = thread_ts && messageAt(world, message.channel, thread_ts)
  const of = world.teams.find(one => one.id === team)
  return {
    user,
    type: 'message',
    ts,
    ...(message.bot && { bot_id: of?.botId, app_id: world.appId }),
    text,
    team,
    ...(message.bot && { bot_profile: botProfile(world, of) }),
    ...(thread_ts && { thread_ts }),
    ...(parent && parent.ts !== ts && { parent_user_id: parent.user }),
    ...(blocks && { blocks }),
    ...(metadata && { metadata }),
    ...(edited && { edited }),
    ...(files && { files }),
    ...(reactions && { reactions: reactions.map(one => ({ ...one, count: one.users.length })) }),
    ...thread(world, message),
  }
}

function thread(world: World, message: Message): Json {
  const replies = repliesTo(world, message)
  const last = replies.at(-1)
  if (!last || message.to) return {}
  const users = [...new Set(replies.map(one => one.user))]
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: last.ts,
    reply_users: users,
  }
}

/** What was said in the thread under a message. */
export const repliesTo = (world: World, parent: Message): Message[] =>
  messagesBy(world, 'thread', `${parent.channel} ${parent.ts}`).filter(
    one => one !== parent && !one.to && !one.deleted,
  )

const botProfile = (world: World, team: Team | undefined): Json => ({
  id: team?.botId,
  app_id: world.appId,
  user_id: team?.bot.id,
  name: 'Hearth',
  icons: {
    image_36: 'https://example.org/36.png',
    image_48: 'https://example.org/48.png',
    image_72: 'https://example.org/72.png',
  },
  deleted: false,
  updated: 1_700_000_000,
  team_id: team?.id,
})

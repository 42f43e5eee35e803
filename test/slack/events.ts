import { VERIFICATION } from './payloads.ts'
import { told } from './stand-in/methods/call.ts'
import { profile } from './stand-in/methods/people.ts'
import {
  type Channel,
  directMessages,
  type Json,
  type Message,
  type Person,
  type Team,
  type World,
} from './world.ts'

/** Something that happened, in the envelope that the Events API puts around it. */
export function eventCallback(world: World, team: Team, event: Json): Json {
  return {
    token: VERIFICATION,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: world.appId,
    event,
    type: 'event_callback',
    event_id: world.id('Ev'),
    event_time: Math.floor(world.now() / 1000),
    authorizations: [
      {
        enterprise_id: team.enterprise ?? null,
        team_id: team.id,
        user_id: team.bot.id,
        is_bot: true,
        is_enterprise_install: team.enterprise !== undefined,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${Buffer.from(JSON.stringify({ et: event.type, tid: team.id, aid: world.appId })).toString('base64url')}`,
  }
}

/** The event of a message said in a conversation the bot is in. */
export function messageEvent(world: World, message: Message): Json {
  const channel = world.channels.find(one => one.id === message.channel)
  const { reply_count, reply_users_count, latest_reply, reply_users, bot_profile, ...plain } = told(
    world,
    message,
  )
  return {
    ...plain,
    ...(message.bot ? { bot_profile } : { client_msg_id: clientId(message) }),
    ...(message.files && { subtype: 'file_share', upload: false, display_as_bot: false }),
    channel: message.channel,
    event_ts: message.ts,
    channel_type: channel?.type ?? 'channel',
  }
}

/** The event of the bot being named in a channel. */
export function mentionEvent(world: World, message: Message): Json {
  const { channel_type, subtype, ...event } = messageEvent(world, message)
  return { ...event, type: 'app_mention' }
}

/** The event of a message being changed, or taken away where `now` is nothing. */
export function changedEvent(world: World, before: Json, after: Message | undefined, message: Message): Json {
  const channel = world.channels.find(one => one.id === message.channel)
  const ts = world.stamp()
  const previous_message = { client_msg_id: clientId(message), ...before }
  const inner = (one: Json) => ({ ...one, source_team: message.team, user_team: message.team })
  const common = {
    channel: message.channel,
    hidden: true,
    ts,
    event_ts: ts,
    channel_type: channel?.type ?? 'channel',
  }
  if (!after)
    return {
      type: 'message',
      subtype: 'message_deleted',
      previous_message,
      deleted_ts: message.ts,
      ...common,
    }
  const now = { ...told(world, after), client_msg_id: clientId(after) }
  return {
    type: 'message',
    subtype: 'message_changed',
    message: inner(now),
    previous_message,
    ...common,
  }
}

/** The event of someone opening the app's home. */
export function homeOpened(world: World, by: Person, tab: 'home' | 'messages'): Json {
  const view = world.homes.get(by.id)
  const channel = directMessages(world, by).id
  return {
    type: 'app_home_opened',
    user: by.id,
    channel,
    tab,
    ...(view && { view }),
    event_ts: world.stamp(),
  }
}

/** The event of somebody's profile being changed. */
export const userChanged = (world: World, person: Person): Json => ({
  type: 'user_change',
  user: profile(person, world, true),
  cache_ts: Math.floor(world.now() / 1000),
  event_ts: world.stamp(),
})

/** The event of a channel that is called otherwise now. */
export const renamed = (world: World, { id, name, type }: Channel): Json => ({
  type: type === 'group' ? 'group_rename' : 'channel_rename',
  channel: { id, name, created: 1_700_000_000 },
  event_ts: world.stamp(),
})

/** The event of a channel that is archived or deleted, or that the app was taken out of. */
export const closed = (world: World, { id, type }: Channel, how: 'archive' | 'deleted' | 'left'): Json => ({
  type: `${type === 'group' ? 'group' : 'channel'}_${how}`,
  channel: id,
  event_ts: world.stamp(),
})

/** The id that a person's own app gave to what they typed. */
const clientId = (message: Message): string =>
  `00000000-0000-4000-8000-${message.ts.replace('.', '').slice(-12)}`

/** A file that someone shares. */
export function sharedFile(
  id: string,
  name: string,
  by: Person,
  url = `https://files.example/${by.team}-${id}`,
): Json {
  return {
    ...{
      id,
      created: 1_700_000_000,
      timestamp: 1_700_000_000,
      name,
      title: name,
      user: by.id,
      user_team: by.team,
    },
    ...{
      mimetype: 'text/plain',
      filetype: 'text',
      pretty_type: 'Plain Text',
      editable: true,
      size: 1,
      mode: 'snippet',
    },
    ...{
      is_external: false,
      external_type: '',
      is_public: false,
      public_url_shared: false,
      display_as_bot: false,
    },
    ...{ username: '', url_private: `${url}/${name}`, url_private_download: `${url}/download/${name}` },
    ...{ permalink: url, permalink_public: url, has_rich_preview: false, file_access: 'visible' },
  }
}

/** Slack's question when an address is entered. */
export const urlVerification = (challenge: string): Json => ({
  token: VERIFICATION,
  challenge,
  type: 'url_verification',
})

/** Slack tells that it holds events back. */
export const appRateLimited = (world: World): Json => ({
  token: VERIFICATION,
  type: 'app_rate_limited',
  team_id: world.teams[0]?.id,
  minute_rate_limited: Math.floor(world.now() / 60_000) * 60,
  api_app_id: world.appId,
})

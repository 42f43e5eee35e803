import { action, type Filled, type Found, values } from './pressing.ts'
import { told } from './stand-in/methods/call.ts'
import { type Channel, type Json, type Message, type Person, teamOf, type View, type World } from './world.ts'

/** The token from before signatures, which Slack still sends. */
export const VERIFICATION = 'oldVerificationTokenXyz1'

/** What a channel is called in payloads that people cause. */
const calledName = ({ type, name }: Channel): string =>
  ({ im: 'directmessage', group: 'privategroup', mpim: `mpdm-${name}-1`, channel: name })[type]

/** A slash command, as its form is sent. */
export function slashCommand(
  world: World,
  by: Person,
  channel: Channel,
  command: string,
  text: string,
  responseUrl: string,
): Json {
  const team = teamOf(world, by.team)
  return {
    token: VERIFICATION,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: calledName(channel),
    user_id: by.id,
    user_name: by.name,
    command,
    text,
    api_app_id: world.appId,
    is_enterprise_install: String(team.enterprise !== undefined),
    ...(team.enterprise && { enterprise_id: team.enterprise }),
    response_url: responseUrl,
    trigger_id: trigger(world, by),
  }
}

/** A press on a message: the message itself is told only where all can see it. */
export function pressedMessage(
  world: World,
  by: Person,
  message: Message,
  found: Found,
  responseUrl: string,
  filled?: Filled,
): Json {
  const channel = world.channels.find(one => one.id === message.channel)
  const { thread_ts } = message
  const container = {
    type: 'message',
    message_ts: message.ts,
    channel_id: message.channel,
    is_ephemeral: message.to !== undefined,
  }
  return {
    ...pressed(world, by, { ...container, ...(thread_ts && { thread_ts }) }),
    channel: { id: message.channel, name: channel && calledName(channel) },
    ...(message.to === undefined && { message: told(world, message) }),
    state: { values: values(message.blocks, filled) },
    response_url: responseUrl,
    actions: [action(found, world.stamp())],
  }
}

/** A press on a home tab: no channel, nowhere to answer. */
export function pressedView(world: World, by: Person, view: View, found: Found, filled?: Filled): Json {
  const state = { values: values(view.blocks, filled) }
  return {
    ...pressed(world, by, { type: 'view', view_id: view.id }),
    view: { ...view, state },
    actions: [action(found, world.stamp())],
  }
}

/** A dialog that was sent. */
export function submittedView(world: World, by: Person, view: View, filled?: Filled): Json {
  const { container: _, ...common } = pressed(world, by, {})
  return {
    ...common,
    type: 'view_submission',
    view: { ...view, state: { values: values(view.blocks, filled) } },
    response_urls: [],
  }
}

function pressed(world: World, by: Person, container: Json): Json {
  const team = teamOf(world, by.team)
  return {
    type: 'block_actions',
    user: { id: by.id, username: by.name, name: by.name, team_id: team.id },
    api_app_id: world.appId,
    token: VERIFICATION,
    container,
    trigger_id: trigger(world, by),
    team: { id: team.id, domain: team.domain },
    enterprise: team.enterprise ? { id: team.enterprise, name: 'Organization' } : null,
    is_enterprise_install: team.enterprise !== undefined,
  }
}

/** A shortcut chosen in the menu of a message, or, without one, in the list of all shortcuts. */
export function chosenShortcut(
  world: World,
  by: Person,
  callback_id: string,
  about?: { message: Message; responseUrl: string },
): Json {
  const team = teamOf(world, by.team)
  const common = {
    token: VERIFICATION,
    action_ts: world.stamp(),
    team: { id: team.id, domain: team.domain },
    user: { id: by.id, username: by.name, team_id: team.id },
    is_enterprise_install: false,
    enterprise: null,
    callback_id,
    trigger_id: trigger(world, by),
  }
  if (!about) return { type: 'shortcut', ...common }
  const { message, responseUrl } = about
  const channel = world.channels.find(one => one.id === message.channel)
  return {
    type: 'message_action',
    ...common,
    channel: { id: message.channel, name: channel && calledName(channel) },
    message: told(world, message),
    message_ts: message.ts,
    response_url: responseUrl,
  }
}

/** Good for one use within three seconds. */
export function trigger(world: World, by: Person): string {
  const id = `${world.id('7')}.${world.id('8')}.${world.id('f')}`
  world.triggers.set(id, { user: by.id, at: world.now() + world.skipped, used: false })
  return id
}

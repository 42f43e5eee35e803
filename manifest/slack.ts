import type { ManifestCommand } from './command.ts'

/** What Hearth asks a workspace for, and no more; README.md says why of each. */
export const scopes: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
]

const events = [
  'app_home_opened',
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
  'user_change',
]

/**
 * The manifest of the Slack app. Socket Mode needs no public address and is on; `url` is where Slack reaches a Hearth
 * that listens over HTTP, and switches it off.
 */
export function slackManifest(commands: readonly ManifestCommand[], url?: string) {
  const address = url === undefined ? {} : { url }
  const request = url === undefined ? {} : { request_url: url }
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Hearth',
      description:
        'Icebreakers, readings and the guide Libraries as Social Connectors, where library staff already talk',
      background_color: '#7a3b1d',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'hearth', always_online: true },
      slash_commands: commands
        .filter(one => !one.typedOnly)
        .map(({ name, summary, hint }) => ({
          command: `/${name}`,
          description: summary,
          ...(hint && { usage_hint: hint }),
          // What people type reaches Hearth as they typed it.
          should_escape: false,
          ...address,
        })),
    },
    oauth_config: { scopes: { bot: scopes } },
    settings: {
      event_subscriptions: { bot_events: events, ...request },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  }
}

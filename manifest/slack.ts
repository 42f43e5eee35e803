import type { ManifestCommand, ManifestShortcut } from './command.ts'

/** What Hearth asks a workspace for, and no more, with why, for whoever adds it; README.md says what happens without each. */
export const permissions: readonly { scopes: readonly string[]; why: string }[] = [
  { scopes: ['commands'], why: 'It answers /icebreaker, /readings, /hearth and its other commands.' },
  {
    scopes: ['chat:write', 'chat:write.public'],
    why: 'It writes its answers, in public channels also where nobody invited it: only where somebody asked for it.',
  },
  {
    scopes: ['im:history', 'im:write'],
    why: 'It reads what people write to it in direct messages, and knows whose they are.',
  },
  {
    scopes: ['channels:history', 'groups:history', 'mpim:history'],
    why: 'It hears answers in the threads that it opened, in channels and group messages where it was invited.',
  },
  {
    scopes: ['channels:read', 'groups:read', 'mpim:read'],
    why: 'It looks who is in a channel, so that it posts nowhere for somebody who is not there.',
  },
  {
    scopes: ['channels:join'],
    why: 'It comes into a public channel by itself where somebody begins something there: it could not hear the answers otherwise.',
  },
  { scopes: ['app_mentions:read'], why: 'It hears lines that mention @Hearth.' },
  { scopes: ['users:read'], why: 'It calls people by their names, and reminds them by their own clock.' },
  {
    scopes: ['files:read'],
    why: 'It reads a form or a list that somebody sends to it in a direct message, and no other file.',
  },
  { scopes: ['files:write'], why: 'It hands over what somebody exports.' },
]

/** The names of all that is asked for. */
export const scopes: readonly string[] = permissions.flatMap(one => one.scopes).sort()

const events = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_archive',
  'channel_deleted',
  'channel_left',
  'channel_rename',
  'group_archive',
  'group_deleted',
  'group_left',
  'group_rename',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'tokens_revoked',
  'user_change',
]

/**
 * The manifest of the Slack app. Socket Mode needs no public address and is on; `url` is where Slack reaches a Hearth
 * that listens over HTTP, and switches it off. `redirect`: where Slack sends whoever adds it to their own workspace, or organization.
 */
export function slackManifest(
  commands: readonly ManifestCommand[],
  shortcuts: readonly ManifestShortcut[],
  url?: string,
  redirect?: string,
) {
  const address = url === undefined ? {} : { url }
  const request = url === undefined ? {} : { request_url: url }
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Hearth',
      description:
        'Icebreakers, readings and the guide Libraries as Social Connectors, where library staff already talk',
      long_description: about,
      background_color: '#7a3b1d',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'hearth', always_online: true },
      shortcuts: shortcuts.map(({ id, type, name, description }) => ({
        name,
        type,
        callback_id: id,
        description,
      })),
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
    oauth_config: { ...(redirect !== undefined && { redirect_urls: [redirect] }), scopes: { bot: scopes } },
    settings: {
      event_subscriptions: { bot_events: events, ...request },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: redirect !== undefined,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  }
}

/** What the page about the app says: Slack wants 174 characters at least, and takes 4,000. */
const about = `Hearth brings one guide, “Libraries as Social Connectors: Strategies for Deepening Community Engagement” (WebJunction / OCLC), into the chat where library staff already talk.

Type /icebreaker teens for a question to open a gathering with: you see it first, and nothing is posted before you say so. Type /readings hosting for something to read, and /gathering to think a gathering through with the guide’s checklist, one question at a time, alone or with colleagues in a thread. “/hearth plan” keeps your next steps, and reminds you of them every week.

Hearth runs on your library’s own computer and keeps there what you write to it. In channels it hears what mentions it, and what is said in the threads it opened. Type /hearth to see all it can do.

Hearth is not made or endorsed by WebJunction, OCLC or Slack.`

import type { ManifestCommand } from './command.ts'

/** The first version of the schema with slash commands; nothing of it is a preview. */
const SCHEMA = '1.29'
/** A menu of commands takes no more (schema 1.24 and later). */
const MENU = 12

/** What differs from one library to the next. */
export interface TeamsSettings {
  /** The application (client) id of the app registration: `MicrosoftAppId`. */
  appId: string
  /** Hearth's own version. Teams takes an update only where it has grown. */
  version: string
  /** An https address behind “website”, “privacy” and “terms” in Teams' page about the app: the library's own. */
  website: string
  /** Whether Teams may tell Hearth of lines that do not mention it: see README.md, “What Hearth asks Teams for”. */
  readAll: boolean
}

/** Stands in the manifest that is kept here; what an admin uploads carries the library's own. */
export const placeholders: Omit<TeamsSettings, 'version'> = {
  appId: '00000000-0000-0000-0000-000000000000',
  website: 'https://library.example',
  readAll: false,
}

/** The manifest of the Teams app. */
export function teamsManifest(commands: readonly ManifestCommand[], settings: TeamsSettings) {
  const { appId, version, website, readAll } = settings
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${SCHEMA}/MicrosoftTeams.schema.json`,
    manifestVersion: SCHEMA,
    version,
    id: appId,
    developer: { name: 'Hearth', websiteUrl: website, privacyUrl: website, termsOfUseUrl: website },
    name: { short: 'Hearth', full: 'Hearth: Libraries as Social Connectors' },
    description: {
      short: 'Icebreakers, readings and the guide Libraries as Social Connectors',
      full: about,
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#7a3b1d',
    defaultInstallScope: 'personal',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
    // Private and shared channels as well: without it Teams refuses an app for teams.
    supportsChannelFeatures: 'tier1',
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        isNotificationOnly: false,
        // Exports are offered as a file in one's own chat.
        supportsFiles: true,
        // Without it there are no slash commands.
        supportsTargetedMessages: true,
        commandLists: [
          { scopes: ['personal'], commands: [...starters, ...menu(commands, MENU - starters.length)] },
          { scopes: ['team', 'groupChat'], triggers: ['mention', 'slash'], commands: menu(commands) },
        ],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          {
            id: 'note',
            type: 'action',
            context: ['message'],
            title: 'Save as note',
            description: 'Keep this message as a note of your own, in Hearth',
            fetchTask: true,
          },
        ],
      },
    ],
    ...(readAll && everyMessage(appId)),
  }
}

/** What somebody who opens their chat with Hearth may begin with. */
const starters = [
  { title: 'A question for a staff meeting', prompt: 'icebreaker staff' },
  { title: 'Plan a gathering', prompt: 'gathering' },
  { title: 'What is next on my plan?', prompt: 'plan' },
].map(one => ({ ...one, description: one.title, type: 'prompt' }))

/**
 * The commands of Teams' menu: those with a slash command of their own. Where there are more than it takes, the last of
 * the table stays (`hearth`, which tells of all the others) and the ones before it are typed.
 */
function menu(commands: readonly ManifestCommand[], most = MENU) {
  const all = commands.filter(one => !one.typedOnly)
  const kept = all.length > most ? [...all.slice(0, most - 1), ...all.slice(-1)] : all
  return kept.map(({ name, summary }) => ({ title: name, description: summary }))
}

/** Asks each team, and each group chat, for leave to hear all that is said there: resource-specific consent. */
const everyMessage = (appId: string) => ({
  webApplicationInfo: { id: appId, resource: `api://${appId}` },
  authorization: {
    permissions: {
      resourceSpecific: ['ChannelMessage.Read.Group', 'ChatMessage.Read.Chat'].map(name => ({
        name,
        type: 'Application',
      })),
    },
  },
})

const about = `Hearth brings one guide, “Libraries as Social Connectors: Strategies for Deepening Community Engagement” (WebJunction / OCLC), into the chat where library staff already talk.

Type @Hearth icebreaker teens in a channel for a question to open a gathering with: you see it in your own chat with Hearth first, and nothing is posted before you say so. Type readings hosting for something to read. Type gathering to think a gathering through with the guide’s checklist, one question at a time, alone or with colleagues in a thread.

Hearth runs on your library’s own computer and keeps there what you write to it. In channels it hears only what mentions it, unless your library chose otherwise. Type hearth to see all it can do.

Hearth is not made or endorsed by WebJunction, OCLC or Microsoft.`

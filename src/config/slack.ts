import { z } from 'zod'

/** How Hearth is to be on Slack: in one workspace, or in as many as add it to their Slack. */
export interface SlackSettings {
  /** One workspace's. Left out: there is `oauth`. */
  botToken?: string
  oauth?: SlackInstallSettings
  signingSecret?: string
  appToken?: string
  apiUrl?: string
}

/** What it takes that workspaces add Hearth themselves. */
interface SlackInstallSettings {
  clientId: string
  clientSecret: string
  /** What tokens are sealed with: the first seals, all open. */
  secrets: readonly [string, ...string[]]
  /** Where people reach Hearth, without a slash at the end. */
  publicUrl: string
}

const optional = z
  .string()
  .trim()
  .transform(value => value || undefined)
  .optional()
const shaped = (prefix: string, where: string) =>
  optional.refine(
    value => value === undefined || value.startsWith(prefix),
    `must begin with ${prefix}. ${where}`,
  )
const credentials = 'Copy it from your app’s page at Slack, under “Basic Information”, “App Credentials”.'
const newSecret = 'Make one with: openssl rand -hex 32'
const shortestSecret = 32

/** The variables of Slack. */
export const slackVariables = {
  SLACK_BOT_TOKEN: shaped(
    'xoxb-',
    'Copy it from your app’s page at Slack, under “OAuth & Permissions”, “Bot User OAuth Token”.',
  ),
  SLACK_SIGNING_SECRET: optional.refine(
    value => value === undefined || value.length >= 16,
    'is too short. Copy it from your app’s page at Slack, under “Basic Information”, “Signing Secret”.',
  ),
  SLACK_APP_TOKEN: shaped(
    'xapp-',
    'Make one at your app’s page at Slack, under “Basic Information”, “App-Level Tokens”, with the scope connections:write.',
  ),
  SLACK_CLIENT_ID: optional.refine(
    value => value === undefined || /^\d+\.\d+$/.test(value),
    `must look like 1234567890.1234567890. ${credentials}`,
  ),
  SLACK_CLIENT_SECRET: optional,
  HEARTH_SECRET: z
    .string()
    .default('')
    .transform(secrets => secrets.split(/[\s,]+/).filter(Boolean))
    .refine(secrets => secrets.every(one => one.length >= shortestSecret), {
      error: `must be ${shortestSecret} characters or more, each where there are several with spaces between. ${newSecret}`,
    }),
  PUBLIC_URL: optional
    .refine(
      value => value === undefined || isPublic(value),
      'must be the https address that people reach Hearth at, such as https://hearth.your-library.org',
    )
    .transform(value => value?.replace(/\/+$/, '')),
  SLACK_API_URL: optional.refine(
    value => value === undefined || URL.canParse(value),
    'must be an address such as https://slack.com/api/',
  ),
}

/** Slack sends people back to https addresses alone; one’s own computer is for trying. */
function isPublic(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, search, hash } = new URL(address)
  const isOwn = hostname === 'localhost' || hostname === '127.0.0.1'
  return (protocol === 'https:' || (protocol === 'http:' && isOwn)) && search === '' && hash === ''
}

type Variables = z.infer<z.ZodObject<typeof slackVariables>>

/** What was set for Slack; undefined: Slack is off. With a bot's token, it is for that workspace alone. */
export function slackSettings(data: Variables): SlackSettings | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId, PUBLIC_URL: publicUrl } = data
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl } = data
  const [first, ...others] = data.HEARTH_SECRET
  const way = {
    ...(signingSecret && { signingSecret }),
    ...(appToken && { appToken }),
    ...(apiUrl && { apiUrl }),
  }
  if (botToken) return { botToken, ...way }
  if (!clientId || !first || !publicUrl) return undefined
  const clientSecret = data.SLACK_CLIENT_SECRET ?? ''
  return { oauth: { clientId, clientSecret, secrets: [first, ...others], publicUrl }, ...way }
}

/** Slack needs a bot's token and one way in (HTTP or Socket Mode); or all that it takes for workspaces to add Hearth themselves. */
export function missingForSlack(environment: Record<string, unknown>): string[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: app } = environment
  if (bot && !secret && !app)
    return [
      'SLACK_APP_TOKEN is missing. Set it to run without a public address (Socket Mode), or set SLACK_SIGNING_SECRET to run behind one.',
    ]
  if (bot) return []
  if (environment.SLACK_CLIENT_ID || environment.SLACK_CLIENT_SECRET) return missingForMany(environment)
  if (secret || app)
    return [
      'SLACK_BOT_TOKEN is missing. Copy it from your app’s page at Slack, under “OAuth & Permissions”, “Bot User OAuth Token”.',
    ]
  return []
}

const forMany: readonly (readonly [name: string, cure: string])[] = [
  ['SLACK_CLIENT_ID', credentials],
  ['SLACK_CLIENT_SECRET', credentials],
  [
    'SLACK_SIGNING_SECRET',
    'Copy it from your app’s page at Slack, under “Basic Information”, “Signing Secret”.',
  ],
  ['HEARTH_SECRET', `Slack’s tokens are sealed with it. ${newSecret}`],
  [
    'PUBLIC_URL',
    'Set it to the https address that people reach Hearth at, such as https://hearth.your-library.org',
  ],
]

function missingForMany(environment: Record<string, unknown>): string[] {
  const missing = forMany
    .filter(([name]) => !environment[name])
    .map(
      ([name, cure]) =>
        `${name} is missing: many workspaces need it (for one workspace, set SLACK_BOT_TOKEN instead). ${cure}`,
    )
  const { SLACK_APP_TOKEN: app } = environment
  return app
    ? [
        ...missing,
        'SLACK_APP_TOKEN is for one workspace. Take it out: many workspaces are reached over HTTP alone.',
      ]
    : missing
}

import { webApi } from '@slack/bolt'
import { z } from 'zod'
import { errorCode } from '../errors.ts'

/** What Slack granted: a bot's token in one workspace, or in a whole organization. */
export interface Grant {
  /** Of the organization, where Hearth was installed for all of it. */
  team: string
  app: string
  botUser: string
  token: string
  refresh?: string
  /** For how many seconds the token is good; left out: until it is revoked. */
  expiresIn?: number
  scopes: string[]
  /** Who installed it. */
  by: string
}

/** Exchanges codes and refresh tokens at Slack. */
export interface Access {
  /** @throws {Ungranted} */
  byCode(code: string): Promise<Grant>
  byRefresh(refresh: string): Promise<Grant>
}

/** Slack granted nothing; the words are for whoever wanted to install Hearth. */
export class Ungranted extends Error {
  /** It is for whoever runs Hearth to mend. */
  readonly advice: string | undefined
  /** The refresh token was used before, or taken back: it is good for nothing. */
  readonly isSpent: boolean
  constructor(message: string, options: ErrorOptions & { advice?: string; isSpent?: boolean } = {}) {
    super(message, options)
    this.name = 'Ungranted'
    this.advice = options.advice
    this.isSpent = options.isSpent ?? false
  }
}

interface AccessDeps {
  clientId: string
  clientSecret: string
  redirectUri: string
  options(): webApi.WebClientOptions
}

const id = (first: string) => z.string().regex(new RegExp(`^[${first}][A-Z0-9]{1,39}$`))
const token = z.string().regex(/^xox[a-z][\w.-]{1,500}$/)

const grantedSchema = z.object({
  token_type: z.literal('bot'),
  access_token: token,
  refresh_token: token.optional(),
  expires_in: z.number().positive().optional(),
  scope: z.string().max(5_000).default(''),
  bot_user_id: id('UW'),
  app_id: id('A'),
  team: z.object({ id: id('T') }).nullish(),
  enterprise: z.object({ id: id('E') }).nullish(),
  is_enterprise_install: z.boolean().default(false),
  authed_user: z.object({ id: id('UW').optional() }).nullish(),
})

/** Asks oauth.v2.access. */
export function createAccess({ clientId, clientSecret, redirectUri, options }: AccessDeps): Access {
  return {
    byCode: code => ask({ code, redirect_uri: redirectUri }),
    byRefresh: refresh => ask({ grant_type: 'refresh_token', refresh_token: refresh }),
  }

  async function ask(how: Record<string, string>): Promise<Grant> {
    const client = new webApi.WebClient(undefined, options())
    const answer = await client
      .apiCall('oauth.v2.access', { client_id: clientId, client_secret: clientSecret, ...how })
      .catch(error => {
        throw ungranted(error)
      })
    const granted = grantedSchema.safeParse(answer)
    const team = granted.data?.is_enterprise_install ? granted.data.enterprise?.id : granted.data?.team?.id
    if (!granted.success || !team) throw new Ungranted(notABot, { cause: granted.error })
    const { data } = granted
    return {
      team,
      app: data.app_id,
      botUser: data.bot_user_id,
      token: data.access_token,
      ...(data.refresh_token && { refresh: data.refresh_token }),
      ...(data.expires_in && { expiresIn: data.expires_in }),
      scopes: data.scope.split(',').filter(Boolean),
      by: data.authed_user?.id ?? '',
    }
  }
}

const notABot =
  'Slack did not give Hearth a bot’s key to your workspace, so nothing was saved. Please begin again, and allow all that is asked for.'
const usedUp = 'Slack says that this link was used already, or is too old. Please begin again.'
const ofOperator =
  'Slack does not take the settings of this Hearth, so nothing was saved. Whoever runs it finds the reason in its log.'
const later =
  'Slack could not be reached, or asks us to wait, so nothing was saved. Please begin again in a few minutes.'

/** What Slack's refusals mean, and whose they are to mend. */
function ungranted(error: unknown): Ungranted {
  const word = errorCode(error)
  if (word === undefined || word === 'ratelimited') return new Ungranted(later, { cause: error })
  if (['invalid_code', 'code_already_used', 'code_expired'].includes(word))
    return new Ungranted(usedUp, { cause: error })
  const advice = Object.hasOwn(adviceOf, word) ? adviceOf[word] : undefined
  return new Ungranted(ofOperator, {
    cause: error,
    advice: advice ?? `Slack said ${word}.`,
    isSpent: spent.has(word),
  })
}

const spent = new Set(['invalid_refresh_token', 'token_revoked', 'token_expired', 'account_inactive'])

const adviceOf: Readonly<Record<string, string>> = {
  invalid_client_id:
    'Slack does not know SLACK_CLIENT_ID. Copy it anew from “Basic Information”, “App Credentials”.',
  bad_client_secret:
    'Slack refuses SLACK_CLIENT_SECRET. Copy it anew from “Basic Information”, “App Credentials”.',
  bad_redirect_uri:
    'Slack does not know the address it was to send people back to. Add PUBLIC_URL with /slack/oauth_redirect behind it under “OAuth & Permissions”, “Redirect URLs”.',
}

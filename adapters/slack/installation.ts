import { webApi } from '@slack/bolt'
import { OperatorError } from '../../src/core/operator-error.ts'
import { errorCode, neverArrived } from './errors.ts'
import { limits } from './limits.ts'
import { errorSummary } from './log.ts'

/** Hearth in one Slack workspace. */
export interface Installation {
  team: string
  /** Under whose id it is kept: the workspace's, or that of the organization that has Hearth everywhere. */
  under: string
  /** Slack's id of our app, where it is known. */
  app?: string
  botUser: string
  bot: string | undefined
  token: string
  client: webApi.WebClient
}

/** Where Hearth is installed: one workspace whose token is in the environment, or as many as added it to their Slack. */
export interface Installations {
  /** `enterprise`: the organization that a request says the workspace is in. Undefined: Hearth is not there. */
  find(team: string, enterprise?: string): Promise<Installation | undefined>
  /** The workspaces that are known of now. */
  teams(): readonly string[]
  /** Whether Hearth may be in a workspace, as far as can be told without asking. */
  mayBeIn(team: string): boolean
}

/** The one in the environment. */
export const onlyThese = (installations: ReadonlyMap<string, Installation>): Installations => ({
  find: async team => installations.get(team),
  teams: () => [...installations.keys()],
  mayBeIn: team => installations.has(team),
})

/** The code of a start that Slack refused. */
export const notStarted = 'ESTART'

/** Turns the SDK's retries and waiting off, which the send queue does by conversation. Returns a new object each time, since the SDK writes into it. */
export const clientOptions = (
  apiUrl: string | undefined,
  logger: webApi.WebClientOptions['logger'],
): webApi.WebClientOptions => ({
  timeout: limits.callMs,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logger,
  slackApiUrl: apiUrl,
})

/** Asks Slack whose token this is. @throws {OperatorError} */
export async function install(token: string, options: webApi.WebClientOptions): Promise<Installation> {
  const client = new webApi.WebClient(token, options)
  const who = await client.auth.test().catch(error => {
    throw new OperatorError(
      notStarted,
      startFailure(
        error,
        'SLACK_BOT_TOKEN',
        'Copy the “Bot User OAuth Token” (xoxb-…) from your app’s page at Slack, under “OAuth & Permissions”',
      ),
      { cause: error },
    )
  })
  if (!who.team_id || !who.user_id)
    throw new OperatorError(
      notStarted,
      'SLACK_BOT_TOKEN belongs to no workspace. Use the “Bot User OAuth Token” (xoxb-…) of an installed app.',
    )
  return { team: who.team_id, under: who.team_id, botUser: who.user_id, bot: who.bot_id, token, client }
}

/** Why Slack would not let us in, by the name of the variable to mend. */
export function startFailure(error: unknown, variable: string, cure: string): string {
  const word = errorCode(error)
  if (word) return `${variable} was refused by Slack (${word}). ${cure}, then start again.`
  const why =
    neverArrived(error) || error instanceof webApi.WebAPIRequestError
      ? 'Slack could not be reached'
      : 'Slack did not answer as it should'
  return `${why} (${errorSummary(error)}). Check this computer’s way to the internet, and SLACK_API_URL if you have set it.`
}

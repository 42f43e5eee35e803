import { webApi } from '@slack/bolt'
import { OperatorError } from '../../src/core/operator-error.ts'
import { errorCode, neverArrived } from './errors.ts'
import { limits } from './limits.ts'
import { errorSummary } from './log.ts'

/** Hearth in one Slack workspace. */
export interface Installation {
  team: string
  botUser: string
  bot: string | undefined
  token: string
  client: webApi.WebClient
}

/** The installations by the id of their workspace. Now there is one, from the environment; OAuth will keep many. */
export type Installations = ReadonlyMap<string, Installation>

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
  return { team: who.team_id, botUser: who.user_id, bot: who.bot_id, token, client }
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

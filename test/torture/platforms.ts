import type { Slack } from '../slack/stand-in.ts'
import type { Delivered, Teams } from '../teams/stand-in.ts'
import { claimsFor, token } from '../teams/tokens.ts'
import type { Clock } from './clock.ts'

/** What Hearth is told of a platform, and how the platform is told where Hearth is. */
export interface Platform {
  env: Record<string, string>
  deliverTo(url: string): void
}

export const slackPlatform = (slack: Slack): Platform => ({
  env: {
    SLACK_BOT_TOKEN: slack.token,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  },
  deliverTo: url => slack.deliverTo(`${url}/slack/events`),
})

export const teamsPlatform = (teams: Teams): Platform => ({
  env: {
    MicrosoftAppId: teams.app.id,
    MicrosoftAppPassword: teams.app.password,
    MicrosoftAppTenantId: teams.app.tenantId,
    MicrosoftAppType: teams.app.type,
    TEAMS_API_URL: teams.apiUrl,
  },
  deliverTo: url => teams.deliverTo(`${url}/api/messages`),
})

/** Somebody types a line in Teams, whose clock is the house's. */
export function sayInTeams(
  teams: Teams,
  clock: Clock,
  who: string,
  where: string,
  line: string,
): Promise<Delivered> {
  const now = Math.floor(clock.now() / 1000)
  const claims = { ...claimsFor(teams.serviceUrl), nbf: now - 10, exp: now + 3600 }
  return teams.deliver(teams.line(who, where, line), `Bearer ${token(claims)}`)
}

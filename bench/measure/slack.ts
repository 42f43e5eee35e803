import { createHmac } from 'node:crypto'
import type { Request } from './load.ts'

/** What every Slack contender is started with. */
export const credentials = {
  token: 'xoxb-bench',
  secret: 'e0c0ffee00000000000000000000cafe',
  team: 'T0BENCH',
}

/** Signs a body as Slack does; good for five minutes. */
function signed(body: string, type: string): Request {
  const at = String(Math.floor(Date.now() / 1_000))
  const hex = createHmac('sha256', credentials.secret).update(`v0:${at}:${body}`).digest('hex')
  const headers = {
    'content-type': type,
    'x-slack-request-timestamp': at,
    'x-slack-signature': `v0=${hex}`,
  }
  return { path: '/slack/events', headers, body }
}

/** Slash commands of many people in many channels; no two are the same delivery. */
export function slashCommands(
  count: number,
  line: string,
  { people = 3_000, channels = 200 } = {},
): Request[] {
  const [command = '', ...words] = line.split(' ')
  const run = Date.now().toString(36)
  return Array.from({ length: count }, (_, at) => {
    const form = new URLSearchParams({
      token: 'oldVerificationTokenXyz1',
      team_id: credentials.team,
      team_domain: 'bench',
      channel_id: `C0BENCH${at % channels}`,
      channel_name: `channel-${at % channels}`,
      user_id: `U0BENCH${at % people}`,
      user_name: `person${at % people}`,
      command,
      text: words.join(' '),
      api_app_id: 'A0BENCH',
      is_enterprise_install: 'false',
      response_url: `https://hooks.slack.com/commands/${credentials.team}/${at}/${run}`,
      trigger_id: `${at}.${run}.bench`,
    })
    return signed(form.toString(), 'application/x-www-form-urlencoded')
  })
}

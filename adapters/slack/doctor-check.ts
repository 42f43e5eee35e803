import { advice, broken, type Check, type Finding, fine, whyUnreached } from '../../src/core/health-check.ts'

interface SlackCheckOptions {
  /** Left out: workspaces add Hearth themselves, and there is `oauth`. */
  botToken?: string
  oauth?: { clientId: string; clientSecret: string; publicUrl: string }
  signingSecret?: string
  appToken?: string
  apiUrl?: string
  /** What the app's manifest asks for. */
  scopes: readonly string[]
  patienceMs: number
}

/** Where Slack's Web API is, unless it is set otherwise. */
export const slackApi = 'https://slack.com/api/'

const page = 'Open api.slack.com/apps, choose Hearth'
const copyBot = `${page}, “OAuth & Permissions”, copy “Bot User OAuth Token” (xoxb-…) into SLACK_BOT_TOKEN in .env, and start Hearth again.`
const reinstall = `${page}, “Install App”, “Install to …”, “Allow”; copy the new token (xoxb-…) into SLACK_BOT_TOKEN in .env, and start Hearth again.`
const newScopes = `${page}, “App Manifest”, paste all of manifest/slack.json in its place, “Save Changes”; then “Install App”, “Reinstall to …”, “Allow”.`
const newAppToken = `${page}, “Basic Information”, “App-Level Tokens”, “Generate Token and Scopes” with connections:write; copy it (xapp-…) into SLACK_APP_TOKEN in .env, and start Hearth again.`
const reach =
  'Open slack.com in a browser on this computer. If that works, look at its firewall or proxy, and at SLACK_API_URL in .env, which is empty for everybody but GovSlack.'

/** Asks Slack about the tokens and their scopes. Posts nothing, and opens no connection. */
export function slackCheck(options: SlackCheckOptions): Check {
  const {
    botToken = '',
    oauth,
    signingSecret = '',
    appToken,
    apiUrl = slackApi,
    scopes,
    patienceMs,
  } = options
  const ask = (method: string, token: string) => call(new URL(method, apiUrl), { token, patienceMs })
  return {
    name: 'Slack',
    async run() {
      if (oauth) return [await ofApp(oauth, apiUrl, patienceMs), ofSecret(signingSecret), installsAt(oauth)]
      const wayIn = appToken
        ? ask('apps.connections.open', appToken).then(ofAppToken)
        : ofSecret(signingSecret)
      return [...(await ask('auth.test', botToken).then(one => ofBotToken(one, scopes))), await wayIn]
    },
  }
}

/** The result of a call: Slack's answer, or why there is none. */
type Answer =
  | { ok: true; team: string; user: string; scopes?: string[] }
  | { ok: false; error: string; reached: boolean }

interface Asked {
  token?: string
  form?: Record<string, string>
  patienceMs: number
}

async function call(url: URL, { token, form, patienceMs }: Asked): Promise<Answer> {
  try {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const body = form && new URLSearchParams(form)
    const signal = AbortSignal.timeout(patienceMs)
    const response = await fetch(url, { method: 'POST', headers, signal, ...(body && { body }) })
    const answer = (await response.json()) as {
      ok?: boolean
      error?: unknown
      team?: unknown
      user?: unknown
    }
    if (!answer.ok) return { ok: false, error: String(answer.error ?? response.status), reached: true }
    const granted = response.headers.get('x-oauth-scopes')
    return {
      ok: true,
      team: String(answer.team ?? ''),
      user: String(answer.user ?? ''),
      scopes: granted?.split(',').map(scope => scope.trim()),
    }
  } catch (error) {
    return { ok: false, error: whyUnreached(error), reached: false }
  }
}

function ofBotToken(answer: Answer, wanted: readonly string[]): Finding[] {
  if (!answer.ok) return [refused(answer, 'the bot token', botCures)]
  const known = fine(`the bot token is good: @${answer.user} in ${answer.team}`)
  if (!answer.scopes) return [known]
  const missing = wanted.filter(scope => !answer.scopes?.includes(scope))
  if (missing.length === 0) return [known, fine(`all ${wanted.length} permissions are granted`)]
  return [known, broken(`Slack has not granted Hearth: ${missing.join(', ')}.`, newScopes)]
}

const botCures: Readonly<Record<string, string>> = {
  invalid_auth: copyBot,
  not_authed: copyBot,
  not_allowed_token_type: copyBot,
  token_expired: reinstall,
  token_revoked: reinstall,
  account_inactive: reinstall,
}

/** A code that nobody was given: Slack looks at whose app it is first, and refuses the code only where that is right. */
async function ofApp(
  { clientId, clientSecret, publicUrl }: NonNullable<SlackCheckOptions['oauth']>,
  apiUrl: string,
  patienceMs: number,
): Promise<Finding> {
  const form = {
    client_id: clientId,
    client_secret: clientSecret,
    code: 'doctor',
    redirect_uri: `${publicUrl}/slack/oauth_redirect`,
  }
  const answer = await call(new URL('oauth.v2.access', apiUrl), { form, patienceMs })
  if (!answer.ok && answer.error === 'invalid_code')
    return fine('Slack knows the app by its client id and secret')
  if (answer.ok) return broken('Slack granted something for a code that nobody was given.', reach)
  return refused(answer, 'the app', appCures)
}

const copyApp = `${page}, “Basic Information”, “App Credentials”; copy “Client ID” and “Client Secret” into SLACK_CLIENT_ID and SLACK_CLIENT_SECRET in .env, and start Hearth again.`

const appCures: Readonly<Record<string, string>> = {
  invalid_client_id: copyApp,
  bad_client_secret: copyApp,
  bad_redirect_uri: `${page}, “OAuth & Permissions”, “Redirect URLs”, “Add New Redirect URL”: PUBLIC_URL with /slack/oauth_redirect behind it; “Save URLs”.`,
}

const installsAt = ({ publicUrl }: NonNullable<SlackCheckOptions['oauth']>): Finding =>
  fine(`libraries add Hearth to their Slack at ${publicUrl}/slack/install`)

const ofAppToken = (answer: Answer): Finding =>
  answer.ok
    ? fine('the app token is good: Socket Mode can connect')
    : refused(answer, 'the app token', { missing_scope: newAppToken, invalid_auth: newAppToken })

/** Slack cannot be asked about the secret; it is 32 hexadecimal digits. */
const ofSecret = (secret: string): Finding =>
  /^[0-9a-f]{32}$/.test(secret)
    ? fine('the signing secret has the right shape')
    : advice(
        'SLACK_SIGNING_SECRET does not look like one (32 of 0-9 and a-f). If it is wrong, everything Slack sends is refused.',
        `${page}, “Basic Information”, “Signing Secret”, “Show”; copy it into .env, and start Hearth again.`,
      )

function refused(
  { error, reached }: Extract<Answer, { ok: false }>,
  what: keyof typeof otherwise,
  cures: Readonly<Record<string, string>>,
): Finding {
  if (!reached) return broken(`Slack could not be reached (${error}).`, reach)
  if (error === 'ratelimited')
    return advice('Slack asks us to wait before it answers.', 'Look again in a minute.')
  const mend = Object.hasOwn(cures, error) ? cures[error] : otherwise[what]
  return broken(`Slack refuses ${what} (${error}).`, mend ?? otherwise[what])
}

const otherwise = { 'the app token': newAppToken, 'the bot token': copyBot, 'the app': copyApp }

import { advice, broken, type Check, type Finding, fine, whyUnreached } from '../../src/core/finding.ts'
import { microsoftLogin } from './token.ts'

interface Parts {
  /** Left out: only this computer can speak to Hearth, and there is nothing to ask Microsoft. */
  app?: { id: string; password: string; type: string; tenantId?: string }
  /** Where Microsoft's login is; a stand-in's. */
  loginUrl?: string
  patienceMs: number
}

const page = 'Open portal.azure.com, “App registrations”, choose Hearth'
const newSecret = `${page}, “Certificates & secrets”, “New client secret”; copy its Value (not its ID) into MicrosoftAppPassword in .env, and start Hearth again.`
const copyId = `${page}, “Overview”; copy “Application (client) ID” into MicrosoftAppId in .env, and start Hearth again.`
const copyTenant = `${page}, “Overview”; copy “Directory (tenant) ID” into MicrosoftAppTenantId in .env, and start Hearth again.`
const reach =
  'Open login.microsoftonline.com in a browser on this computer. If that works, look at its firewall or proxy.'

/** Microsoft's numbers for what is wrong (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
const known: Readonly<Record<string, Finding>> = {
  AADSTS7000215: broken('Microsoft does not know the app’s password.', newSecret),
  AADSTS7000222: broken('The app’s password has expired.', newSecret),
  AADSTS700016: broken('Microsoft finds no app by this id in this tenant.', copyId),
  AADSTS90002: broken('Microsoft knows no tenant by this id.', copyTenant),
  AADSTS900023: broken('Microsoft knows no tenant by this id.', copyTenant),
  AADSTS7000112: broken('The app registration is disabled.', `${page}, “Properties”, and enable it.`),
  AADSTS53003: broken(
    'A rule of your organisation (Conditional Access) keeps the app out.',
    'Ask whoever looks after Microsoft 365 to let the app sign in from this computer.',
  ),
}

/** Whether Microsoft lets the app in. Posts nothing. */
export const teamsCheck = ({ app, loginUrl = microsoftLogin, patienceMs }: Parts): Check => ({
  name: 'Microsoft Teams',
  async run() {
    if (!app)
      return [
        fine('TEAMS_LOCAL is on: only programs on this computer, such as the Agents Playground, get in'),
      ]
    // The commonest slip: the secret's id is shown for ever, its value only once.
    if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(app.password))
      return [broken('MicrosoftAppPassword holds the ID of a secret, not its Value.', newSecret)]
    return [await login(app, loginUrl, patienceMs)]
  },
})

async function login(app: NonNullable<Parts['app']>, loginUrl: string, patienceMs: number): Promise<Finding> {
  const tenant = app.type === 'MultiTenant' ? 'botframework.com' : (app.tenantId ?? '')
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: app.id,
    client_secret: app.password,
    scope: 'https://api.botframework.com/.default',
  })
  try {
    const url = new URL(`${tenant}/oauth2/v2.0/token`, loginUrl)
    const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(patienceMs) })
    const answer = (await response.json()) as {
      access_token?: unknown
      error?: unknown
      error_description?: unknown
    }
    if (typeof answer.access_token === 'string') return fine('Microsoft lets the app in')
    return refused(String(answer.error_description ?? ''), String(answer.error ?? response.status))
  } catch (error) {
    return broken(`Microsoft’s login could not be reached (${whyUnreached(error)}).`, reach)
  }
}

function refused(description: string, error: string): Finding {
  const [code] = /AADSTS\d+/.exec(description) ?? []
  if (code && Object.hasOwn(known, code)) return known[code] as Finding
  if (error === 'temporarily_unavailable')
    return advice('Microsoft’s login is busy.', 'Look again in a few minutes.')
  return broken(
    `Microsoft refuses the app (${code ?? error}).`,
    `${page}, and compare its Overview and its secrets with .env.`,
  )
}

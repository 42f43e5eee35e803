import { z } from 'zod'
import { limits } from './limits.ts'

/** The app registration that Hearth speaks as. */
export interface App {
  id: string
  password: string
  type: 'SingleTenant' | 'MultiTenant'
  tenantId?: string
}

/** The token that Teams wants to see with every call. */
export interface Tokens {
  /** @throws {NoToken} */
  get(): Promise<string>
  /** Teams did not take it: the next one is a new one. */
  drop(): void
}

/** Microsoft would not give a token; the message names the variable to mend. */
export class NoToken extends Error {
  override readonly name = 'NoToken'
  /** Whether the sign-in answered at all: if not, it is worth trying again. */
  readonly refused: boolean
  constructor(message: string, refused: boolean) {
    super(message)
    this.refused = refused
  }
}

/** Where apps get their tokens. */
export const microsoftLogin = 'https://login.microsoftonline.com/'

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() })
const faultSchema = z.object({ error: z.string().catch(''), error_codes: z.array(z.number()).catch([]) })

/** Renewed this long before it ends. */
const earlyMs = 5 * 60_000

/** Signs in as the app (OAuth 2.0 client credentials), once for as long as a token lasts. `login`: where that is, of a stand-in. */
export function createTokens(app: App, login = microsoftLogin, now: () => number = Date.now): Tokens {
  let held: { token: Promise<string>; until: number } | undefined
  return {
    get: () => (held && held.until > now() ? held.token : renew()),
    drop() {
      held = undefined
    },
  }

  function renew(): Promise<string> {
    const mine = { token: ask(), until: Number.POSITIVE_INFINITY }
    held = mine
    mine.token.catch(() => {
      if (held === mine) held = undefined
    })
    return mine.token

    async function ask(): Promise<string> {
      const { access_token, expires_in } = await signIn()
      mine.until = now() + expires_in * 1_000 - earlyMs
      return access_token
    }
  }

  async function signIn() {
    // A bot of many tenants signs in at Bot Framework's own.
    const tenant = app.type === 'SingleTenant' ? app.tenantId : (app.tenantId ?? 'botframework.com')
    const answer = await fetch(new URL(`${tenant}/oauth2/v2.0/token`, login), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: app.id,
        client_secret: app.password,
        scope: 'https://api.botframework.com/.default',
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(limits.callMs),
    }).catch(error => {
      throw new NoToken(`Microsoft's sign-in could not be reached (${(error as Error).name}).`, false)
    })
    const body: unknown = await answer.json().catch(() => undefined)
    const given = tokenSchema.safeParse(body)
    if (answer.ok && given.success) return given.data
    throw new NoToken(whyNot(answer.status, faultSchema.safeParse(body).data), answer.status < 500)
  }
}

/** Microsoft's own numbers: learn.microsoft.com/entra/identity-platform/reference-error-codes. */
function whyNot(status: number, fault: z.infer<typeof faultSchema> | undefined): string {
  const [code] = fault?.error_codes ?? []
  if (code === 7000222)
    return 'MicrosoftAppPassword has expired. Make a new client secret under “Certificates & secrets” of the app registration, and start again.'
  if (code === 7000215)
    return 'MicrosoftAppPassword is wrong. Copy the Value of the client secret, not its id, and start again.'
  if (code === 700016)
    return 'MicrosoftAppId is not known in the tenant MicrosoftAppTenantId. Compare both with the app registration’s Overview.'
  if (code === 90002 || code === 900023)
    return 'MicrosoftAppTenantId names no tenant. Copy “Directory (tenant) ID” from the app registration’s Overview.'
  return `Microsoft's sign-in answered ${status}${fault?.error ? ` (${fault.error})` : ''}.`
}

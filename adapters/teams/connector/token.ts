import { z } from 'zod'
import { whyUnreached } from '../../../src/core/health-check.ts'
import { OperatorError } from '../../../src/core/operator-error.ts'
import { limits } from '../limits.ts'
import { type Cloud, clouds } from './clouds.ts'
import { busy, type SignInFault, signInFault, unreached } from './sign-in-errors.ts'

/** The app registration that Hearth speaks as. */
export interface App {
  id: string
  password: string
  type: 'SingleTenant' | 'MultiTenant'
  tenantId?: string
}

/** The token that Teams wants to see with every call. */
export interface Tokens {
  /** @throws {SignInError} */
  get(): Promise<string>
  /** Drops the token that Teams refused, so that the next call gets a new one. */
  drop(): void
}

/** Microsoft would not give a token; the message names what to mend. */
export class SignInError extends OperatorError {
  readonly fault: SignInFault
  /** Whether Microsoft said no. If not, it may say yes in a moment. */
  readonly refused: boolean
  constructor(fault: SignInFault, refused: boolean) {
    super('ESIGNIN', `${fault.says} ${fault.mend}`)
    this.fault = fault
    this.refused = refused
  }
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() })
const faultSchema = z
  .object({ error: z.string().catch(''), error_description: z.string().catch('') })
  .catch({ error: '', error_description: '' })

/** How long before its end a token is renewed. */
const earlyMs = 5 * 60_000

interface TokenOptions {
  /** Left out: the public one. */
  cloud?: Cloud
  /** Where the sign-in is, of a stand-in. */
  login?: string
  now?: () => number
  patienceMs?: number
}

/** Signs in as the app (OAuth 2.0 client credentials), once for as long as a token lasts. */
export function createTokens(app: App, options: TokenOptions = {}): Tokens {
  const { cloud = clouds.public, now = Date.now, patienceMs = limits.callMs } = options
  const { login = cloud.login } = options
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
    const tenant = app.type === 'SingleTenant' ? app.tenantId : cloud.manyTenants
    const answer = await fetch(new URL(`${tenant}/oauth2/v2.0/token`, login), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: app.id,
        client_secret: app.password,
        scope: `${cloud.connector}/.default`,
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    }).catch(error => {
      throw new SignInError(unreached(whyUnreached(error), login), false)
    })
    const body: unknown = await answer.json().catch(() => undefined)
    if (body === undefined)
      throw new SignInError(unreached('something else answered in its place', login), false)
    const given = tokenSchema.safeParse(body)
    if (answer.ok && given.success) return given.data
    const { error, error_description } = faultSchema.parse(body)
    if (answer.status >= 500 || error === 'temporarily_unavailable') throw new SignInError(busy, false)
    throw new SignInError(signInFault(error || String(answer.status), error_description), true)
  }
}

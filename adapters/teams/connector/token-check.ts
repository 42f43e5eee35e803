import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { ServiceClientCredentialsFactory } from 'botframework-connector'
import { BadRequest } from '../../http/body.ts'
import { proxyFor } from '../../http/proxy.ts'
import { isPlausible } from './claims.ts'
import type { Cloud } from './clouds.ts'
import type { App } from './token.ts'
import { createChecked } from './verified-tokens.ts'

interface TokenCheckOptions {
  /** Left out: no token is checked. */
  app: App | undefined
  /** The base address of a stand-in for the Bot Framework. */
  apiUrl: string | undefined
  cloud: Cloud
  /** How long a check may take. */
  callMs: number
  now(): number
}

/** The SDK fetches its keys in a way of its own, which has to be told of a proxy. */
function throughProxy(address: string): { proxySettings?: { host: string; port: number } } {
  const proxy = proxyFor(address, process.env)
  if (!proxy) return {}
  const user = proxy.username ? `${proxy.username}:${proxy.password}@` : ''
  return { proxySettings: { host: `${user}${proxy.hostname}`, port: Number(proxy.port || 80) } }
}

/** Whether it was Teams that sent something: botbuilder 4.23's check of tokens, which is all that Hearth has of it. */
export function createTokenCheck({ app, apiUrl, cloud, callMs, now }: TokenCheckOptions) {
  const framework = new ConfigurationBotFrameworkAuthentication(
    { MicrosoftAppId: app?.id, ...addressesOf(cloud, apiUrl) },
    new AppIdCheck(app),
    undefined,
    undefined,
    throughProxy(apiUrl ?? cloud.keys),
  )
  const checked = createChecked(now)

  /** @throws {BadRequest} 401; anything else where it could not be checked now. */
  return async (activity: { channelId: string; serviceUrl: string }, authorization = ''): Promise<void> => {
    if (app && !isPlausible(authorization, app.id, cloud.connector, now()))
      throw new BadRequest(401, 'no token of Teams')
    const { channelId, serviceUrl } = activity
    if (app && checked.has(channelId, serviceUrl, authorization)) return
    await inTime(framework.authenticateRequest(activity as Activity, authorization), callMs).catch(error => {
      if (isInfrastructureError(error)) throw error
      throw new BadRequest(401, (error as Error).message, { cause: error })
    })
    checked.add(channelId, serviceUrl, authorization)
  }
}

/** Whether the keys of the Bot Framework could not be fetched: that says nothing against the token. */
const isInfrastructureError = (error: unknown): boolean => {
  const { name, statusCode } = error as { name?: string; statusCode?: number }
  return name === 'FetchError' || name === 'TimeoutError' || (statusCode ?? 0) >= 500
}

/** The SDK fetches keys without a deadline. */
function inTime<R>(checking: Promise<R>, callMs: number): Promise<R> {
  const signal = AbortSignal.timeout(callMs)
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return Promise.race([checking, late])
}

/** Whose tokens are accepted. */
class AppIdCheck extends ServiceClientCredentialsFactory {
  readonly #app: App | undefined
  constructor(app: App | undefined) {
    super()
    this.#app = app
  }
  override async isValidAppId(id: string) {
    return id === this.#app?.id
  }
  override async isAuthenticationDisabled() {
    return this.#app === undefined
  }
  override createCredentials(): never {
    throw new Error('calls to Teams are made by Hearth’s own client')
  }
}

/** The addresses of a cloud, or of a stand-in for it. */
function addressesOf({ login, manyTenants, connector, keys, oauth }: Cloud, apiUrl: string | undefined) {
  const at = (path: string, usual: string) => (apiUrl ? new URL(path, apiUrl).href : usual)
  const keysAt = at('v1/.well-known/openidconfiguration', keys)
  return {
    ToChannelFromBotLoginUrl: at('botframework.com', new URL(manyTenants, login).href),
    ToChannelFromBotOAuthScope: connector,
    ToBotFromChannelTokenIssuer: connector,
    OAuthUrl: at('oauth', oauth),
    ToBotFromChannelOpenIdMetadataUrl: keysAt,
    ToBotFromEmulatorOpenIdMetadataUrl: keysAt,
    ValidateAuthority: true,
  }
}

/** The SDK prints the keys of the Bot Framework for each forged token: anybody could fill the log with them. */
const { error: print } = console
console.error = (...words: unknown[]) => {
  if (!String(words[0]).startsWith('Error finding key for token.')) print(...words)
}

import { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { AuthenticationConstants, ClaimsIdentity, type ConnectorClient } from 'botframework-connector'
import { createChecked } from './checked.ts'
import { isPlausible } from './claims.ts'
import { Unauthorized } from './seam.ts'
import type { App, Tokens } from './token.ts'

interface Parts {
  /** Left out: nobody is checked, and no token is sent. */
  app: App | undefined
  tokens: Tokens | undefined
  /** Where a stand-in for the Bot Framework is. */
  apiUrl: string | undefined
  /** How long a call, or a check, may take. */
  callMs: number
  now(): number
}

/** What `Bot Connector` tokens are for, and who makes those that come to us. */
export const scope = 'https://api.botframework.com'

/** Of botbuilder 4.23: its check of tokens, and its clients of the Bot Connector. */
export function createFramework({ app, tokens, apiUrl, callMs, now }: Parts) {
  const framework = new ConfigurationBotFrameworkAuthentication(
    { ...(app && { MicrosoftAppId: app.id }), ...(apiUrl && standIn(apiUrl)) },
    credentials(app, tokens) as never,
  )
  const identity = new ClaimsIdentity(
    app ? [{ type: AuthenticationConstants.AudienceClaim, value: app.id }] : [],
    true,
  )
  const factory = framework.createConnectorFactory(identity)
  const clients = new Map<string, Promise<ConnectorClient>>()
  const checked = createChecked(now)

  return {
    /** @throws {Unauthorized}; anything else where it could not be checked now. */
    async authenticate(activity: { channelId: string; serviceUrl: string }, authorization = '') {
      if (app && !isPlausible(authorization, app.id, scope, now()))
        throw new Unauthorized('no token of Teams')
      const { channelId, serviceUrl } = activity
      if (app && checked.has(channelId, serviceUrl, authorization)) return
      await inTime(framework.authenticateRequest(activity as never, authorization), callMs).catch(error => {
        if (isOurTrouble(error)) throw error
        throw new Unauthorized((error as Error).message, { cause: error })
      })
      checked.add(channelId, serviceUrl, authorization)
    },

    clientOf(serviceUrl: string): Promise<ConnectorClient> {
      const known = clients.get(serviceUrl)
      if (known) return known
      const made = factory
        .create(serviceUrl, scope)
        .then(client => withManners(client as ConnectorClient, callMs))
      clients.set(serviceUrl, made)
      return made
    },
  }
}

/** The keys of the Bot Framework could not be fetched: that says nothing against the token. */
const isOurTrouble = (error: unknown): boolean => {
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

interface Pipeline {
  removePolicy(which: { name: string }): void
  addPolicy(policy: {
    name: string
    sendRequest<A>(request: { timeout: number }, next: (request: { timeout: number }) => A): A
  }): void
}

/**
 * A client that tries once, not for ever, and takes its token nowhere else. None of it can be told to the client: its
 * pipeline has to be changed.
 */
function withManners(client: ConnectorClient, callMs: number): ConnectorClient {
  const { pipeline } = (client as unknown as { client: { pipeline: Pipeline } }).client
  pipeline.removePolicy({ name: 'defaultRetryPolicy' })
  pipeline.removePolicy({ name: 'redirectPolicy' })
  pipeline.addPolicy({
    name: 'deadline',
    sendRequest: (request, next) => {
      request.timeout = callMs
      return next(request)
    },
  })
  return client
}

/** The bot's own token on each call, in place of msal's: with a deadline, and with words for the operator. */
function credentials(app: App | undefined, tokens: Tokens | undefined) {
  return {
    isValidAppId: async (id: string) => id === app?.id,
    isAuthenticationDisabled: async () => app === undefined,
    createCredentials: async () => ({
      async signRequest<R extends { headers: { set(name: string, value: string): void } }>(request: R) {
        if (tokens) request.headers.set('authorization', `Bearer ${await tokens.get()}`)
        return request
      },
    }),
  }
}

/** Where everything is, of one stand-in. */
const standIn = (apiUrl: string) => {
  const at = (path: string) => new URL(path, apiUrl).href
  return {
    ToChannelFromBotLoginUrl: at('botframework.com'),
    ToChannelFromBotOAuthScope: scope,
    ToBotFromChannelTokenIssuer: scope,
    OAuthUrl: at('oauth'),
    ToBotFromChannelOpenIdMetadataUrl: at('v1/.well-known/openidconfiguration'),
    ToBotFromEmulatorOpenIdMetadataUrl: at('v1/.well-known/openidconfiguration'),
    ValidateAuthority: true,
  }
}

/** The SDK prints the keys of the Bot Framework for each forged token: anybody could fill the log with them. */
const { error: print } = console
console.error = (...words: unknown[]) => {
  if (!String(words[0]).startsWith('Error finding key for token.')) print(...words)
}

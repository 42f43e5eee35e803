import { AsyncLocalStorage } from 'node:async_hooks'
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { AuthenticationConstants, ClaimsIdentity, type ConnectorClient } from 'botframework-connector'
import { isPlausible } from './claims.ts'
import { limits } from './limits.ts'
import { type Account, type Connector, type Line, Refused, type Said, Unauthorized } from './seam.ts'
import { type App, createTokens, NoToken, type Tokens } from './token.ts'

interface Parts {
  /** Left out: nobody is checked, and no token is sent. */
  app?: App
  /** Where a stand-in for the Bot Framework is. */
  apiUrl?: string
  now(): number
}

const scope = 'https://api.botframework.com'
const login = 'https://login.microsoftonline.com/'

/**
 * Teams through botbuilder 4.23: its check of tokens and its client of the Bot Connector. Its adapter and turns are left
 * out: they retry what may have been sent, wait for ever, and lose the errors of messages that nobody asked for.
 */
export function createBotBuilder({ app, apiUrl, now }: Parts): Connector {
  const tokens = app && createTokens(app, apiUrl ?? login, scope, now)
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

  return {
    async authenticate(activity, authorization) {
      if (app && !isPlausible(authorization, app.id, now())) throw new Unauthorized('not a token of Teams')
      await quietly(() => framework.authenticateRequest(activity as never, authorization ?? '')).catch(
        error => {
          throw new Unauthorized((error as Error).message, { cause: error })
        },
      )
    },

    async send(to, said) {
      const { conversations } = await clientOf(to.serviceUrl)
      const sent = await refusing(conversations.sendToConversation(to.conversation, activityOf(to, said)))
      return sent.id || undefined
    },

    async update(at, message, said) {
      const { conversations } = await clientOf(at.serviceUrl)
      const activity = { ...activityOf(at, said), id: message }
      await refusing(conversations.updateActivity(at.conversation, message, activity))
    },

    async remove(at, message) {
      const { conversations } = await clientOf(at.serviceUrl)
      await refusing(conversations.deleteActivity(at.conversation, message))
    },

    async open({ serviceUrl, bot }, person, tenant) {
      const { conversations } = await clientOf(serviceUrl)
      const opening = {
        bot: { id: bot, name: 'Hearth' },
        members: [{ id: person, name: '' }],
        isGroup: false,
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      }
      const opened = await refusing(conversations.createConversation(opening as never))
      if (!opened.id) throw new Refused({ code: 'NoConversationId' })
      return opened.id
    },

    async members(at) {
      const { conversations } = await clientOf(at.serviceUrl)
      const page = await refusing(conversations.getConversationPagedMembers(at.conversation))
      return (page.members ?? []) as readonly Account[]
    },

    async channels(serviceUrl, team) {
      const url = `${serviceUrl.replace(/\/*$/, '/')}v3/teams/${encodeURIComponent(team)}/conversations`
      const signal = AbortSignal.timeout(limits.callMs)
      const headers: Record<string, string> = tokens ? { authorization: `Bearer ${await tokens()}` } : {}
      const answer = await refusing(fetch(url, { headers, redirect: 'error', signal }))
      if (!answer.ok) throw new Refused({ status: answer.status })
      const { conversations = [] } = (await answer.json()) as {
        conversations?: { id: string; name?: string }[]
      }
      return conversations
    },
  }

  function clientOf(serviceUrl: string): Promise<ConnectorClient> {
    const known = clients.get(serviceUrl)
    if (known) return known
    const made = factory.create(serviceUrl, scope).then(client => withManners(client as ConnectorClient))
    clients.set(serviceUrl, made)
    return made
  }
}

const quiet = new AsyncLocalStorage<true>()
const complain = console.error
console.error = (...words) => (quiet.getStore() ? undefined : complain(...words))

/** For each forged token the library puts the keys it has on the console; that it was refused is in our own log. */
const quietly = <R>(work: () => Promise<R>): Promise<R> => quiet.run(true, work)

/** A client that tries once, and not for ever. Neither can be told to it: its pipeline has to be changed. */
function withManners(client: ConnectorClient): ConnectorClient {
  const { pipeline } = (client as unknown as { client: { pipeline: Pipeline } }).client
  pipeline.removePolicy({ name: 'defaultRetryPolicy' })
  pipeline.addPolicy({
    name: 'deadline',
    sendRequest: (request, next) => {
      request.timeout = limits.callMs
      return next(request)
    },
  })
  return client
}

interface Pipeline {
  removePolicy(which: { name: string }): void
  addPolicy(policy: {
    name: string
    sendRequest<A>(request: { timeout: number }, next: (request: { timeout: number }) => A): A
  }): void
}

/** The bot's own token on each call, in place of msal's: with a deadline, and with words for the operator. */
function credentials(app: App | undefined, tokens: Tokens | undefined) {
  return {
    isValidAppId: async (id: string) => id === app?.id,
    isAuthenticationDisabled: async () => app === undefined,
    createCredentials: async () => ({
      async signRequest<R extends { headers: { set(name: string, value: string): void } }>(request: R) {
        if (tokens) request.headers.set('authorization', `Bearer ${await tokens()}`)
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

const activityOf = ({ serviceUrl, conversation, bot }: Line, { summary, attachment }: Said) => ({
  type: 'message',
  channelId: 'msteams',
  serviceUrl,
  from: { id: bot, name: 'Hearth' },
  conversation: { id: conversation } as never,
  summary,
  attachments: [attachment],
})

async function refusing<R>(calling: Promise<R>): Promise<R> {
  try {
    return await calling
  } catch (error) {
    throw refusalOf(error)
  }
}

function refusalOf(error: unknown): unknown {
  // Without a token nothing was sent.
  if (error instanceof NoToken) return error
  const { statusCode, code, response } = error as Partial<RestError>
  const wait = Number(response?.headers.get('retry-after') ?? Number.NaN)
  return new Refused(
    {
      ...(statusCode && { status: statusCode }),
      ...(typeof code === 'string' && /^\w+$/.test(code) && { code }),
      ...(Number.isFinite(wait) && { waitMs: wait * 1_000 }),
    },
    error,
  )
}

interface RestError {
  statusCode: number
  code: string
  response: { headers: { get(name: string): string | null | undefined } }
}

import { limits } from '../limits.ts'
import { type Cloud, clouds } from './clouds.ts'
import {
  type Account,
  type Connector,
  ConnectorError,
  type ConversationReference,
  type OutgoingActivity,
} from './connector.ts'
import { createFramework } from './framework.ts'
import { type App, SignInError, type Tokens } from './token.ts'

interface BotBuilderOptions {
  /** Left out: tokens are neither checked nor sent. */
  app?: App
  tokens?: Tokens
  /** The base address of a stand-in for the Bot Framework. */
  apiUrl?: string
  /** Left out: the public one. */
  cloud?: Cloud
  /** How long a call may take. */
  callMs?: number
  now(): number
}

/**
 * Teams through botbuilder 4.23: its check of tokens and its client of the Bot Connector. Its adapter and turns are left
 * out: they retry what may have been sent, wait for ever, and lose the errors of messages that nobody asked for.
 */
export function createBotBuilder({
  app,
  tokens,
  apiUrl,
  cloud = clouds.public,
  callMs = limits.callMs,
  now,
}: BotBuilderOptions): Connector {
  const { authenticate, clientOf } = createFramework({ app, tokens, apiUrl, cloud, callMs, now })

  return {
    authenticate,

    async send(to, activity) {
      const client = clientOf(to.serviceUrl)
      const sent = await withConnectorErrors(
        client.call<{ id?: string } | undefined>('POST', activitiesIn(to), activityOf(to, activity)),
      )
      return sent?.id || undefined
    },

    async update(at, message, activity) {
      const body = { ...activityOf(at, activity), id: message }
      const path = `${activitiesIn(at)}/${encodeURIComponent(message)}`
      await withConnectorErrors(clientOf(at.serviceUrl).call('PUT', path, body))
    },

    async remove(at, message) {
      const { conversations } = clientOf(at.serviceUrl)
      await withConnectorErrors(conversations.deleteActivity(at.conversation, message))
    },

    async open({ serviceUrl, bot }, person, tenant) {
      const opening = {
        bot: { id: bot, name: 'Hearth' },
        members: [{ id: person, name: '' }],
        isGroup: false,
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      }
      const opened = await withConnectorErrors(
        clientOf(serviceUrl).call<{ id?: string } | undefined>('POST', 'v3/conversations', opening),
      )
      if (!opened?.id) throw new ConnectorError({ code: 'NoConversationId' })
      return opened.id
    },

    async members(at) {
      const { conversations } = clientOf(at.serviceUrl)
      const page = await withConnectorErrors(conversations.getConversationPagedMembers(at.conversation))
      return (page.members ?? []) as readonly Account[]
    },

    async channels(serviceUrl, team) {
      const path = `v3/teams/${encodeURIComponent(team)}/conversations`
      const found = await withConnectorErrors(
        clientOf(serviceUrl).call<{ conversations?: { id: string; name?: string }[] } | undefined>(
          'GET',
          path,
        ),
      )
      return found?.conversations ?? []
    },
  }

  async function withConnectorErrors<R>(calling: Promise<R>): Promise<R> {
    try {
      return await calling
    } catch (error) {
      const errorCode = connectorErrorOf(error)
      if (errorCode instanceof ConnectorError && errorCode.status === 401) tokens?.drop()
      throw errorCode
    }
  }
}

const activitiesIn = ({ conversation }: ConversationReference): string =>
  `v3/conversations/${encodeURIComponent(conversation)}/activities`

const activityOf = (
  { serviceUrl, conversation, bot }: ConversationReference,
  { summary, attachment }: OutgoingActivity,
) => ({
  type: 'message',
  channelId: 'msteams',
  serviceUrl,
  from: { id: bot, name: 'Hearth' },
  conversation: { id: conversation },
  summary,
  attachments: [attachment],
})

function connectorErrorOf(error: unknown): unknown {
  // Without a token nothing was sent.
  if (error instanceof SignInError) return error
  const { statusCode, code, response } = error as Partial<RestError>
  const wait = Number(response?.headers.get('retry-after') ?? Number.NaN)
  return new ConnectorError(
    {
      status: statusCode || undefined,
      code: typeof code === 'string' && /^\w+$/.test(code) ? code : undefined,
      waitMs: Number.isFinite(wait) ? wait * 1_000 : undefined,
    },
    error,
  )
}

interface RestError {
  statusCode: number
  code: string
  response: { headers: { get(name: string): string | null | undefined } }
}

import { limits } from '../limits.ts'
import { type CallTeams, createTeamsClient } from './client.ts'
import { type Cloud, clouds } from './clouds.ts'
import {
  type Account,
  type Connector,
  ConnectorError,
  type ConversationReference,
  type OutgoingActivity,
} from './connector.ts'
import type { App, Tokens } from './token.ts'
import { createTokenCheck } from './token-check.ts'

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
 * Teams through botbuilder's check of tokens, and a client of our own for the six calls of the Bot Connector that Hearth makes.
 * botbuilder's adapter, turns and clients are left out: they retry what may have been sent, wait for ever, and lose the errors
 * of messages that nobody asked for.
 */
export function createBotBuilder({
  app,
  tokens,
  apiUrl,
  cloud = clouds.public,
  callMs = limits.callMs,
  now,
}: BotBuilderOptions): Connector {
  const authenticate = createTokenCheck({ app, apiUrl, cloud, callMs, now })
  const callTeams = createTeamsClient(callMs, async () => tokens?.get())

  return {
    authenticate,

    async send(to, activity) {
      const sent = await call<{ id?: string }>(
        'POST',
        to.serviceUrl,
        activitiesIn(to),
        activityOf(to, activity),
      )
      return sent?.id || undefined
    },

    async update(at, message, activity) {
      const body = { ...activityOf(at, activity), id: message }
      await call('PUT', at.serviceUrl, activityIn(at, message), body)
    },

    async remove(at, message) {
      await call('DELETE', at.serviceUrl, activityIn(at, message))
    },

    async open({ serviceUrl, bot }, person, tenant) {
      const opened = await call<{ id?: string }>('POST', serviceUrl, 'v3/conversations', {
        bot: { id: bot, name: 'Hearth' },
        members: [{ id: person, name: '' }],
        isGroup: false,
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      })
      if (!opened?.id) throw new ConnectorError({ code: 'NoConversationId' })
      return opened.id
    },

    async members(at) {
      const page = await call<{ members?: readonly Account[] }>(
        'GET',
        at.serviceUrl,
        `${conversationAt(at)}/pagedmembers`,
      )
      return page?.members ?? []
    },

    async channels(serviceUrl, team) {
      const path = `v3/teams/${encodeURIComponent(team)}/conversations`
      const found = await call<{ conversations?: { id: string; name?: string }[] }>('GET', serviceUrl, path)
      return found?.conversations ?? []
    },
  }

  /** A token that Teams refuses is not used again. */
  async function call<Answer>(...asked: Parameters<CallTeams>): Promise<Answer | undefined> {
    try {
      return await callTeams<Answer>(...asked)
    } catch (error) {
      if (error instanceof ConnectorError && error.status === 401) tokens?.drop()
      throw error
    }
  }
}

const conversationAt = ({ conversation }: ConversationReference): string =>
  `v3/conversations/${encodeURIComponent(conversation)}`

const activitiesIn = (at: ConversationReference): string => `${conversationAt(at)}/activities`

const activityIn = (at: ConversationReference, message: string): string =>
  `${activitiesIn(at)}/${encodeURIComponent(message)}`

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

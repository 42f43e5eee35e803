import type { IncomingMessage } from 'node:http'
import type { Logger } from '../../../src/core/logger.ts'
import { BadRequest, decodeJson } from '../../http/body.ts'
import { createBoundedLog } from '../../http/bounded-log.ts'
import { createEndpoint, end } from '../../http/endpoint.ts'
import { refuseStrangers } from '../../http/local-only.ts'
import type { Connector } from '../connector/connector.ts'
import { type AlsoTrusted, isTrusted } from '../connector/service-url.ts'
import { errorSummary } from '../errors.ts'
import { limits } from '../limits.ts'
import type { Serves } from '../served-tenants.ts'
import type { HandleActivity } from './activities.ts'
import { type Source, sourceOf } from './location.ts'
import { type Activity, activitySchema } from './payload.ts'

interface WebhookDeps {
  connector: Connector
  trusted: AlsoTrusted
  serves: Serves
  /** Tokens are not checked: then only this computer's own programs get in, and no web page open on it. */
  unchecked: boolean
  log: Logger
}

/** Receives every request of Teams: checks the sender, parses the activity, finds its tenant. A refusal is a bare status. */
export function createWebhook({ connector, trusted, serves, unchecked, log }: WebhookDeps) {
  const refused = createBoundedLog(message => log.warn(message))
  const unserved = createBoundedLog(message => log.warn(message))
  const failed = createBoundedLog(message => log.error(message))
  const endpoint = createEndpoint({
    bodyBytes: limits.bodyBytes,
    failed: error => failed(`teams: a request failed. ${errorSummary(error)}`),
  })
  return {
    ...endpoint,
    start(handle: HandleActivity) {
      endpoint.start(async (request, response, body) => {
        const [activity, source] = await receive(request, body)
        const answer = await handle(activity, source)
        end(response, answer.status, answer.body)
      })
    },
  }

  /** @throws {BadRequest} */
  async function receive(request: IncomingMessage, body: Buffer): Promise<[Activity, Source]> {
    if (unchecked) refuseStrangers(request)
    const raw = decodeJson(body)
    await authenticate(raw, request.headers.authorization)
    const { data: activity } = activitySchema.safeParse(raw)
    if (!activity) throw new BadRequest(400)
    const source = sourceOf(activity)
    if (!source) throw new BadRequest(400)
    if (!isTrusted(activity.serviceUrl, trusted)) {
      const { host } = trusted.first ?? {}
      if (unchecked && host)
        unserved(
          `teams: TEAMS_LOCAL answers the program that spoke first, at ${host}, and no other. For another, start Hearth again.`,
        )
      throw new BadRequest(403)
    }
    if (unchecked && trusted.first) trusted.first.host ??= new URL(activity.serviceUrl).host
    if (!unchecked && activity.channelId !== 'msteams') throw new BadRequest(403)
    if (!serves(source.tenant)) {
      unserved(
        unchecked
          ? `teams: TEAMS_LOCAL keeps ${limits.localTenants} tenants apart, and ${source.tenant} would be one more. To begin with others, set DATA_DIR to another folder.`
          : `teams: the tenant ${source.tenant} is not served. If it is to be, add it to TEAMS_TENANTS and start again.`,
      )
      throw new BadRequest(403)
    }
    return [activity, source]
  }

  async function authenticate(raw: Readonly<Record<string, unknown>>, authorization: string | undefined) {
    const { channelId, serviceUrl } = raw
    // Without these two fields the sender cannot be checked.
    if (typeof channelId !== 'string' || typeof serviceUrl !== 'string') throw new BadRequest(400)
    try {
      await connector.authenticate({ channelId, serviceUrl }, authorization)
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error
      refused(`teams: a request was refused. ${errorSummary(error)}`)
      throw error
    }
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from '../../../src/core/logger.ts'
import { BadRequest, decodeJson } from '../../http/body.ts'
import { createEndpoint, end } from '../../http/endpoint.ts'
import { type Connector, Unauthorized } from '../connector/connector.ts'
import { type AlsoTrusted, isLoopback, isTrusted } from '../connector/service-url.ts'
import { errorSummary } from '../errors.ts'
import { limits } from '../limits.ts'
import type { ActivityHandler } from './activities.ts'
import { sourceOf } from './location.ts'
import { activitySchema } from './payload.ts'

interface Parts {
  connector: Connector
  activities: ActivityHandler
  trusted: AlsoTrusted
  /** Nobody is checked: then only this computer's own programs are heard, and no web page open on it. */
  unchecked: boolean
  log: Logger
}

/** The one way in: who sent it, whether it can be read, whose it is. What is refused is refused with a bare status. */
export function createWebhook({ connector, activities, trusted, unchecked, log }: Parts) {
  return createEndpoint({
    bodyBytes: limits.bodyBytes,
    serve,
    failed: error => log.error(`teams: a request failed. ${errorSummary(error)}`),
  })

  async function serve(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    if (unchecked) refuseWebPages(request)
    const raw = decodeJson(body)
    await authenticate(raw, request.headers.authorization)
    const { data: activity } = activitySchema.safeParse(raw)
    if (!activity) throw new BadRequest(400)
    const source = sourceOf(activity)
    if (!source) throw new BadRequest(400)
    if (!isTrusted(activity.serviceUrl, trusted)) throw new BadRequest(403)
    if (!unchecked && activity.channelId !== 'msteams') throw new BadRequest(403)
    const answer = await activities.handle(activity, source)
    end(response, answer.status, answer.body)
  }

  async function authenticate(raw: Readonly<Record<string, unknown>>, authorization: string | undefined) {
    const { channelId, serviceUrl } = raw
    // Even who sent it cannot be told of something else.
    if (typeof channelId !== 'string' || typeof serviceUrl !== 'string') throw new BadRequest(400)
    try {
      await connector.authenticate({ channelId, serviceUrl }, authorization)
    } catch (error) {
      if (!(error instanceof Unauthorized)) throw error
      log.warn(`teams: a request was refused. ${errorSummary(error)}`)
      throw new BadRequest(401)
    }
  }
}

/** A web page can make its reader's browser send a request here, but not with this type, and not under this name. */
function refuseWebPages({ headers }: IncomingMessage): void {
  const { hostname } = URL.canParse(`http://${headers.host}`)
    ? new URL(`http://${headers.host}`)
    : { hostname: '' }
  if (!isLoopback(hostname)) throw new BadRequest(403)
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) throw new BadRequest(415)
}

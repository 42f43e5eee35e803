import { createSecretKey } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from '../../../src/core/logger.ts'
import { BadRequest } from '../../http/body.ts'
import { createBoundedLog } from '../../http/bounded-log.ts'
import { createEndpoint, end } from '../../http/endpoint.ts'
import { limits } from '../limits.ts'
import { errorSummary } from '../log.ts'
import { decode } from './body.ts'
import type { InboundRequest, Receive } from './bolt.ts'
import { isSigned, isSslCheck } from './signature.ts'

interface WebhookOptions {
  signingSecret: string
  now(): number
  log: Logger
}

/** Slack over HTTP: a handler for the shared server. */
export function createWebhook({ signingSecret, now, log }: WebhookOptions) {
  const key = createSecretKey(signingSecret, 'utf8')
  const failed = createBoundedLog(message => log.error(message))
  const endpoint = createEndpoint({
    bodyBytes: limits.bodyBytes,
    failed: error => failed(`slack: a request failed. ${errorSummary(error)}`),
  })
  return {
    ...endpoint,
    async start(receive: Receive) {
      endpoint.start(async (request, response, body) => {
        const at = now()
        if (isSslCheck(body)) return void end(response, 200)
        if (!isSigned(key, request.headers, body, at)) throw new BadRequest(401)
        await receive(inboundRequest(request, response, body, () => now() - at > limits.ackMs))
      })
    },
  }
}

function inboundRequest(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  isLate: () => boolean,
): InboundRequest {
  return {
    retry: retryOf(request),
    body: decode(body, request.headers['content-type']),
    answer(status, said) {
      // Slack stops waiting after three seconds, and then hears nothing of what we say.
      const late = response.destroyed || isLate()
      return end(response, status, late ? undefined : said) && !late
    },
  }
}

/** Slack numbers the second delivery of an event 1. */
function retryOf({ headers }: IncomingMessage): NonNullable<InboundRequest['retry']> {
  const { 'x-slack-retry-num': count, 'x-slack-retry-reason': reason } = headers
  return {
    count: count === undefined ? undefined : Number(count),
    reason: typeof reason === 'string' ? reason : undefined,
  }
}

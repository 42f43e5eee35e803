import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from '../../src/core/logger.ts'
import { BadRequest, decode, isSslCheck, readBody } from './body.ts'
import type { Knock } from './door.ts'
import { limits } from './limits.ts'
import { brief } from './log.ts'
import { isSigned } from './signature.ts'

interface Parts {
  signingSecret: string
  knock(knock: Knock): Promise<void>
  now(): number
  log: Logger
}

/** Slack over HTTP: a handler for the shared server, and the `Receiver` that Bolt knows it by. */
export function createReceiver({ signingSecret, knock, now, log }: Parts) {
  let open = false
  const inHand = new Set<Promise<void>>()

  return {
    start: async () => void (open = true),
    async stop() {
      open = false
      await Promise.allSettled(inHand)
    },
    handler(request: IncomingMessage, response: ServerResponse): void {
      const served = serve(request, response).catch(error => fail(error, request, response))
      inHand.add(served)
      void served.finally(() => inHand.delete(served))
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = now()
    if (!open) return void end(response, 503)
    if (request.method !== 'POST') return void end(response, 405, undefined, { allow: 'POST' })
    const body = await readBody(request)
    if (isSslCheck(body)) return void end(response, 200)
    if (!isSigned(signingSecret, request.headers, body, now())) return void end(response, 401)
    await knock({
      body: decode(body, request.headers['content-type']),
      retry: retryOf(request),
      answer(status, said) {
        // Slack stops waiting after three seconds, and then hears nothing of what we say.
        const late = response.destroyed || now() - at > limits.ackMs
        return end(response, status, late ? undefined : said) && !late
      },
    })
  }

  function fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    if (!(error instanceof BadRequest)) log.error(`slack: a request failed. ${brief(error)}`)
    const status = error instanceof BadRequest ? error.status : 500
    // The rest of what comes is let run out for a moment, else the client never reads our answer.
    const unread = !request.complete
    end(response, status, undefined, unread ? { connection: 'close' } : {})
    if (unread) setTimeout(() => request.destroy(), limits.lookupMs).unref()
    request.resume()
  }
}

/** Slack numbers the second delivery of an event 1. */
function retryOf({ headers }: IncomingMessage): NonNullable<Knock['retry']> {
  const { 'x-slack-retry-num': count, 'x-slack-retry-reason': reason } = headers
  return {
    ...(count !== undefined && { count: Number(count) }),
    ...(typeof reason === 'string' && { reason }),
  }
}

/** Answers, if nobody has. */
function end(
  response: ServerResponse,
  status: number,
  body?: object,
  headers: Record<string, string> = {},
): boolean {
  if (response.headersSent || response.destroyed) return false
  const type = body ? { 'content-type': 'application/json; charset=utf-8' } : {}
  response.writeHead(status, { ...type, ...headers }).end(body && JSON.stringify(body))
  return true
}

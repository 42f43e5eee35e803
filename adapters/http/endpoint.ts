import type { IncomingMessage, ServerResponse } from 'node:http'
import { BadRequest, readBody } from './body.ts'

/** How long the rest of a refused body is read: else the client never reads our answer. */
const lingerMs = 1_000

/** Serves one POST. Answers through `end`; what it throws is answered by the endpoint. */
type Serve = (request: IncomingMessage, response: ServerResponse, body: Buffer) => Promise<void>

interface EndpointOptions {
  /** How large a body may be. */
  bodyBytes: number
  /** Logs an error that is not the client's. */
  failed(error: unknown): void
}

/** One path of the shared HTTP server: accepts POSTs between start and stop, and tracks those being served. */
export function createEndpoint({ bodyBytes, failed }: EndpointOptions) {
  let serve: Serve | undefined
  const pending = new Set<Promise<void>>()

  return {
    start(serving: Serve) {
      serve = serving
    },
    async stop() {
      serve = undefined
      await Promise.allSettled(pending)
    },
    handler(request: IncomingMessage, response: ServerResponse): void {
      const served = take(request, response)
        .catch(error => fail(error, request, response))
        .then(() => void pending.delete(served))
      pending.add(served)
    },
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!serve) return void end(response, 503)
    if (request.method !== 'POST') return void end(response, 405, undefined, { allow: 'POST' })
    const serving = serve
    await serving(request, response, await readBody(request, bodyBytes))
  }

  function fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    if (!(error instanceof BadRequest)) failed(error)
    const status = error instanceof BadRequest ? error.status : 500
    const unread = !request.complete
    end(response, status, undefined, unread ? { connection: 'close' } : {})
    if (unread) setTimeout(() => request.destroy(), lingerMs).unref()
    request.resume()
  }
}

/** What is answered again and again is one object: it is written down once. */
const written = new WeakMap<object, string>()
function jsonOf(body: object): string {
  const before = written.get(body)
  if (before !== undefined) return before
  const json = JSON.stringify(body)
  written.set(body, json)
  return json
}

/** Answers, if nobody has. */
export function end(
  response: ServerResponse,
  status: number,
  body?: object,
  headers: Record<string, string> = {},
): boolean {
  if (response.headersSent || response.destroyed) return false
  const said = body ? jsonOf(body) : ''
  const type = body && { 'content-type': 'application/json; charset=utf-8' }
  // Node sends a text of known length in one packet.
  response.writeHead(status, { 'content-length': Buffer.byteLength(said), ...type, ...headers }).end(said)
  return true
}

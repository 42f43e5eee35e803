import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { isFromHere } from '../../adapters/http/local-only.ts'

/** One address of the shared HTTP server, and what answers there. */
export interface Route {
  path: string
  /** All that is below the path, too, where no other route answers. */
  under?: true
  handler(request: IncomingMessage, response: ServerResponse): void
  /** The server takes nothing new: what stays open by itself is to end. */
  leave?(): void
}

/** What the server is to serve, and to whom. */
export interface ServerOptions {
  port: number
  /** Listens on 127.0.0.1; left out: on every address of this computer. */
  loopbackOnly?: boolean
  routes: readonly Route[]
  /** Why Hearth is not ready to be sent to, in sentences; none, or left out: it is. */
  notReady?(): Promise<readonly string[]>
  /** Told of each answer: its path if something is there, else `other`, and its status. Left out: nobody asks. */
  answered?(path: string, status: number): void
}

/** How long a client may take to send its headers and body, looked at every second: platforms take milliseconds. */
const patience = { requestTimeout: 10_000, headersTimeout: 10_000, connectionsCheckingInterval: 1_000 }

/** More than two platforms and a proxy open: each costs memory, whoever it is. */
const mostConnections = 2_000

/** How long who is sending a request may go on with it once the server is to be closed. */
const lastWordMs = 1_000

/** What the server answers by itself. */
const ownPaths = ['/healthz', '/readyz']

/** The one HTTP server: platforms' routes and /healthz. Resolves when it listens. */
export async function startServer({
  port,
  loopbackOnly = false,
  routes,
  notReady = async () => [],
  answered,
}: ServerOptions) {
  const byPath = new Map(routes.map(route => [route.path, route.handler]))
  // Of two that a path is under, the longer is meant.
  const others = routes.filter(route => route.under).sort((one, other) => other.path.length - one.path.length)
  let closing = false
  /** Every connection, with the request on it that has come and is being served. */
  const connections = new Map<Socket, IncomingMessage | undefined>()
  const server = createServer(patience, (request, response) => {
    connections.set(request.socket, request)
    response.once('close', () => {
      if (connections.get(request.socket) === request) connections.set(request.socket, undefined)
      if (closing) server.closeIdleConnections()
    })
    // Platforms and proxies keep connections open and send on them what comes next: closing would never end.
    if (closing) response.shouldKeepAlive = false
    const path = pathOf(request.url ?? '')
    if (answered) response.once('finish', () => answered(nameOf(path), response.statusCode))
    const handler = byPath.get(path)
    if (handler) return handler(request, response)
    if (path === '/healthz') return answer(response, 200, 'ok')
    if (path === '/readyz') return void tellReadiness(request, response)
    const above = others.find(route => path.startsWith(route.path))
    if (above) return above.handler(request, response)
    answer(
      response,
      404,
      'Nothing is here. Slack speaks to /slack/events, Teams to /api/messages; /healthz tells that Hearth runs, /readyz that it is ready.',
    )
  })
  server.maxConnections = mostConnections
  server.on('connection', socket => {
    connections.set(socket, undefined)
    socket.once('close', () => connections.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(loopbackOnly && { host: '127.0.0.1' }) }, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    /** Takes no new requests; resolves when those in hand are answered. Who has not sent a whole one by now is not waited for. */
    close: () =>
      new Promise<void>(resolve => {
        closing = true
        server.close(() => resolve())
        for (const { leave } of routes) leave?.()
        server.closeIdleConnections()
        setTimeout(cutUnheard, lastWordMs).unref()
      }),
    /** Ends every connection, also those on which an answer is owed. */
    cut: () => server.closeAllConnections(),
  }

  /** Why it is not ready is told to this computer alone: to others it says who runs Hearth with what. */
  async function tellReadiness(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const why = await notReady().catch(() => ['Hearth could not find out how it stands: see the log.'])
    if (why.length === 0) answer(response, 200, 'ready')
    else answer(response, 503, isFromHere(request) ? why.join(' ') : 'not ready')
  }

  /** The address of a calendar, or what a stranger asks for, is nobody's business. */
  function nameOf(path: string): string {
    if (byPath.has(path) || ownPaths.includes(path)) return path
    return others.find(route => path.startsWith(route.path))?.path ?? 'other'
  }

  /** Node closes what is idle; what never came to a request, or to the end of one, it would wait for without end. */
  function cutUnheard(): void {
    for (const [socket, request] of connections) if (!request?.complete) socket.destroy()
  }
}

function pathOf(url: string): string {
  const query = url.indexOf('?')
  return query < 0 ? url : url.slice(0, query)
}

function answer(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${words}\n`)
}

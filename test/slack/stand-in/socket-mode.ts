import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Json, World } from '../world.ts'
import type { How, Kind } from './delivery.ts'

/** The server side of Socket Mode: greets, hands out envelopes in turn, and takes the acknowledgements. */
export class SocketMode {
  readonly connections: WebSocket[] = []
  readonly #server: WebSocketServer
  readonly #waiting = new Map<string, (payload: Json | undefined) => void>()
  readonly #world: World
  #next = 0

  constructor(http: Server, world: World) {
    this.#world = world
    this.#server = new WebSocketServer({ server: http, path: '/link/' })
    this.#server.on('connection', socket => this.#greet(socket))
  }

  /** Resolves when a client is connected. */
  async connected(patience = 30_000): Promise<void> {
    const until = Date.now() + patience
    while (this.connections.length === 0) {
      if (Date.now() > until) throw new Error('no client has connected in Socket Mode')
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  }

  /** Hands a payload to one of the connections; status 0 where it is not acknowledged in three seconds. */
  async deliver(kind: Kind, payload: Json, how: How = {}) {
    await this.connected()
    const started = performance.now()
    const envelope_id = `${this.#world.id('e')}-${how.retry?.num ?? 0}`
    const envelope = { envelope_id, type: kind, payload, accepts_response_payload: kind !== 'events_api' }
    const again = { retry_attempt: how.retry?.num ?? 0, retry_reason: how.retry?.reason ?? '' }
    const acknowledged = new Promise<Json | undefined | null>(resolve => {
      const timer = setTimeout(() => resolve(null), this.#world.patience)
      this.#waiting.set(envelope_id, answer => {
        clearTimeout(timer)
        resolve(answer)
      })
    })
    this.send({ ...envelope, ...(kind === 'events_api' && again) })
    const answer = await acknowledged
    const body = answer ? JSON.stringify(answer) : ''
    const headers = answer ? { 'content-type': 'application/json' } : {}
    return {
      status: answer === null ? 0 : 200,
      headers: headers as Record<string, string>,
      body,
      took: performance.now() - started,
    }
  }

  /** Sends anything to the connection whose occurrence it is. */
  send(message: Json): void {
    this.connections[this.#next++ % this.connections.length]?.send(JSON.stringify(message))
  }

  /** Asks a client to go and come back, as Slack does every few hours. */
  disconnect(reason = 'refresh_requested'): void {
    for (const socket of [...this.connections]) {
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'stand-in' } }))
      socket.close()
    }
  }

  /** Breaks every connection without a word. */
  drop(): void {
    for (const socket of [...this.connections]) socket.terminate()
  }

  close(): void {
    this.drop()
    this.#server.close()
  }

  #greet(socket: WebSocket): void {
    this.connections.push(socket)
    socket.on('close', () => this.connections.splice(this.connections.indexOf(socket), 1))
    socket.on('message', data => this.#acknowledge(String(data)))
    const debug_info = { host: 'stand-in', build_number: 1, approximate_connection_time: 18_060 }
    const num_connections = this.connections.length
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections,
        debug_info,
        connection_info: { app_id: this.#world.appId },
      }),
    )
  }

  #acknowledge(text: string): void {
    const { envelope_id, payload } = JSON.parse(text) as { envelope_id?: string; payload?: Json }
    const waiting = envelope_id === undefined ? undefined : this.#waiting.get(envelope_id)
    if (waiting) waiting(payload)
    else this.#world.violations.push(`socket mode: an acknowledgement of no envelope: ${text.slice(0, 200)}`)
  }
}

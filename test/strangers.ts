import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** How far a stranger's request ever gets. */
export const halves = {
  'no bytes': '',
  'half headers': 'POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Le',
  'half a body': 'POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"half":',
  'half a body for Teams': 'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"half":',
} as const

/** Connections that somebody opened and does nothing more with. */
export class Strangers {
  readonly #sockets: Socket[] = []

  /** Resolves when so many of these are open. */
  async come(port: number, half: keyof typeof halves, count = 1): Promise<void> {
    const sockets = Array.from({ length: count }, () => connect({ port, host: '127.0.0.1' }))
    for (const socket of sockets) socket.on('error', () => {}).resume()
    this.#sockets.push(...sockets)
    await Promise.all(sockets.map(socket => once(socket, 'connect')))
    for (const socket of sockets) if (halves[half]) socket.write(halves[half])
  }

  /** How many are still connected. */
  get left(): number {
    return this.#sockets.filter(one => !one.closed).length
  }

  go(): void {
    for (const socket of this.#sockets) socket.destroy()
  }
}

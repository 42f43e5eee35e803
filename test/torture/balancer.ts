import { Agent, request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** How often it asks each whether it is ready, and how long it waits for that. */
const probe = { everyMs: 200, patienceMs: 2_000 }

/**
 * Hands each request to the next of several that are ready, on connections that it keeps, as a load balancer does: whoever takes no
 * connection is passed over.
 */
export class Balancer {
  /** Where each of them is. */
  targets: string[] = []
  /** How many requests one broke off, or none took. */
  broken = 0
  /** How many were not answered in time: what a process had in hand that died holds up the same person's next for some seconds. */
  late = 0
  #next = 0
  readonly #ready = new Set<string>()
  readonly #agent = new Agent({ keepAlive: true })
  #probing: NodeJS.Timeout | undefined
  readonly #server = createServer((incoming, outgoing) => {
    const pieces: Buffer[] = []
    incoming.on('data', piece => pieces.push(piece))
    incoming.on('end', async () => {
      const body = Buffer.concat(pieces)
      const able = this.targets.filter(one => this.#ready.has(one))
      for (let tries = 0; tries < able.length; tries++) {
        const target = able[this.#next++ % able.length] ?? ''
        const answer = await handed(this.#agent, target, incoming, body)
        if (answer === 'refused') continue
        if (answer === 'broken' || answer === 'late') {
          this[answer]++
          return void outgoing.writeHead(answer === 'late' ? 504 : 502).end()
        }
        return void outgoing.writeHead(answer.status, answer.headers).end(answer.body)
      }
      this.broken++
      outgoing.writeHead(502).end()
    })
  })

  async open(): Promise<string> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    this.#probing = setInterval(() => {
      for (const one of this.targets) void this.#probe(one)
    }, probe.everyMs)
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Resolves when so many are ready. */
  async sees(many: number): Promise<void> {
    while (this.targets.filter(one => this.#ready.has(one)).length < many) await pause(probe.everyMs / 4)
  }

  close(): void {
    clearInterval(this.#probing)
    this.#server.close()
    this.#server.closeAllConnections()
    this.#agent.destroy()
  }

  async #probe(target: string): Promise<void> {
    try {
      const answer = await fetch(`${target}/readyz`, { signal: AbortSignal.timeout(probe.patienceMs) })
      await answer.text()
      this.#ready[answer.ok ? 'add' : 'delete'](target)
    } catch {
      this.#ready.delete(target)
    }
  }
}

/** Slack gives up on a request after so long, and delivers it again. */
const slackMs = 3_000

interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** `refused`: it never had the request, so that another may. */
function handed(
  agent: Agent,
  target: string,
  { url = '/', method, headers }: { url?: string; method?: string; headers: NodeJS.Dict<string | string[]> },
  body: Buffer,
): Promise<Answer | 'refused' | 'broken' | 'late'> {
  return new Promise(resolve => {
    const sent = ask(new URL(url, target), { method, headers, agent, timeout: slackMs }, answer => {
      const pieces: Buffer[] = []
      answer.on('data', piece => pieces.push(piece))
      answer.on('error', () => resolve('broken'))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 502,
          headers: { 'content-type': answer.headers['content-type'] ?? 'text/plain' },
          body: Buffer.concat(pieces),
        }),
      )
    })
    sent.on('timeout', () => {
      resolve('late')
      sent.destroy()
    })
    sent.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'broken'),
    )
    sent.end(body)
  })
}

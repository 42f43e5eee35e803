import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import type { Load } from './load.ts'
import { quantile } from './stats.ts'
import type { Spoken } from './teams.ts'

interface Options {
  port: number
  /** In order; enough for the seconds, for none is said twice. */
  messages: Iterator<Spoken>
  /** Resolves when the bot says something in a conversation. */
  reply(conversation: string): Promise<void>
  seconds: number
  /** How many wait for a reply at a time. */
  people?: number
}

/** How long a reply may take. */
const patienceMs = 10_000

/** Keeps so many people talking for so long: each says something, and waits for the reply. @throws where none comes. */
export async function talk({ port, messages, reply, seconds, people = 16 }: Options): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: people })
  const took: number[] = []
  const began = performance.now()
  const until = began + seconds * 1_000
  await Promise.all(Array.from({ length: people }, person))
  const lasted = (performance.now() - began) / 1_000
  agent.destroy()
  const sorted = took.toSorted((a, b) => a - b)
  return { perSecond: took.length / lasted, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }

  async function person(): Promise<void> {
    while (performance.now() < until) {
      const { value, done } = messages.next()
      if (done) throw new Error('more was answered than there was to say')
      const since = performance.now()
      const replied = inTime(reply(value.conversation), value.conversation)
      await Promise.all([post(value), replied])
      took.push(performance.now() - since)
    }
  }

  async function post({ headers, body }: Spoken): Promise<void> {
    const sent = request({ port, host: '127.0.0.1', path: '/api/messages', method: 'POST', headers, agent })
    const [response] = (await once(sent.end(body), 'response')) as [IncomingMessage]
    response.resume()
    await once(response, 'end')
    if (response.statusCode !== 200) throw new Error(`port ${port} answered ${response.statusCode}`)
  }
}

function inTime(reply: Promise<void>, conversation: string): Promise<void> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no reply came in ${conversation}`)), patienceMs)
  })
  return Promise.race([reply, late]).finally(() => clearTimeout(timer))
}

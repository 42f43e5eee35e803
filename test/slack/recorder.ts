import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Json } from './world.ts'

/** One request that arrived. */
interface Arrived {
  headers: Record<string, string | string[] | undefined>
  body: string
  /** The payload, whichever of Slack's three encodings it came in. */
  payload: Json
}

/** An app that keeps what it is sent and answers as it is told. */
export async function startRecorder() {
  const arrived: Arrived[] = []
  const reply = { status: 200, body: '', type: 'application/json', delay: 0 }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body = Buffer.concat(parts).toString()
    arrived.push({ headers: request.headers, body, payload: decode(body) })
    await new Promise(resolve => setTimeout(resolve, reply.delay))
    response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.body)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, arrived, reply, close, last: () => arrived.at(-1) as Arrived }
}

function decode(body: string): Json {
  if (body.startsWith('{')) return JSON.parse(body)
  const form = new URLSearchParams(body)
  return form.has('payload') ? JSON.parse(form.get('payload') ?? '') : Object.fromEntries(form)
}

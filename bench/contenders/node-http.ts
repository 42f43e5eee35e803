// The floor of any Slack bot over HTTP: read the body, check the signature, read the form, answer.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import { ready } from './ready.ts'

const secret = process.env.SLACK_SIGNING_SECRET ?? ''

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', chunk => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks)
    const at = String(request.headers['x-slack-request-timestamp'])
    const given = Buffer.from(String(request.headers['x-slack-signature']))
    const expected = Buffer.from(
      `v0=${createHmac('sha256', secret).update(`v0:${at}:`).update(body).digest('hex')}`,
    )
    const fresh = Math.abs(Date.now() / 1_000 - Number(at)) < 300
    const genuine = given.length === expected.length && timingSafeEqual(given, expected)
    if (!fresh || !genuine) return response.writeHead(401).end()
    const form = new URLSearchParams(body.toString())
    if (form.get('command') !== '/icebreaker') return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'text/plain' }).end('hi')
  })
})
ready(server)

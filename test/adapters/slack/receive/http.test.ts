import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InboundRequest } from '../../../../adapters/slack/receive/bolt.ts'
import { createWebhook } from '../../../../adapters/slack/receive/http.ts'

const signingSecret = 'a-secret-of-slack'
const seconds = () => Math.floor(Date.now() / 1_000)
const json = 'application/json'
const form = 'application/x-www-form-urlencoded'

let received: InboundRequest[] = []
let logged: string[] = []
let receive: (receive: InboundRequest) => Promise<void>
const log = { info: () => {}, warn: () => {}, error: (words: string) => void logged.push(words) }
const receiver = createWebhook({ signingSecret, log, now: Date.now })
const server = createServer((request, response) => receiver.handler(request, response))
let url = ''

beforeEach(async () => {
  received = []
  logged = []
  receive = async one => {
    received.push(one)
    one.answer(200)
  }
  await receiver.start(one => receive(one))
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => receiver.stop())

interface Sent {
  type?: string
  at?: number | string
  signature?: string
  headers?: Record<string, string>
}

function send(
  body: string | Uint8Array,
  { type = json, at = seconds(), signature, headers = {} }: Sent = {},
) {
  const signed = createHmac('sha256', signingSecret).update(`v0:${at}:`).update(body).digest('hex')
  const slack = { 'x-slack-request-timestamp': String(at), 'x-slack-signature': signature ?? `v0=${signed}` }
  return fetch(url, { method: 'POST', body, headers: { 'content-type': type, ...slack, ...headers } })
}

const hmac = (text: string) => createHmac('sha256', signingSecret).update(text).digest('hex')
const signed = (body: string) => `v0=${hmac(`v0:${seconds()}:${body}`)}`

const status = async (...args: Parameters<typeof send>) => (await send(...args)).status

describe('a request', () => {
  it('that Slack signed just now is passed on', async () => {
    expect(await status('{"type":"x"}')).toBe(200)
    expect(received[0]?.body).toEqual({ type: 'x' })
  })

  it.each([
    ['old', { at: seconds() - 310 }],
    ['of times to come', { at: seconds() + 310 }],
    ['of no time', { at: 'soon' }],
    ['signed with another secret', { signature: `v0=${'0'.repeat(64)}` }],
    ['signed by half', { signature: 'v0=abc' }],
    ['signed in another way', { signature: 'v1=' }],
    ['not signed', { signature: '' }],
    ['of a time that is almost one', { at: `${seconds()}.0` }],
    ['of a time before all times', { at: -1 }],
    ['of a time in other digits', { at: '1e9' }],
    ['of the year 33658', { at: 10 ** 12 - 1 }],
    ['signed in capitals', { signature: signed('{"type":"x"}').toUpperCase().replace('V0', 'v0') }],
    ['signed twice', { signature: `${signed('{"type":"x"}')}, ${signed('{"type":"x"}')}` }],
    ['another than was signed', { signature: signed('{"type":"y"}') }],
    ['signed at another time', { at: seconds() - 20, signature: signed('{"type":"x"}') }],
    ['signed without its time', { signature: `v0=${hmac('{"type":"x"}')}` }],
    ['signed in front of its time', { signature: `v0=${hmac(`{"type":"x"}:${seconds()}:v0`)}` }],
  ])('%s is refused, and nobody hears of it', async (_, how) => {
    expect(await status('{"type":"x"}', how)).toBe(401)
    expect(received).toEqual([])
  })

  it.each([-290, 290])('of %i seconds from now is passed on: clocks differ', async off => {
    expect(await status('{"type":"x"}', { at: seconds() + off })).toBe(200)
  })

  it('without a signature or a time at all is refused', async () => {
    const body = '{"type":"x"}'
    const incomplete: Record<string, string>[] = [
      {},
      { 'x-slack-signature': signed(body) },
      { 'x-slack-request-timestamp': String(seconds()) },
    ]
    for (const headers of incomplete) {
      const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': json, ...headers } })
      expect(answer.status).toBe(401)
    }
    expect(received).toEqual([])
  })

  it.each<[string, string | Uint8Array, string]>([
    ['empty', '', json],
    ['truncated', '{"type":', json],
    ['a list', '[1]', json],
    ['null', 'null', json],
    ['not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), json],
    ['a form that is not UTF-8', 'command=%2Fx&text=%ff', form],
    ['a form with a broken payload', 'payload=%7B', form],
    ['a form with a list for payload', 'payload=%5B%5D', form],
  ])('that is %s is a bad one', async (_, body, type) => {
    expect(await status(body, { type })).toBe(400)
    expect(received).toEqual([])
  })

  it('may be a form, with a charset behind its type, and with a payload', async () => {
    await send('command=%2Fx&text=a+b%26', { type: `${form}; charset=UTF-8` })
    await send(`payload=${encodeURIComponent('{"type":"block_actions"}')}`, { type: form })
    expect(received.map(one => one.body)).toEqual([
      { command: '/x', text: 'a b&' },
      { type: 'block_actions' },
    ])
  })

  it('of another kind is not taken', async () => {
    expect(await status('<x/>', { type: 'text/xml' })).toBe(415)
    const got = await fetch(url)
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST'])
  })

  it('that is too long is refused, announced or not, and the next is fine', async () => {
    expect(await status('x'.repeat(1_000_001))).toBe(413)
    const unannounced = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(100_000))
      },
    })
    const options = { method: 'POST', body: unannounced, duplex: 'half' } as RequestInit
    expect(
      await fetch(url, options)
        .then(answer => answer.status)
        .catch(() => 413),
    ).toBe(413)
    expect(await status('{"type":"x"}')).toBe(200)
  })

  it('that breaks off halfway leaves the next one fine', async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf')
    await new Promise(resolve => setTimeout(resolve, 20))
    socket.destroy()
    expect(await status('{"type":"x"}')).toBe(200)
    expect(logged).toEqual([])
  })

  it('with which Slack checks our certificate is answered, unsigned as it is, if nothing rides along', async () => {
    const signature = 'v0='
    expect(await status('ssl_check=1&token=abc', { type: form, signature })).toBe(200)
    expect(await status('ssl_check=1&command=%2Fx', { type: form, signature })).toBe(401)
  })

  it('delivered again is numbered', async () => {
    await send('{"type":"x"}', {
      headers: { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' },
    })
    expect(received[0]?.retry).toEqual({ count: 2, reason: 'http_timeout' })
  })
})

describe('the answer', () => {
  it('waits until what must be kept is kept', async () => {
    let keep: () => void = () => {}
    const arrived = new Promise<void>(received => {
      receive = async one => {
        await new Promise<void>(resolve => {
          keep = resolve
          received()
        })
        one.answer(200, { text: 'kept' })
      }
    })
    const answer = send('{"type":"x"}')
    await arrived
    const early = await Promise.race([
      answer,
      new Promise(resolve => setTimeout(() => resolve('nothing yet'), 30)),
    ])
    expect(early).toBe('nothing yet')
    keep()
    expect(await (await answer).json()).toEqual({ text: 'kept' })
  })

  it('is given once', async () => {
    const given: boolean[] = []
    receive = async one =>
      void given.push(one.answer(200, { text: 'first' }), one.answer(200, { text: 'second' }))
    expect(await (await send('{"type":"x"}')).json()).toEqual({ text: 'first' })
    expect(given).toEqual([true, false])
  })

  it('to what failed is 500, so that Slack tries again; the log holds no secret', async () => {
    receive = async () => {
      throw new Error('no luck with xoxb-1-secret at https://hooks.slack.com/T1/secret')
    }
    expect(await status('{"type":"x"}')).toBe(500)
    expect(logged).toHaveLength(1)
    expect(logged[0]).not.toContain('secret')
  })

  it('after stopping is that we are closed', async () => {
    await receiver.stop()
    expect(await status('{"type":"x"}')).toBe(503)
  })
})

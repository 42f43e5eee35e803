import { request as ask } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'

/** A request before it is signed. */
export interface Letter {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer
}

/** How a letter is spoiled on its way. What comes before the signature is signed as it is; lengths lie after it. */
export type Wire =
  | { how: 'plain' | 'zipped' | 'mark' | 'again' }
  | { how: 'cut' | 'flipped'; at: number }
  | { how: 'headers'; headers: Record<string, string> }
  | { how: 'address'; method: string; path: string }
  | { how: 'chunked'; size: number }
  | { how: 'length'; off: number }
  | { how: 'both' }

const form = 'application/x-www-form-urlencoded'
const types = [
  'text/plain',
  'application/json; charset=utf-16',
  form,
  'multipart/form-data; boundary=x',
  'application/json',
  '',
]
const headers: Record<string, string>[] = [
  ...types.map(type => ({ 'content-type': type })),
  ...['gzip', 'br', 'deflate, gzip', 'identity', 'nonsense'].map(name => ({ 'content-encoding': name })),
  { 'x-slack-retry-num': 'many', 'x-slack-retry-reason': '__proto__' },
  { 'x-slack-request-timestamp': '1e9' },
  { authorization: 'Bearer a.b.c' },
  { expect: '100-continue' },
  { expect: 'the unexpected' },
  { cookie: 'x'.repeat(20_000) },
  { host: '' },
  { host: 'evil.example' },
]
const addresses = [
  ...['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'].map(method => ({ method, path: '' })),
  ...['?a=b', '/', '/../healthz', '//', '%2f', '?'.repeat(5_000)].map(path => ({ method: 'POST', path })),
]

/** Mostly plainly, so that what is wrong with the body is what counts. */
export const anyWire: fc.Arbitrary<Wire> = fc.oneof(
  { weight: 60, arbitrary: fc.constant<Wire>({ how: 'plain' }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Wire>({ how: 'zipped' }, { how: 'mark' }, { how: 'again' }, { how: 'both' }),
  },
  { weight: 5, arbitrary: fc.record({ how: fc.constantFrom('cut', 'flipped'), at: fc.nat(5_000) }) },
  {
    weight: 3,
    arbitrary: fc.record({ how: fc.constant('headers' as const), headers: fc.constantFrom(...headers) }),
  },
  { weight: 1, arbitrary: fc.constantFrom(...addresses).map(one => ({ how: 'address' as const, ...one })) },
  {
    weight: 2,
    arbitrary: fc.record({ how: fc.constant('chunked' as const), size: fc.integer({ min: 1, max: 3_000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      how: fc.constant('length' as const),
      off: fc.constantFrom(-40, -1, 1, 300, 10_000_000),
    }),
  },
)

/** What is done to the bytes before they are signed. */
export function spoiled(letter: Letter, wire: Wire): Letter {
  const { body } = letter
  switch (wire.how) {
    case 'cut':
      return { ...letter, body: body.subarray(0, wire.at % (body.length + 1)) }
    case 'flipped':
      return { ...letter, body: flipped(body, wire.at) }
    case 'mark':
      return { ...letter, body: Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), body]) }
    case 'zipped':
      return { ...letter, body: gzipSync(body), headers: { ...letter.headers, 'content-encoding': 'gzip' } }
    case 'address':
      return { ...letter, method: wire.method, path: letter.path + wire.path }
    default:
      return letter
  }
}

function flipped(body: Buffer, at: number): Buffer {
  const copy = Buffer.from(body)
  for (const place of [at, at * 7, at * 31])
    if (body.length > 0) copy[place % body.length] = (place * 13) % 256
  return copy
}

/** Sends it; resolves with the status of the answer, or 0 where the connection was closed without one. */
export async function send(origin: string, letter: Letter, wire: Wire): Promise<number> {
  const given =
    wire.how === 'headers' ? { ...letter, headers: { ...letter.headers, ...wire.headers } } : letter
  if (wire.how === 'chunked' || wire.how === 'length' || wire.how === 'both')
    return sendRaw(origin, given, wire)
  if (wire.how !== 'again') return sendPlain(origin, given)
  return Math.max(...(await Promise.all([sendPlain(origin, given), sendPlain(origin, given)])))
}

function sendPlain(origin: string, { method, path, headers, body }: Letter): Promise<number> {
  return new Promise(resolve => {
    const bare = method === 'GET' || method === 'HEAD'
    const length = bare ? {} : { 'content-length': String(body.length) }
    // A connection of its own: one that is used again may just be closed, for what came over it before was refused.
    const how = { method, headers: { ...headers, ...length }, agent: false as const }
    const asked = ask(`${origin}${path}`, how, answer => {
      answer
        .resume()
        .on('end', () => resolve(answer.statusCode ?? 0))
        .on('error', () => resolve(0))
    })
    asked.on('error', () => resolve(0)).end(bare ? undefined : body)
  })
}

/** Written by hand, since no client lies about lengths. */
function sendRaw(origin: string, { method, path, headers, body }: Letter, wire: Wire): Promise<number> {
  const length = wire.how === 'length' ? Math.max(0, body.length + wire.off) : body.length
  const framing = [
    ...(wire.how === 'chunked' ? [] : [`content-length: ${length}`]),
    ...(wire.how === 'length' ? [] : ['transfer-encoding: chunked']),
  ]
  const named = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const head = [`${method} ${path} HTTP/1.1`, 'host: localhost', ...named, ...framing, '', ''].join('\r\n')
  return new Promise(resolve => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1')
    let answer = ''
    socket.on('data', data => {
      answer += data
    })
    socket
      .on('error', () => {})
      .on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)))
    socket.write(head)
    socket.end(wire.how === 'length' ? body : chunked(body, wire.how === 'chunked' ? wire.size : 1_000))
  })
}

function chunked(body: Buffer, size: number): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < body.length; at += size) {
    const part = body.subarray(at, at + size)
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'))
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')])
}

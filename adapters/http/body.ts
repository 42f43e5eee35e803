import type { IncomingMessage } from 'node:http'

/** A request that is not worth reading on; `status` tells the client why. */
export class BadRequest extends Error {
  readonly status: 400 | 401 | 403 | 413 | 415 | 503
  constructor(status: BadRequest['status'], why = `refused with ${status}`, options?: ErrorOptions) {
    super(why, options)
    this.name = 'BadRequest'
    this.status = status
  }
}

/** What a platform sends is seldom longer: so much of a body is read whatever others send. */
const usualBytes = 16 * 1024
/** So many bytes of longer bodies are held at once, of all who send: who a sender is, is known only when a body is whole. */
const mostHeldBytes = 32 * 1024 * 1024
let held = 0

/** The whole body, if it is not too large; the server sees to it that it comes in good time. @throws {BadRequest} */
export function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let [size, taken] = [0, 0]
  const letGo = () => {
    held -= taken
    taken = 0
  }
  return new Promise<Buffer>((resolve, reject) => {
    const refuse = (status: BadRequest['status']) => {
      chunks.length = 0
      letGo()
      reject(new BadRequest(status))
    }
    if (Number(request.headers['content-length'] ?? 0) > mostBytes) return refuse(413)
    let isRefused = false
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (isRefused) return
      const more = Math.max(0, size - usualBytes) - taken
      isRefused = size > mostBytes || held + more > mostHeldBytes
      if (isRefused) return refuse(size > mostBytes ? 413 : 503)
      held += more
      taken += more
      chunks.push(chunk)
    })
    request.on('end', () => {
      letGo()
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size))
    })
    // A client that goes away before the end is one of these, and stays one later: it is no error of ours.
    request.on('error', () => refuse(400))
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The JSON object that a body holds. @throws {BadRequest} */
export function decodeJson(body: Buffer): Readonly<Record<string, unknown>> {
  const value: unknown = attempt(() => JSON.parse(textOf(body)))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadRequest(400)
  return value as Record<string, unknown>
}

/** The text of a body: what is not UTF-8 is refused rather than mended. @throws {BadRequest} */
export const textOf = (body: Buffer): string => attempt(() => utf8.decode(body))

/** Blames the sender for what cannot be read. @throws {BadRequest} */
export function attempt<R>(read: () => R): R {
  try {
    return read()
  } catch {
    throw new BadRequest(400)
  }
}

import type { IncomingMessage } from 'node:http'

/** A request that is not worth reading on; `status` tells the client why. */
export class BadRequest extends Error {
  readonly status: 400 | 401 | 403 | 413 | 415
  constructor(status: BadRequest['status'], why = `refused with ${status}`, options?: ErrorOptions) {
    super(why, options)
    this.name = 'BadRequest'
    this.status = status
  }
}

/** The whole body, if it is not too large; the server sees to it that it comes in good time. @throws {BadRequest} */
export function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > mostBytes) return reject(new BadRequest(413))
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= mostBytes) return void chunks.push(chunk)
      chunks.length = 0
      reject(new BadRequest(413))
    })
    request.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)),
    )
    // A client that goes away before the end is one of these, and stays one later: it is no error of ours.
    request.on('error', () => reject(new BadRequest(400)))
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

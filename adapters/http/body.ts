import type { IncomingMessage } from 'node:http'

/** A request that is not worth reading on; `status` tells the client why. */
export class BadRequest extends Error {
  readonly status: 400 | 401 | 403 | 408 | 413 | 415
  constructor(status: BadRequest['status']) {
    super(`refused with ${status}`)
    this.status = status
  }
}

/** How large a body may be, and how long it may take to come, in milliseconds. */
export interface BodyLimits {
  bodyBytes: number
  bodyMs: number
}

/** The whole body, if it is not too large and comes in good time. @throws {BadRequest} */
export async function readBody(request: IncomingMessage, { bodyBytes, bodyMs }: BodyLimits): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > bodyBytes) throw new BadRequest(413)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const end = (settle: () => void) => {
      clearTimeout(late)
      request.removeAllListeners('data')
      settle()
    }
    const late = setTimeout(() => end(() => reject(new BadRequest(408))), bodyMs)
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size > bodyBytes) end(() => reject(new BadRequest(413)))
    })
    request.once('end', () => end(() => resolve(Buffer.concat(chunks))))
    request.once('error', () => end(() => reject(new BadRequest(400))))
    request.once('close', () => end(() => reject(new BadRequest(400))))
  })
}

/** The JSON object that a body holds. @throws {BadRequest} */
export function decodeJson(body: Buffer): Readonly<Record<string, unknown>> {
  const value: unknown = attempt(() => JSON.parse(textOf(body)))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadRequest(400)
  return value as Record<string, unknown>
}

/** The text of a body: what is not UTF-8 is refused rather than mended. @throws {BadRequest} */
export const textOf = (body: Buffer): string =>
  attempt(() => new TextDecoder('utf-8', { fatal: true }).decode(body))

/** What cannot be read is the sender's mistake. @throws {BadRequest} */
export function attempt<R>(read: () => R): R {
  try {
    return read()
  } catch {
    throw new BadRequest(400)
  }
}

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
    const late = setTimeout(() => refuse(408), bodyMs)
    request.on('data', take).once('end', finish).once('error', broken).once('close', broken)

    function take(chunk: Buffer) {
      chunks.push(chunk)
      size += chunk.length
      if (size > bodyBytes) refuse(413)
    }
    function finish() {
      letGo()
      resolve(Buffer.concat(chunks, size))
    }
    function broken() {
      refuse(400)
    }
    function refuse(status: BadRequest['status']) {
      letGo()
      reject(new BadRequest(status))
    }
    /** What goes wrong with the request later is no error any more. */
    function letGo() {
      clearTimeout(late)
      request.off('data', take).off('end', finish).off('close', broken)
    }
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

/** What cannot be read is the sender's mistake. @throws {BadRequest} */
export function attempt<R>(read: () => R): R {
  try {
    return read()
  } catch {
    throw new BadRequest(400)
  }
}

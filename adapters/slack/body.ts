import type { IncomingMessage } from 'node:http'
import { limits } from './limits.ts'

/** A request that is not worth reading on; `status` tells the client why. */
export class BadRequest extends Error {
  readonly status: 400 | 408 | 413 | 415
  constructor(status: BadRequest['status']) {
    super(`refused with ${status}`)
    this.status = status
  }
}

/** The whole body, if it is of a size that Slack sends and comes in good time. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limits.bodyBytes) throw new BadRequest(413)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const late = setTimeout(() => refuse(408), limits.bodyMs)
    request.on('data', take).once('end', finish).once('error', broken).once('close', broken)

    function take(chunk: Buffer) {
      chunks.push(chunk)
      size += chunk.length
      if (size > limits.bodyBytes) refuse(413)
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

/** What Slack sends: JSON, or a form that may hold JSON in its field `payload`. @throws {BadRequest} */
export function decode(body: Buffer, contentType: string | undefined): Readonly<Record<string, unknown>> {
  const text = attempt(() => utf8.decode(body))
  if (text.trim() === '') throw new BadRequest(400)
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') return decodeJson(text)
  if (type !== 'application/x-www-form-urlencoded') throw new BadRequest(415)
  const form = attempt(() => decodeForm(text))
  return form.payload === undefined ? form : decodeJson(form.payload)
}

function decodeJson(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = attempt(() => JSON.parse(text))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadRequest(400)
  return value as Record<string, unknown>
}

/** As URLSearchParams, but what is not UTF-8 is refused rather than mended. */
function decodeForm(text: string): Readonly<Record<string, string>> {
  const pairs = text.split('&').filter(Boolean)
  return Object.fromEntries(
    pairs.map(pair => {
      const at = pair.includes('=') ? pair.indexOf('=') : pair.length
      return [unescaped(pair.slice(0, at)), unescaped(pair.slice(at + 1))]
    }),
  )
}

const unescaped = (part: string): string =>
  /[%+]/.test(part) ? decodeURIComponent(part.replaceAll('+', ' ')) : part

function attempt<R>(read: () => R): R {
  try {
    return read()
  } catch {
    throw new BadRequest(400)
  }
}

/** Slack's check of our certificate, which it does not sign; nothing else may ride along. */
export const isSslCheck = (body: Buffer): boolean =>
  body.length < 500 && /^(token=[\w-]*&)?ssl_check=1(&token=[\w-]*)?$/.test(body.toString('latin1'))

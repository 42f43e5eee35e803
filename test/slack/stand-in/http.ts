import type { IncomingMessage } from 'node:http'
import type { Json } from '../world.ts'

const OBJECTS = ['blocks', 'attachments', 'metadata', 'view', 'files']

/** What a call of the Web API was given, as form or as JSON. */
export function parseArgs(request: IncomingMessage, body: string): Json {
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://x').searchParams)
  if (request.headers['content-type']?.includes('json')) return { ...query, ...parseJson(body) }
  const form: Json = { ...query, ...Object.fromEntries(new URLSearchParams(body)) }
  for (const name of OBJECTS)
    if (typeof form[name] === 'string') form[name] = parseJson(form[name]) ?? form[name]
  return form
}

/** The JSON in a text, if that is what it is. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The whole body of a request. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

/** The file in an upload, plain or as the first part of a form. */
export async function uploaded(request: IncomingMessage, body: Buffer): Promise<Buffer> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/')) return body
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const first = [...form.values()][0]
  return first instanceof Blob ? Buffer.from(await first.arrayBuffer()) : Buffer.from(first ?? '')
}

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Incoming, Person } from '../../../src/core/incoming.ts'
import { OperatorError } from '../../../src/core/operator-error.ts'
import { present } from '../../../src/core/present.ts'
import { fileNameOf } from '../../../src/core/sanitize.ts'
import { BadRequest, readBody, textOf } from '../../http/body.ts'
import { limits } from '../limits.ts'
import { type Assets, drawNotice } from '../render/page.ts'
import { drawPrint } from '../render/print.ts'
import { type Reader, readerFor } from '../render/reader.ts'
import { isPage } from '../render/render.ts'
import type { Access, Known, SignInAnswer, Visitor } from './access.ts'
import { fileTooLarge, notHere, notSaved, Refusal, tooLong } from './refusal.ts'
import { signedOut } from './sign-in.ts'

/** What answers to a visitor’s request. */
export interface Served {
  page(visitor: Visitor, query: URLSearchParams): Promise<string>
  /** The address of a channel whose name was typed. */
  visit(visitor: Visitor, query: URLSearchParams): string
  stream(visitor: Visitor, query: URLSearchParams, request: IncomingMessage, response: ServerResponse): void
  file(visitor: Visitor, entry: string, at: number): Promise<{ name: string; bytes: Buffer }>
  /** What is posted, by its path. Where it leads back to, for a page without its script. */
  post(visitor: Visitor, path: string, body: URLSearchParams, file?: SentFile): Promise<string>
}

/** A file that somebody sends. */
export type SentFile = NonNullable<Incoming['file']>

interface WebhookDeps {
  access: Access
  /** How whoever asks is spoken to: somebody known, or a stranger. */
  readerOf(request: IncomingMessage, person?: Pick<Person, 'id' | 'locale'>): Promise<Reader>
  /** The locale that a browser tells, where Hearth speaks its language. */
  localeOf(request: IncomingMessage): string | undefined
  served: Served
  /** Logs an error that is nobody’s who asked. */
  failed(error: unknown): void
}

/** What becomes known of who asks. */
interface Asking {
  reader?: Reader
}

/** How long the rest of a refused body is read: else the client never reads our answer. */
const lingerMs = 1_000

/** `style`: beside our own files, a style that stands in the page itself, by its hash. */
const policyWith = (style = ''): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${style && ` ${style}`}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const guarded = {
  'content-security-policy': policyWith(),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cache-control': 'no-store',
}

/** Receives every request of the page: checks where it comes from and who asks, and answers it or says why not. */
export function createWebhook({ access, readerOf, localeOf, served, failed }: WebhookDeps) {
  const files = loadAssets()
  const pending = new Set<Promise<void>>()
  let isOpen = false

  return {
    assets: files.urls,
    start() {
      isOpen = true
    },
    async stop() {
      isOpen = false
      await Promise.allSettled(pending)
    },
    handler(request: IncomingMessage, response: ServerResponse): void {
      const asking: Asking = {}
      const taken = take(request, response, asking)
        .catch(error => refuse(error, request, response, asking.reader))
        .then(() => void pending.delete(taken))
      pending.add(taken)
    },
  }

  async function take(request: IncomingMessage, response: ServerResponse, asking: Asking): Promise<void> {
    access.check(request)
    const { pathname, searchParams } = askedFor(request)
    const asset = files.byPath.get(pathname)
    if (asset) return void send(response, 200, asset.body, { 'content-type': asset.type, ...forever })
    const answer = await access.signIn(request, pathname, () => signInForm(request))
    if (answer) return answerSignIn(answer, request, response)
    const visitor = await met(await access.visitor(request, pathname), request)
    asking.reader = visitor.reader
    if (request.method === 'POST') return takePost(visitor, request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD') throw notAllowed()
    return give(visitor, searchParams, request, response)
  }

  /** Somebody as their browser tells of them now. */
  async function met(known: Known, request: IncomingMessage): Promise<Visitor> {
    const person = { ...known.person, ...present({ locale: localeOf(request) }) }
    return { ...known, person, reader: await readerOf(request, person) }
  }

  async function give(
    visitor: Visitor,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { path, base } = visitor
    if (path === '/stream') return served.stream(visitor, query, request, response)
    if (path === '/c') return redirect(response, base + served.visit(visitor, query))
    const [, entry, at] = /^\/file\/([\w-]+)\/(\d{1,3})$/.exec(path) ?? []
    if (entry !== undefined) {
      const { name, bytes } = await served.file(visitor, entry, Number(at))
      return send(response, 200, bytes, {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`,
      })
    }
    const [, printed, part] = /^\/print\/([\w-]+)\/(\d{1,3})$/.exec(path) ?? []
    if (printed !== undefined) {
      const { name, bytes } = await served.file(visitor, printed, Number(part))
      if (!isPage(name)) throw notHere()
      const { page, style } = drawPrint(bytes.toString(), visitor.reader.say('Print'), files.urls)
      return send(response, 200, page, { ...htmlType, 'content-security-policy': policyWith(style) })
    }
    const { cookie } = visitor.session ?? {}
    const setCookie: Record<string, string> = cookie === undefined ? {} : { 'set-cookie': cookie }
    return send(response, 200, await served.page(visitor, query), { ...htmlType, ...setCookie })
  }

  /** Answers whoever comes or goes. */
  async function answerSignIn(
    { status = 200, notice, person: id, to, headers }: SignInAnswer,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (to !== undefined) return redirect(response, to, headers)
    if (!notice) return send(response, status, '', { ...headers })
    const reader = await readerOf(
      request,
      id === undefined ? undefined : { id, ...present({ locale: localeOf(request) }) },
    )
    send(response, status, drawNotice(notice(reader), reader, files.urls), { ...htmlType, ...headers })
  }

  async function takePost(visitor: Visitor, request: IncomingMessage, response: ServerResponse) {
    if (!isOpen)
      throw new Refusal(
        503,
        'One moment',
        'Hearth is about to end or to begin again. Please try in a minute.',
      )
    const { body, file } = await formOf(request)
    // What is sent slowly may come to its end when its sender is signed out.
    if (visitor.session && !(await visitor.session.holds())) throw signedOut(request)
    const back = await served.post(visitor, visitor.path, body, file)
    if (wantsPage(request)) return redirect(response, visitor.base + back)
    return send(response, 204, '')
  }

  async function refuse(
    error: unknown,
    request: IncomingMessage,
    response: ServerResponse,
    known: Reader | undefined,
  ): Promise<void> {
    if (response.headersSent) return void response.destroy()
    const refusal = asRefusal(error)
    if (refusal.status >= 500 && !(error instanceof Refusal)) failed(error)
    const { status } = refusal
    const reader = known ?? (await readerOf(request).catch(() => readerFor(undefined)))
    const { title, sentence } = refusal.saidTo(reader)
    const unread = !request.complete
    const closing: Record<string, string> = unread ? { connection: 'close' } : {}
    if (wantsPage(request))
      send(response, status, drawNotice({ title, sentences: [sentence] }, reader, files.urls), {
        ...htmlType,
        ...closing,
      })
    else send(response, status, `${sentence}\n`, { 'content-type': 'text/plain; charset=utf-8', ...closing })
    if (unread) setTimeout(() => request.destroy(), lingerMs).unref()
    request.resume()
  }
}

/** What comes from somebody who is nobody yet: a link’s form, and nothing that takes long to read. @throws {Refusal | BadRequest} */
async function signInForm(request: IncomingMessage): Promise<URLSearchParams> {
  if (!isUrlEncoded(request)) throw notUnderstood()
  return new URLSearchParams(textOf(await readBody(request, limits.signInBytes)))
}

/** What one of the page’s forms holds; a file comes in a form of its own. @throws {Refusal | BadRequest} */
async function formOf(request: IncomingMessage): Promise<{ body: URLSearchParams; file?: SentFile }> {
  const type = request.headers['content-type'] ?? ''
  if (isUrlEncoded(request))
    return { body: new URLSearchParams(textOf(await readBody(request, limits.bodyBytes))) }
  if (!/^multipart\/form-data\b/i.test(type)) throw notUnderstood()
  const boundary = boundaryIn(type)
  const sent = await readBody(request, limits.uploadBytes).catch(error => {
    throw error instanceof BadRequest && error.status === 413 ? fileTooLarge() : error
  })
  if (hasManyParts(sent, boundary)) throw new BadRequest(400)
  // Told by the one boundary that was counted: a header may name several.
  const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` }
  const form = await new Response(new Uint8Array(sent), { headers }).formData().catch(() => {
    throw new BadRequest(400)
  })
  const fields = [...form].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  )
  const file = form.get('file')
  return {
    body: new URLSearchParams(fields),
    ...(file instanceof File && {
      file: { name: fileNameOf(file.name.slice(0, 200)), bytes: new Uint8Array(await file.arrayBuffer()) },
    }),
  }
}

/** What stands between the parts of a form. @throws {BadRequest} where there is none, or one that no browser makes */
function boundaryIn(type: string): string {
  const [, quoted, plain] =
    /;\s*boundary=(?:"([\w'()+,./:=?-]{1,70})"|([\w'+./-]{1,70})(?=\s*(?:;|$)))/i.exec(type) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) throw new BadRequest(400)
  return boundary
}

/** Each part takes far longer to read than to send, and one of the page’s forms has a file and a few fields. */
function hasManyParts(sent: Buffer, boundary: string): boolean {
  let count = 0
  for (let at = sent.indexOf(boundary); at >= 0; at = sent.indexOf(boundary, at + boundary.length))
    if (++count > limits.formParts + 1) return true
  return false
}

const isUrlEncoded = ({ headers }: IncomingMessage): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')

const notUnderstood = () =>
  new Refusal(415, 'Not understood', 'This page understands what its own forms send, and nothing else.')

const htmlType = { 'content-type': 'text/html; charset=utf-8' }
const forever = { 'cache-control': 'public, max-age=31536000, immutable' }

/** What is asked for on this host: what begins with two slashes is a path like any. @throws {Refusal} where no path is named */
function askedFor({ url = '/' }: IncomingMessage): URL {
  if (!url.startsWith('/')) throw notHere()
  return new URL(`http://page${url}`)
}

const notAllowed = () =>
  new Refusal(405, 'Not that way', 'This page is opened and sent to, and nothing else.')

/** Whether a browser shows what is answered; else the page’s script reads it. */
const wantsPage = ({ headers }: IncomingMessage): boolean => /\btext\/html\b/.test(headers.accept ?? '')

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof OperatorError) return notSaved()
  if (error instanceof BadRequest) {
    if (error.status === 413) return tooLong()
    return new Refusal(error.status, 'Not understood', 'That request cannot be read.')
  }
  return new Refusal(
    500,
    'That went wrong',
    'Something went wrong on my side, and I did not finish that. Please try again; if it happens again, tell whoever looks after Hearth.',
  )
}

function send(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent || response.destroyed) return
  response
    .writeHead(status, {
      ...guarded,
      ...(status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      ...headers,
    })
    .end(body)
}

function redirect(response: ServerResponse, location: string, headers: SignInAnswer['headers'] = {}): void {
  send(response, 303, '', { ...headers, location })
}

/** Script and style, each under a name that changes with what is in it. */
function loadAssets(): { byPath: Map<string, { body: string; type: string }>; urls: Assets } {
  const load = (name: string, type: string) => {
    const body = readFileSync(new URL(`../page/${name}`, import.meta.url), 'utf8')
    const mark = createHash('sha256').update(body).digest('hex').slice(0, 12)
    return { path: `/assets/${mark}/${name}`, body, type }
  }
  const script = (name: string) => load(name, 'text/javascript; charset=utf-8')
  const style = (name: string) => load(name, 'text/css; charset=utf-8')
  const all = {
    script: script('hearth.js'),
    style: style('hearth.css'),
    printScript: script('print.js'),
    printStyle: style('print.css'),
  }
  return {
    byPath: new Map(Object.values(all).map(one => [one.path, one])),
    urls: {
      script: all.script.path,
      style: all.style.path,
      printScript: all.printScript.path,
      printStyle: all.printStyle.path,
    },
  }
}

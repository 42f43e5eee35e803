import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { load } from 'cheerio'
import { onTestFinished } from 'vitest'
import { workspace as home } from '../../../../adapters/web/address.ts'
import { createMembership } from '../../../../adapters/web/membership/membership.ts'
import { startHearth } from '../../../../src/app/app.ts'
import { readConfig } from '../../../../src/config/config.ts'
import { everythingIn } from '../../../bytes.ts'
import { builtInContent as content } from '../../../content.ts'
import { patientClock } from '../../../patient-clock.ts'
import { until } from '../../../until.ts'
import { readAloud } from '../visitor.ts'

const secret = 'a secret of these tests that is long enough'
export const publicUrl = 'https://hearth.example.org'
export const day = 86_400_000
/** When it is that a house is opened. */
export const monday = Date.UTC(2026, 10, 30, 9)

/** The whole Hearth, as `npm start` puts it together, behind an address that a proxy leads to it. */
export async function openHouse(env: Record<string, string> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-sign-in-'))
  const logged: string[] = []
  const note = (line: string) => void logged.push(line)
  const settings = { WEB_SECRET: secret, PUBLIC_URL: publicUrl, ...env }
  let config = readConfig({ PORT: '0', DATA_DIR: dataDir, BACKUP_DAYS: '0', ...settings })
  let now = monday
  const clock = {
    now: () => now,
    steady: () => now,
    wait: (_: number, signal: AbortSignal) =>
      new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true })),
  }
  const open = () =>
    startHearth({
      config,
      content,
      log: { info: note, warn: note, error: note },
      input: new PassThrough(),
      output: new PassThrough(),
      clock,
      sendClock: patientClock(),
    })
  let hearth = await open()
  onTestFinished(async () => {
    await hearth.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  const house = {
    logged,
    port: () => hearth.port ?? 0,
    /** Time goes by. */
    pass(ms: number) {
      now += ms
    },
    async restart(other: string = secret) {
      await hearth.stop()
      config = { ...config, web: { secret: other, publicUrl } }
      hearth = await open()
    },
    /** Every byte that is stored, as text. */
    stored: () => everythingIn(dataDir),
    /** What `npm run invite` prints. */
    operatorLink(name: string) {
      const made = createMembership({ secret, publicUrl, home }).operatorLink(name, now)
      return new URL(made?.link ?? '').pathname
    },
    guest: (address?: string) => new Guest(house.port, address),
    /** Somebody who came by a link of whoever runs Hearth. */
    async lead(name = 'Ana Ruiz') {
      const guest = house.guest()
      await guest.join(house.operatorLink(name))
      return guest
    },
    /** The link that somebody who looks after the page is shown. */
    async linkFrom(lead: Guest, name: string) {
      await lead.say(`people invite ${name}`)
      const page = await lead.page('/')
      const shown = page('#entries a[href*="/invitation/"]').last().attr('href') ?? ''
      const link = (await lead.page(new URL(shown).pathname))('#link').attr('value') ?? ''
      return new URL(link).pathname
    },
    /** A colleague whom she invited. */
    async colleague(lead: Guest, name = 'Ben Okafor') {
      const guest = house.guest()
      await guest.join(await house.linkFrom(lead, name))
      return guest
    },
  }
  return house
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

const fromOwnPage = { origin: publicUrl, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }
const opened = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

/** Somebody’s browser, as far as the wire goes: a proxy passes on what it asks, and says for whom. */
export class Guest {
  cookie = ''
  readonly #port: () => number
  readonly #address: string
  /** The last page of each address: one that says the same is not read again. */
  readonly #last = new Map<string, { body: string; page: ReturnType<typeof load> }>()
  constructor(port: () => number, address = '203.0.113.7') {
    this.#port = port
    this.#address = address
  }

  get = (path: string, headers: Record<string, string> = {}) =>
    this.#ask('GET', path, { accept: 'text/html', ...opened, ...headers })

  /** As the page’s script does. */
  post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    this.#ask('POST', path, { accept: 'text/plain', ...fromOwnPage, ...headers }, fields)

  async page(path: string) {
    const { status, body } = await this.get(path)
    if (status !== 200) throw new Error(`${path}: ${status} ${body}`)
    const last = this.#last.get(path)
    if (last?.body === body) return last.page
    const page = load(body)
    this.#last.set(path, { body, page })
    return page
  }

  /** Begins to send a form, and does not come to its end before it is told to. */
  async begin(path: string, fields: Record<string, string>): Promise<() => Promise<Answer>> {
    const body = new URLSearchParams(fields).toString()
    const type = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
    }
    const headers = this.#headers({ accept: 'text/plain', ...fromOwnPage, ...type })
    const sent = request({ port: this.#port(), method: 'POST', path, headers })
    const answered = new Promise<Answer>((resolve, reject) => {
      sent.on('error', reject).on('response', response => {
        const { statusCode: status = 0, headers } = response
        response.resume().on('end', () => resolve({ status, headers, body: '' }))
      })
    })
    await new Promise<void>(resolve => sent.write(body.slice(0, 5), () => resolve()))
    return () => {
      sent.end(body.slice(5))
      return answered
    }
  }

  /** Opens a link, and presses the one button there. */
  async join(link: string): Promise<Answer> {
    const shown = await this.get(link)
    if (shown.status !== 200) return shown
    const page = load(shown.body)
    const token = page('form[action="/join"] input[name=invitation]').attr('value') ?? ''
    return this.post('/join', { invitation: token }, { accept: 'text/html' })
  }

  /** Types a line into their own chat, and waits for Hearth’s answer. */
  async say(line: string, place?: string): Promise<string> {
    const page = await this.page('/')
    const before = page('#entries .hearth').length
    const answer = await this.post('/say', { id: randomUUID(), place: place ?? this.#own(page), line })
    if (answer.status !== 204) throw new Error(`not taken: ${answer.status} ${answer.body}`)
    if (place !== undefined) return ''
    await until(async () => (await this.page('/'))('#entries .hearth').length > before)
    return this.seen()
  }

  /** Types a line into their own chat, and waits until an answer holds these words. */
  async isTold(line: string, words: RegExp | string): Promise<void> {
    await this.say(line)
    await until(async () => {
      const seen = await this.seen()
      return typeof words === 'string' ? seen.includes(words) : words.test(seen)
    })
  }

  async seen(path = '/'): Promise<string> {
    return readAloud(await this.page(path), '#entries')
  }

  /** The name of the place that is their own chat. */
  async own(): Promise<string> {
    return this.#own(await this.page('/'))
  }

  /** Keeps a page up to date, until it ends. */
  async stream(place: string) {
    let told = ''
    let ended = false
    const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      const path = `/stream?${new URLSearchParams({ place })}`
      request({ port: this.#port(), path, headers: this.#headers({ accept: 'text/event-stream' }) }, resolve)
        .on('error', reject)
        .end()
    })
    response.setEncoding('utf8').on('data', (part: string) => {
      told += part
    })
    response.on('close', () => {
      ended = true
    })
    return {
      status: response.statusCode,
      told: () => told,
      ended: () => ended,
      close: () => response.destroy(),
    }
  }

  #own(page: Awaited<ReturnType<Guest['page']>>): string {
    return `@${page('body').attr('data-person')}`
  }

  #headers(more: Record<string, string>): Record<string, string> {
    return {
      host: new URL(publicUrl).host,
      'x-forwarded-for': this.#address,
      'x-forwarded-proto': 'https',
      ...(this.cookie && { cookie: this.cookie }),
      ...more,
    }
  }

  #ask(method: string, path: string, headers: Record<string, string>, fields?: Record<string, string>) {
    const body = fields && new URLSearchParams(fields).toString()
    const type: Record<string, string> =
      body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    return new Promise<Answer>((resolve, reject) => {
      const sent = request(
        { port: this.#port(), method, path, headers: this.#headers({ ...type, ...headers }) },
        response => {
          const parts: Buffer[] = []
          response.on('data', part => parts.push(part))
          response.on('end', () => {
            const [set = ''] = response.headers['set-cookie'] ?? []
            if (set !== '') this.cookie = set.split(';')[0]?.replace(/=$/, '') ?? ''
            if (!this.cookie.includes('=')) this.cookie = ''
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(parts).toString(),
            })
          })
        },
      )
      sent.on('error', reject).end(body)
    })
  }
}

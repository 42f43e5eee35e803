import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { consent, execute, installed, message, type Scene, slash, submit } from './activities.ts'
import { type Api, type Call, type Fault, serve } from './connector.ts'
import { cardOf, seen } from './reading.ts'
import { judgeCard, partsOf } from './rules.ts'
import { claimsFor, token } from './tokens.ts'
import {
  APP,
  chatOf,
  createWorld,
  type Json,
  type Person,
  type Posted,
  type Room,
  type Tenant,
  type TenantSeed,
  type World,
} from './world.ts'

export { seen, seenCard } from './reading.ts'
export { BOT } from './world.ts'

/** What a test may ask of the stand-in. */
export interface TeamsOptions {
  tenants?: readonly TenantSeed[]
  /** Calls need the bot's token, and deliveries carry Teams': on, unless a test says otherwise. */
  checked?: boolean
}

/** What a delivery came to. */
export interface Delivered {
  status: number
  body: Json | undefined
}

/** Starts a Teams of our own on loopback. */
export async function startTeams({ tenants = [{}], checked = true }: TeamsOptions = {}): Promise<Teams> {
  const api: Api = { world: createWorld(tenants), calls: [], faults: [], origin: '', checked, tokens: 0 }
  const server = createServer((request, response) => {
    serve(api, request, response).catch(error => response.writeHead(500).end(String(error)))
  })
  // The real ones keep connections longer than a test lasts.
  server.keepAliveTimeout = 300_000
  await once(server.listen(0, '127.0.0.1'), 'listening')
  api.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return new Teams(api, server)
}

/** A Teams of our own: what the bot sent can be read from it, and people act through it. */
export class Teams {
  readonly world: World
  readonly calls: Call[]
  /** The registration to give to the bot. */
  readonly app: { id: string; password: string; type: 'SingleTenant' | 'MultiTenant'; tenantId: string }
  readonly #api: Api
  readonly #server: Server
  #url = ''

  constructor(api: Api, server: Server) {
    this.world = api.world
    // A bot that is in several tenants is one of many tenants.
    const [first, ...more] = api.world.tenants
    const type = more.length === 0 ? 'SingleTenant' : 'MultiTenant'
    this.app = { id: APP, password: 'secret', type, tenantId: first?.id ?? '' }
    this.calls = api.calls
    this.#api = api
    this.#server = server
  }

  /** For TEAMS_API_URL. */
  get apiUrl(): string {
    return `${this.#api.origin}/`
  }

  get serviceUrl(): string {
    return `${this.#api.origin}/amer/`
  }

  deliverTo(url: string): void {
    this.#url = url
  }

  /** Makes the next calls of a kind go wrong. */
  fail(what: Call['what'], fault: Fault, times = 1): void {
    for (let at = 0; at < times; at += 1) this.#api.faults.push({ what, fault })
  }

  /** Makes the bot's token bad: a new one is good again. */
  revokeToken(): void {
    this.#api.tokens += 1
  }

  /** How many tokens were given out, or made bad. */
  get tokens(): number {
    return this.#api.tokens
  }

  tenant(id?: string): Tenant {
    const found = this.world.tenants.find(one => id === undefined || one.id === id)
    if (!found) throw new Error(`no tenant ${id}`)
    return found
  }

  person(name: string, tenant?: string): Person {
    const found = this.tenant(tenant).people.find(one => one.name === name)
    if (!found) throw new Error(`nobody is called ${name}`)
    return found
  }

  /** `me`: this person's own chat; else a channel or group chat by its name, with or without #. */
  room(where: string, who: string, tenant?: string): Room {
    const home = this.tenant(tenant)
    if (where === 'me') return chatOf(home, this.person(who, tenant))
    const found = home.rooms.find(one => one.name === where.replace(/^#/, ''))
    if (!found) throw new Error(`no conversation ${where}`)
    return found
  }

  #scene(who: string, where: string, tenant?: string, root?: string): Scene {
    const home = this.tenant(tenant)
    const scene = {
      world: this.world,
      tenant: home,
      room: this.room(where, who, tenant),
      person: this.person(who, tenant),
    }
    return { ...scene, serviceUrl: this.serviceUrl, ...(root && { root }) }
  }

  /** The activity of a typed line; `under`: in the thread of this message. */
  line(
    who: string,
    where: string,
    typed: string,
    { under, tenant }: { under?: Posted; tenant?: string } = {},
  ): Json {
    const id = this.world.stamp()
    return message(this.#scene(who, where, tenant, this.#rootOf(who, where, id, tenant, under)), id, typed)
  }

  /** In a channel everything stands in a thread, or begins one. */
  #rootOf(who: string, where: string, id: string, tenant?: string, under?: Posted): string | undefined {
    const isChannel = this.room(where, who, tenant).kind === 'channel'
    return isChannel ? (under?.root ?? under?.id ?? id) : undefined
  }

  /** Types a line. In a room only a mention of `@Hearth` is delivered, as in Teams. */
  async say(
    who: string,
    where: string,
    typed: string,
    more: { under?: Posted; tenant?: string } = {},
  ): Promise<Delivered> {
    const activity = this.line(who, where, typed, more)
    if (where !== 'me' && !/@hearth/i.test(typed)) return { status: 0, body: undefined }
    return this.deliver(activity)
  }

  /** A native slash command, chosen in a room: nobody else there sees the line. */
  async slash(who: string, where: string, typed: string): Promise<Delivered> {
    const id = this.world.stamp()
    return this.deliver(slash(this.#scene(who, where, undefined, this.#rootOf(who, where, id)), id, typed))
  }

  /** Adds Hearth to a place, or takes it out. */
  async install(who: string, where: string, action: 'add' | 'remove' = 'add'): Promise<void> {
    this.room(where, who).closed = action === 'remove'
    const ids: [string, string] = [this.world.stamp(), this.world.stamp()]
    for (const activity of installed(this.#scene(who, where), ids, action)) await this.deliver(activity)
  }

  /** Says whether a file is wanted. Allowed, it is to go to `uploadUrl`. */
  consenting(
    who: string,
    on: Posted,
    action: 'accept' | 'decline',
    uploadUrl?: string,
    tenant?: string,
  ): Json {
    const { acceptContext: context } = cardOf(on)
    const name = (on.activity.attachments as { name: string }[])[0]?.name
    const uploadInfo = {
      name,
      uploadUrl: uploadUrl ?? `${this.apiUrl}upload/${name}`,
      contentUrl: `https://library-my.sharepoint.com/${name}`,
      uniqueId: 'u1',
      fileType: 'md',
    }
    const value = { action, context, ...(action === 'accept' && { uploadInfo }) }
    return consent(this.#scene(who, 'me', tenant), this.world.stamp(), on.id, value)
  }

  /** The latest message that this person sees there with such a button. */
  find(who: string, where: string, label: string, tenant?: string): Posted {
    const found = this.shown(who, where, tenant).findLast(one => seen(one).buttons.includes(label))
    if (!found) throw new Error(`nothing to press is called “${label}” in ${where}`)
    return found
  }

  /** The activity of a pressed button. `fields` fill the inputs of the card in their order. */
  pressing(
    who: string,
    where: string,
    on: Posted,
    label: string,
    fields: readonly string[] = [],
    by: 'execute' | 'submit' = 'execute',
    tenant?: string,
  ): Json {
    const parts = partsOf(cardOf(on).body)
    const button = parts.find(one => one.type === 'Action.Execute' && one.title === label)
    if (!button) throw new Error(`the card has no button “${label}”`)
    const inputs = parts.filter(one => one.type.startsWith('Input.'))
    const asked = inputs.filter(one => !isTicks(one))
    const held = inputs.map(one => [one.id, filled(one, fields[asked.indexOf(one)])])
    const data = { ...(button.data as Json), ...Object.fromEntries(held) }
    const channel = this.room(where, who, tenant).kind === 'channel'
    const scene = this.#scene(who, where, tenant, channel ? (on.root ?? on.id) : undefined)
    return (by === 'execute' ? execute : submit)(scene, this.world.stamp(), on.id, data)
  }

  async press(
    who: string,
    where: string,
    label: string,
    fields: readonly string[] = [],
    tenant?: string,
  ): Promise<Delivered> {
    const on = await this.until(() =>
      this.shown(who, where, tenant).findLast(one => seen(one).buttons.includes(label)),
    )
    return this.deliver(this.pressing(who, where, on, label, fields, 'execute', tenant))
  }

  /** Ticks a box of the latest card that has it, or clears it, and saves that. */
  async tick(who: string, where: string, label: string): Promise<Delivered> {
    const boxes = (on: Posted) =>
      partsOf(cardOf(on).body).filter(
        one => isTicks(one) && (one.choices as Choice[]).some(({ title }) => title.startsWith(label)),
      )
    const on = await this.until(() => this.shown(who, where).findLast(one => boxes(one).length > 0))
    const [list] = boxes(on)
    const box = ((list?.choices ?? []) as Choice[]).find(({ title }) => title.startsWith(label))?.value ?? ''
    const before = String(list?.value ?? '')
      .split(',')
      .filter(Boolean)
    const now = before.includes(box) ? before.filter(one => one !== box) : [...before, box]
    const activity = this.pressing(who, where, on, 'Save changes')
    const { action } = activity.value as { action: { data: Json } }
    action.data[String(list?.id)] = now.join(',')
    return this.deliver(activity)
  }

  /** Sends an activity to the bot; with Teams' own token unless another is given. */
  async deliver(activity: unknown, authorization?: string | null): Promise<Delivered> {
    const { serviceUrl = this.serviceUrl } = (activity ?? {}) as { serviceUrl?: string }
    const given = authorization === undefined ? `Bearer ${token(claimsFor(serviceUrl))}` : authorization
    const answer = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(given && { authorization: given }) },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    })
    const text = await answer.text()
    const body: Json | undefined = text ? JSON.parse(text) : undefined
    if (body?.type === 'application/vnd.microsoft.card.adaptive')
      this.world.violations.push(...judgeCard(body.value as Json))
    return { status: answer.status, body }
  }

  /** What stands in a conversation now, oldest first; threads included. */
  shown(who: string, where: string, tenant?: string): Posted[] {
    const { id } = this.room(where, who, tenant)
    return this.world.posted.filter(one => one.room === id && !one.deleted)
  }

  /** All that a person reads there. */
  text(who: string, where: string, tenant?: string): string {
    return this.shown(who, where, tenant)
      .map(one => seen(one).text)
      .join('\n')
  }

  /** Waits until something has come about; what it resolves to is what was asked for. */
  async until<T>(ask: () => T, patience = 30_000): Promise<NonNullable<T>> {
    const end = Date.now() + patience
    for (;;) {
      const answer = ask()
      if (answer) return answer
      if (Date.now() > end) throw new Error(`it did not come about: ${ask}`)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  }

  takeViolations(): string[] {
    return this.world.violations.splice(0)
  }

  /** Closes everything; throws if the bot sent anything that Teams would not have. */
  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await once(this.#server.close(), 'close')
    if (this.world.violations.length > 0)
      throw new Error(`Teams would object:\n${this.world.violations.join('\n')}`)
  }
}

interface Choice {
  title: string
  value: string
}

const isTicks = (input: Json): boolean => String(input.id).startsWith('ticks/')

/** What an input holds: what is filled in, chosen by its title where there is a choice, or what it was drawn with. */
function filled(input: Json, given: string | undefined): unknown {
  const choices = (input.choices ?? []) as { title: string; value: string }[]
  return choices.find(one => one.title === given)?.value ?? given ?? input.value ?? ''
}

import { once } from 'node:events'
import type { Server } from 'node:http'
import { trigger } from './payloads.ts'
import { Answers } from './stand-in/answers.ts'
import { type Fault, Faults } from './stand-in/faults.ts'
import type { Manifest } from './stand-in/manifest.ts'
import { type Agreement, app, OAuth } from './stand-in/oauth.ts'
import { createWorld, type TeamSeed } from './stand-in/seed.ts'
import { SocketMode } from './stand-in/socket-mode.ts'
import { type Api, type Recorded, serveApi } from './stand-in/web-api.ts'
import { UserView } from './user-view.ts'
import { type Person, teamOf } from './world.ts'

export { seen } from './reading.ts'
export * from './stand-in/faults.ts'
export type { Message, Person } from './world.ts'

/** What a test may ask of the stand-in. */
export interface SlackOptions {
  /** The workspaces; one with `ada`, `ben` and `#staff` where nothing is said. */
  teams?: readonly TeamSeed[]
  /** Holds the app to a manifest: its scopes, commands and events, and no others. */
  manifest?: Manifest
  /** The clock that signatures and time stamps go by. */
  now?: () => number
  /** How long Slack waits for an answer: 3000 milliseconds, where a test has no less. */
  patience?: number
}

/** Starts a Slack of our own on loopback. */
export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  const { teams = [{}], manifest, now = Date.now, patience } = options
  const scopes = manifest?.oauth_config?.scopes?.bot
  const seeds = teams.map(team => ({ ...(scopes && { scopes }), ...team }))
  const world = createWorld(seeds, now)
  if (patience !== undefined) world.patience = patience
  const answers = new Answers(world)
  const api: Api = {
    world,
    answers,
    oauth: new OAuth(world),
    faults: new Faults(),
    calls: [],
    appToken: 'xapp-1-hearth',
    origin: '',
  }
  const server = await serveApi(api)
  return new Slack(api, server, new SocketMode(server, world), manifest)
}

/** A Slack of our own: what the bot sent can be read from it, and people act through it. */
export class Slack extends UserView {
  readonly signingSecret: string
  readonly appToken: string
  readonly appId: string
  /** Every Web API call and every use of a `response_url`, in order. */
  readonly calls: Recorded[]
  /** Everything the bot sent that Slack would refuse, or should not have been sent. */
  readonly violations: string[]
  readonly socket: SocketMode
  readonly #api: Api
  readonly #server: Server

  constructor(api: Api, server: Server, socket: SocketMode, manifest?: Manifest) {
    const signingSecret = 'e0c0ffee00000000000000000000cafe'
    const { world, answers } = api
    super({ world, answers, socket, signingSecret, origin: () => api.origin, ...(manifest && { manifest }) })
    this.signingSecret = signingSecret
    this.appToken = api.appToken
    this.appId = world.appId
    this.calls = api.calls
    this.violations = world.violations
    this.socket = socket
    this.#api = api
    this.#server = server
  }

  /** The base address to give to a client of Slack's. */
  get apiUrl(): string {
    return `${this.#api.origin}/api/`
  }

  /** What the app has for OAuth, and for how many seconds tokens are good. */
  readonly app = app
  set tokensEndAfter(seconds: number) {
    this.#api.oauth.expiresIn = seconds
  }

  /** Somebody presses “Allow” on the page that the app sent them to; where Slack sends them back to. */
  agree(location: string, who: Person | string, agreement?: Agreement): string {
    const person = this.person(who)
    return this.#api.oauth.agree(location, teamOf(this.world, person.team), person, agreement)
  }

  /** The calls of one method. */
  callsTo(method: string): Recorded[] {
    return this.calls.filter(one => one.method === method)
  }

  /** Makes the next calls of a method (or `response_url`, `files.upload`, `*`) go wrong. */
  fail(method: string, fault: Fault, times = 1): void {
    this.#api.faults.add(method, fault, times)
  }

  /** Makes the next call of a method that concerns a channel go wrong. */
  failIn(channel: string, method: string, fault: Fault): void {
    this.#api.faults.add(method, fault, 1, this.channel(channel).id)
  }

  /** Calls off the faults that have not come yet. */
  heal(): void {
    this.#api.faults.clear()
  }

  /** Lets time pass for what expires: `response_url`s and triggers. */
  advance(ms: number): void {
    this.world.skipped += ms
  }

  /** A trigger, good for one modal within three seconds. */
  trigger(who: Person | string): string {
    return trigger(this.world, this.person(who))
  }

  /** Takes note of the violations, so that closing does not complain of them. */
  takeViolations(): string[] {
    return this.violations.splice(0)
  }

  /** Closes everything; throws if the bot sent anything that Slack would not have. */
  async close(): Promise<void> {
    this.socket.close()
    this.#server.closeAllConnections()
    await once(this.#server.close(), 'close')
    if (this.violations.length > 0) throw new Error(`Slack would object:\n${this.violations.join('\n')}`)
  }
}

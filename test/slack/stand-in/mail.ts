import { appRateLimited, eventCallback, urlVerification } from '../events.ts'
import { type Channel, type Json, type Message, type Person, teamOf, type World } from '../world.ts'
import type { Answers, Question } from './answers.ts'
import { type Delivered, encode, type How, type Kind, post, type Target } from './delivery.ts'
import { parseJson } from './http.ts'
import { findChannel, findPerson } from './lookup.ts'
import { type Manifest, subscribed } from './manifest.ts'
import { Refused } from './methods/call.ts'
import type { SocketMode } from './socket-mode.ts'

/** What is needed to deliver. */
export interface Post {
  world: World
  answers: Answers
  socket: SocketMode
  signingSecret: string
  origin(): string
  manifest?: Manifest
}

/** What Slack itself sends to the app, signed, and what becomes of it. */
export class Mail {
  readonly world: World
  protected readonly manifest: Manifest | undefined
  readonly #post: Post
  #target: Target | undefined

  constructor(post: Post) {
    this.#post = post
    this.world = post.world
    this.manifest = post.manifest
  }

  /** Where deliveries go from now on: an address, or the open Socket Mode connections. */
  deliverTo(target: Target | 'socket-mode'): void {
    this.#target = target === 'socket-mode' ? undefined : target
  }

  /** Someone, by name or id; of two with one name, the first workspace's. */
  person(who: Person | string, team?: string): Person {
    return findPerson(this.world, who, team)
  }

  /** A channel by `#name` or id; `DM` is someone's own chat with the bot. */
  channel(where: Channel | string, by?: Person | string): Channel {
    return findChannel(this.world, where, by === undefined ? undefined : this.person(by))
  }

  /** Delivers any event, in its envelope. */
  event(team: string, event: Json, how?: How): Promise<Delivered> {
    subscribed(this.manifest, event)
    return this.deliver('events_api', eventCallback(this.world, teamOf(this.world, team), event), how)
  }

  /** Delivers the same once more, as Slack does when it was not thanked in time. */
  redeliver(delivered: Delivered, num = 1, reason = 'http_timeout', how?: How): Promise<Delivered> {
    return this.deliver(delivered.kind, delivered.payload, { ...how, retry: { num, reason } })
  }

  /** Delivers any payload; what the acknowledgement of a command says is kept like any message. */
  async deliver(kind: Kind, sent: Json, how: How = {}, question?: Question): Promise<Delivered> {
    const { signingSecret, socket } = this.#post
    const { contentType, body } = encode(kind, sent)
    const url = typeof this.#target === 'object' ? this.#target[kind] : this.#target
    const signed = {
      contentType,
      secret: signingSecret,
      now: this.world.now(),
      patience: this.world.patience,
      ...how,
    }
    const answer = url ? await post(url, body, signed) : await socket.deliver(kind, sent, how)
    const message = this.#acknowledged(kind, answer, question)
    return { kind, payload: sent, ...answer, ...(message && { message }) }
  }

  /** Posts any bytes, signed: for what Slack never sends. */
  raw(body: string | Uint8Array, how: How = {}) {
    const url = typeof this.#target === 'object' ? this.#target.events_api : this.#target
    if (!url) throw new Error('raw bytes go to an address: call deliverTo first')
    return post(url, body, {
      secret: this.#post.signingSecret,
      now: this.world.now(),
      patience: this.world.patience,
      ...how,
    })
  }

  /** Slack's question when an address is entered: the challenge must come back. */
  verifyUrl(challenge = '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P', how?: How) {
    return this.raw(JSON.stringify(urlVerification(challenge)), {
      contentType: 'application/json',
      ...how,
    })
  }

  /** Slack's look at whether a command's address is safe. */
  sslCheck(how?: How) {
    return this.raw('ssl_check=1&token=old', { contentType: 'application/x-www-form-urlencoded', ...how })
  }

  /** Slack tells that it holds events back. */
  rateLimitEvents(how?: How) {
    return this.raw(JSON.stringify(appRateLimited(this.world)), { contentType: 'application/json', ...how })
  }

  /** The app is thrown out of a workspace: its token dies, and it is told twice. */
  async uninstall(team = this.world.teams[0]?.id ?? '', how?: How) {
    teamOf(this.world, team).installed = false
    const tokens = { oauth: [], bot: [teamOf(this.world, team).bot.id] }
    const revoked = await this.event(
      team,
      { type: 'tokens_revoked', tokens, event_ts: this.world.stamp() },
      how,
    )
    return [revoked, await this.event(team, { type: 'app_uninstalled', event_ts: this.world.stamp() }, how)]
  }

  /** Where a shared file can be fetched with the app's token. */
  protected fileAt(id: string): string {
    return `${this.#post.origin()}/shared/${id}`
  }

  /** An address to answer this question at. */
  protected answerAt(question: Question): string {
    return `${this.#post.origin()}/answer/${this.#post.answers.mint(question)}`
  }

  #acknowledged(
    kind: Kind,
    { status, body }: { status: number; body: string },
    question?: Question,
  ): Message | undefined {
    const said = parseJson(body) ?? (body.trim() ? { text: body } : {})
    if (status !== 200 || !('text' in said || 'blocks' in said)) return undefined
    if (kind === 'interactive' && parseJson(body))
      this.world.violations.push('acknowledgement: what a press is acknowledged with is never shown')
    if (kind !== 'slash_commands' || !question) return undefined
    try {
      return this.#post.answers.carryOut(question, said, 'acknowledgement')
    } catch (error) {
      if (error instanceof Refused) return undefined
      throw error
    }
  }
}

import { type Sending, Unreachable } from '../../../src/core/adapter.ts'
import type { Address, CardRef } from '../../../src/core/incoming.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Message } from '../../../src/core/message.ts'
import { type Spot, spotOf } from '../address.ts'
import { cure, inWords, isClosed } from '../errors.ts'
import type { Installation, Installations } from '../installation.ts'
import { homeView } from '../render/home-view.ts'
import { render, renderOne, type SlackMessage } from '../render/render.ts'
import { filesOf, withoutFiles } from './files.ts'
import type { Arrivals } from './find-sent.ts'
import type { Respond } from './response-url.ts'
import type { Calls } from './web-api.ts'

interface Parts {
  installations: Installations
  calls: Calls
  arrivals: Arrivals
  respond: Respond
  /** Told of every call that Slack refused. */
  doubt(error: unknown): void
  log: Logger
}

/** Everything Hearth says in Slack, beyond what an acknowledgement carries. */
export interface Sender {
  send(to: Address, message: Message, about?: Sending): Promise<CardRef | undefined>
  arrived(to: Address, key: string, since: number): Promise<CardRef | undefined>
  update(card: CardRef, message: Message): Promise<boolean>
  remove(card: CardRef): Promise<void>
}

/** Speaks where it may, and finds another way where it may not. */
export function createSender({ installations, calls, arrivals, respond, doubt, log }: Parts): Sender {
  return {
    send: (to, message, about) => told(spotOf(to), (home, spot) => say(home, spot, message, about?.key)),
    arrived: (to, key, since) => told(spotOf(to), (home, spot) => arrivals(home, spot, key, since)),
    update: (card, message) => told(spotOf(card.address), (home, spot) => change(home, spot, card, message)),
    remove: card => told(spotOf(card.address), (home, spot) => takeBack(home, spot, card.id)),
  }

  /** Does it, and puts what goes wrong into words: for the person, and for the operator where it is theirs to mend. */
  async function told<R>(spot: Spot, act: (home: Installation, spot: Spot) => Promise<R>): Promise<R> {
    const home = installations(spot.team)
    if (!home) throw new Unreachable('Hearth is not installed in that workspace any more.')
    try {
      return await act(home, spot)
    } catch (error) {
      doubt(error)
      const advice = cure(error)
      if (advice) log.error(`slack ${spot.team}: ${advice}`)
      throw inWords(error)
    }
  }

  async function say(
    home: Installation,
    spot: Spot,
    message: Message,
    key?: string,
  ): Promise<CardRef | undefined> {
    if (spot.home) return void (await calls.publish(home, spot, homeView(message)))
    if (spot.only) return whisper(home, spot, message)
    let last: CardRef | undefined
    const parts = render(message)
    // The last part carries the key: found, all of it is there.
    for (const [at, part] of parts.entries())
      last = await speak(home, spot, part, at === parts.length - 1 ? key : undefined)
    await uploadAll(home, spot, message)
    return last
  }

  /** For all to see; where the bot is no member, the `response_url` still lets it answer once asked. */
  async function speak(
    home: Installation,
    spot: Spot,
    part: SlackMessage,
    key: string | undefined,
  ): Promise<CardRef | undefined> {
    try {
      return await calls.post(home, spot, part, key)
    } catch (error) {
      if (isClosed(error) && (await answered(spot, part, 'in_channel'))) return undefined
      throw error
    }
  }

  /** For one person's eyes: through the `response_url`, else as an ephemeral message, else in their own chat. */
  async function whisper(home: Installation, spot: Spot, message: Message): Promise<undefined> {
    for (const part of render(withoutFiles(message))) {
      if (await answered(spot, part, 'ephemeral')) continue
      await calls.hint(home, spot, part).catch(async error => {
        if (!isClosed(error)) throw error
        await calls.post(home, ownChat(spot), part)
      })
    }
    await uploadAll(home, ownChat(spot), message)
  }

  /** False: there is no `response_url`, or it is used up. */
  async function answered(
    { respond: url, thread }: Spot,
    part: SlackMessage,
    response_type: 'ephemeral' | 'in_channel',
  ) {
    return url !== undefined && respond(url, { ...part, response_type, ...(thread && { thread_ts: thread }) })
  }

  async function change(home: Installation, spot: Spot, card: CardRef, message: Message): Promise<boolean> {
    const drawn = renderOne(spot.only ? withoutFiles(message) : message)
    const done = spot.respond
      ? await respond(spot.respond, { ...drawn, replace_original: true })
      : await calls.change(home, spot, card.id, drawn)
    if (done) await uploadAll(home, spot.only ? ownChat(spot) : spotOf(card.thread), message)
    return done
  }

  async function takeBack(home: Installation, spot: Spot, ts: string): Promise<void> {
    if (!spot.respond) return calls.takeBack(home, spot, ts)
    await respond(spot.respond, { delete_original: true })
  }

  async function uploadAll(home: Installation, spot: Spot, message: Message): Promise<void> {
    for (const file of filesOf(message)) await calls.upload(home, spot, file)
  }
}

const ownChat = ({ team, only }: Spot): Spot => ({ team, room: only ?? '', waiting: true })

import { Unreachable } from '../../src/core/adapter.ts'
import type { Address, CardRef } from '../../src/core/incoming.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Message } from '../../src/core/message.ts'
import { addressOf, isPersonal, type Spot, spotOf } from './address.ts'
import { filesOf, withoutFiles } from './files.ts'
import { homeView } from './home.ts'
import type { Installation, Installations } from './installation.ts'
import type { Outbox } from './outbox.ts'
import type { People } from './people.ts'
import { render, renderOne, type SlackMessage } from './render.ts'
import { plainly, type Respond } from './respond.ts'
import { cure, inWords, isClosed, isGone } from './troubles.ts'

interface Parts {
  installations: Installations
  outbox: Outbox
  people: People
  respond: Respond
  log: Logger
}

/** Everything Hearth says in Slack, beyond what an acknowledgement carries. */
export interface Sender {
  send(to: Address, message: Message): Promise<CardRef | undefined>
  update(card: CardRef, message: Message): Promise<boolean>
  remove(card: CardRef): Promise<void>
}

/** Speaks where it may, and finds another way where it may not. */
export function createSender({ installations, outbox, people, respond, log }: Parts): Sender {
  return {
    send: (to, message) => told(spotOf(to), (home, spot) => say(home, spot, message)),
    update: (card, message) =>
      told(spotOf(card.address), async (home, spot) => {
        const done = await change(home, spot, card.id, message)
        if (done) await uploadAll(home, spot.only ? ownChat(spot) : spotOf(card.thread), message)
        return done
      }),
    remove: card => told(spotOf(card.address), (home, spot) => takeBack(home, spot, card.id)),
  }

  /** Does it, and puts what goes wrong into words: for the person, and for the operator where it is theirs to mend. */
  async function told<R>(spot: Spot, act: (home: Installation, spot: Spot) => Promise<R>): Promise<R> {
    const home = installations(spot.team)
    if (!home) throw new Unreachable('Hearth is not installed in that workspace any more.')
    try {
      return await act(home, spot)
    } catch (error) {
      const advice = cure(error)
      if (advice) log.error(`slack ${spot.team}: ${advice}`)
      throw inWords(error)
    }
  }

  async function say(home: Installation, spot: Spot, message: Message): Promise<CardRef | undefined> {
    if (spot.home) return publish(home, spot, message)
    if (spot.only) return whisper(home, spot, message)
    let last: CardRef | undefined
    for (const part of render(message)) last = await speak(home, spot, part)
    await uploadAll(home, spot, message)
    return last
  }

  /** A message for all to see; where the bot is no member, the `response_url` still lets it answer once asked. */
  async function speak(home: Installation, spot: Spot, part: SlackMessage): Promise<CardRef | undefined> {
    try {
      return await post(home, spot, part)
    } catch (error) {
      const { respond: url, thread } = spot
      const answer = { ...part, response_type: 'in_channel' as const, ...(thread && { thread_ts: thread }) }
      if (url && isClosed(error) && (await respond(url, answer))) return undefined
      throw error
    }
  }

  async function post(home: Installation, spot: Spot, part: SlackMessage): Promise<CardRef | undefined> {
    const { team, room, thread } = spot
    const channel = await channelOf(home, spot)
    const run = () =>
      home.client.chat.postMessage({ channel, ...(thread && { thread_ts: thread }), ...part, ...plainly })
    const posted = await outbox.send({ place: `${team}/${room}`, urgent: spot.waiting, post: true, run })
    if (!posted.ts || !posted.channel) return undefined
    if (isPersonal(room)) people.learnChat(home, room, posted.channel)
    return {
      address: addressOf({ team, room: posted.channel }),
      id: posted.ts,
      thread: addressOf({ team, room, thread: thread ?? posted.ts }),
    }
  }

  /** Slack finds a person's chat by the person, but a thread only by its conversation. */
  async function channelOf(home: Installation, { room, thread }: Spot): Promise<string> {
    return thread && isPersonal(room) ? ((await people.chatOf(home, room)) ?? room) : room
  }

  /** For one person's eyes: through the `response_url`, else as an ephemeral message, else in their own chat. */
  async function whisper(home: Installation, spot: Spot, message: Message): Promise<undefined> {
    for (const part of render(withoutFiles(message))) {
      const { respond: url, thread } = spot
      const answer = { ...part, response_type: 'ephemeral' as const, ...(thread && { thread_ts: thread }) }
      if (!(url && (await respond(url, answer)))) await hint(home, spot, part)
    }
    await uploadAll(home, ownChat(spot), message)
  }

  async function hint(home: Installation, spot: Spot, part: SlackMessage): Promise<void> {
    const { team, room, thread, only: user = '' } = spot
    const whom = { channel: room, user, ...(thread && { thread_ts: thread }) }
    const run = () => home.client.chat.postEphemeral({ ...whom, ...part })
    try {
      await outbox.send({ place: `${team}/${room}/${user}`, urgent: true, post: true, run })
    } catch (error) {
      if (!isClosed(error)) throw error
      await post(home, ownChat(spot), part)
    }
  }

  async function change(home: Installation, spot: Spot, ts: string, message: Message): Promise<boolean> {
    const drawn = renderOne(spot.only ? withoutFiles(message) : message)
    if (spot.respond) return respond(spot.respond, { ...drawn, replace_original: true })
    const run = () => home.client.chat.update({ channel: spot.room, ts, ...drawn })
    return unlessGone(outbox.send({ place: `${spot.team}/${spot.room}`, urgent: true, run }))
  }

  async function takeBack(home: Installation, spot: Spot, ts: string): Promise<void> {
    if (spot.respond) return void (await respond(spot.respond, { delete_original: true }))
    const run = () => home.client.chat.delete({ channel: spot.room, ts })
    await unlessGone(outbox.send({ place: `${spot.team}/${spot.room}`, urgent: true, run }))
  }

  async function publish(home: Installation, { team, room }: Spot, message: Message): Promise<undefined> {
    const run = () => home.client.views.publish({ user_id: room, view: homeView(message) })
    await outbox.send({ place: `${team}/${room}/home`, urgent: true, run })
  }

  async function uploadAll(home: Installation, spot: Spot, message: Message): Promise<void> {
    for (const { name, text } of filesOf(message)) {
      const { team, room, thread } = spot
      const channel_id = isPersonal(room) ? ((await people.chatOf(home, room)) ?? room) : room
      // Slack takes no empty file.
      const file = { filename: name, content: text || '\n' }
      const where = thread ? { channel_id, thread_ts: thread } : { channel_id }
      const run = () => home.client.filesUploadV2({ ...where, ...file })
      await outbox.send({ place: `${team}/${room}`, urgent: spot.waiting, post: true, run })
    }
  }
}

const ownChat = ({ team, only }: Spot): Spot => ({ team, room: only ?? '', waiting: true })

/** False: the message is gone, or not the bot's to change. */
async function unlessGone(doing: Promise<unknown>): Promise<boolean> {
  try {
    await doing
    return true
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
}

import type { types } from '@slack/bolt'
import type { Outbox } from '../../../src/core/delivery/send-queue.ts'
import type { CardRef } from '../../../src/core/incoming.ts'
import { addressOf, isPersonal, type Location } from '../address.ts'
import { isGone } from '../errors.ts'
import type { Installation } from '../installation.ts'
import type { People } from '../people.ts'
import type { SlackMessage } from '../render/paginate.ts'
import { metadataOf } from './find-sent.ts'
import { plainOptions } from './response-url.ts'

/** The calls to Slack's Web API that say something, each in the queue of its place. */
export interface WebApi {
  /** `key` names a message that may have to be found again. */
  post(home: Installation, location: Location, part: SlackMessage, key?: string): Promise<CardRef | undefined>
  /** An ephemeral message: Slack does not tell how to find it again. */
  postEphemeral(home: Installation, location: Location, part: SlackMessage): Promise<void>
  /** False: the message is gone, or not the bot's to change. */
  update(home: Installation, location: Location, ts: string, part: SlackMessage): Promise<boolean>
  remove(home: Installation, location: Location, ts: string): Promise<void>
  publish(home: Installation, location: Location, view: types.HomeView): Promise<void>
  upload(home: Installation, location: Location, file: { name: string; text: string }): Promise<void>
}

/** Calls through the outbox. */
export function createWebApi(sendQueue: Outbox, people: People): WebApi {
  return {
    async post(home, location, part, key) {
      const { team, conversation, thread } = location
      // Slack finds a person's chat by the person, but a thread only by its conversation.
      const channel = thread ? await channelOf(home, conversation) : conversation
      const said = {
        channel,
        ...threadParameter(thread),
        ...part,
        ...plainOptions,
        ...(key && metadataOf(key)),
      }
      const run = () => home.client.chat.postMessage(said)
      const posted = await sendQueue.send({
        place: `${team}/${conversation}`,
        urgent: location.waiting,
        post: true,
        run,
      })
      if (!posted.ts || !posted.channel) return undefined
      if (isPersonal(conversation)) people.learnChat(home, conversation, posted.channel)
      const address = addressOf({ team, conversation: posted.channel })
      return {
        address,
        id: posted.ts,
        thread: addressOf({ team, conversation, thread: thread ?? posted.ts }),
      }
    },

    async postEphemeral(home, { team, conversation, thread, only: user = '' }, part) {
      const run = () =>
        home.client.chat.postEphemeral({ channel: conversation, user, ...threadParameter(thread), ...part })
      await sendQueue.send({ place: `${team}/${conversation}/${user}`, urgent: true, post: true, run })
    },

    async update(home, { team, conversation }, ts, part) {
      const run = () => home.client.chat.update({ channel: conversation, ts, ...part })
      return unlessGone(sendQueue.send({ place: `${team}/${conversation}`, urgent: true, run }))
    },

    async remove(home, { team, conversation }, ts) {
      const run = () => home.client.chat.delete({ channel: conversation, ts })
      await unlessGone(sendQueue.send({ place: `${team}/${conversation}`, urgent: true, run }))
    },

    async publish(home, { team, conversation }, view) {
      const run = () => home.client.views.publish({ user_id: conversation, view })
      await sendQueue.send({ place: `${team}/${conversation}/home`, urgent: true, run })
    },

    async upload(home, { team, conversation, thread, waiting }, { name, text }) {
      const channel_id = await channelOf(home, conversation)
      const destination = thread ? { channel_id, thread_ts: thread } : { channel_id }
      // Slack takes no empty file.
      const run = () => home.client.filesUploadV2({ ...destination, filename: name, content: text || '\n' })
      await sendQueue.send({ place: `${team}/${conversation}`, urgent: waiting, post: true, run })
    },
  }

  async function channelOf(home: Installation, conversation: string): Promise<string> {
    return isPersonal(conversation)
      ? ((await people.chatOf(home, conversation)) ?? conversation)
      : conversation
  }
}

const threadParameter = (thread: string | undefined) => (thread ? { thread_ts: thread } : {})

async function unlessGone(doing: Promise<unknown>): Promise<boolean> {
  try {
    await doing
    return true
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
}

import type { types } from '@slack/bolt'
import type { SendQueue } from '../../../src/core/delivery/send-queue.ts'
import type { CardRef } from '../../../src/core/incoming.ts'
import { type Block, fileBytes } from '../../../src/core/message.ts'
import { type Dialog, isPersonal, type Location, sentCard } from '../address.ts'
import { isGone } from '../errors.ts'
import type { Installation } from '../installation.ts'
import type { People } from '../people.ts'
import type { SlackMessage } from '../render/render.ts'
import { metadataOf } from './find-sent.ts'
import { plainOptions } from './response-url.ts'

/** A file that Hearth made. */
export type File = Extract<Block, { type: 'file' }>

/** The calls to Slack's Web API that send or change messages, each in the queue of its conversation. */
export interface WebApi {
  /** Posts a message; `key` lets it be found again. */
  post(
    installation: Installation,
    location: Location,
    part: SlackMessage,
    key?: string,
  ): Promise<CardRef | undefined>
  /** Posts an ephemeral message, which Slack does not let us find again. */
  postEphemeral(installation: Installation, location: Location, part: SlackMessage): Promise<void>
  /** Resolves false if the message is gone, or is not the bot's. */
  update(installation: Installation, location: Location, ts: string, part: SlackMessage): Promise<boolean>
  remove(installation: Installation, location: Location, ts: string): Promise<void>
  publish(installation: Installation, location: Location, view: types.HomeView): Promise<void>
  upload(installation: Installation, location: Location, file: File): Promise<void>
  /** Opens a dialog, or draws the open one anew. */
  show(installation: Installation, dialog: Dialog, view: types.ModalView): Promise<void>
}

/** Makes the calls through the send queue. */
export function createWebApi(sendQueue: SendQueue, people: People): WebApi {
  return {
    async post(installation, location, part, key) {
      const { team, conversation, thread } = location
      // Slack finds a person's chat by the person, but a thread only by its conversation.
      const channel = thread ? await channelOf(installation, conversation) : conversation
      const said = {
        channel,
        ...threadParameter(thread),
        ...part,
        ...plainOptions,
        ...(key && metadataOf(key)),
      }
      const run = () => installation.client.chat.postMessage(said)
      const posted = await sendQueue.send({
        place: `${team}/${conversation}`,
        urgent: location.waiting,
        post: true,
        run,
      })
      if (!posted.ts || !posted.channel) return undefined
      if (isPersonal(conversation)) people.learnChat(installation, conversation, posted.channel)
      return sentCard(location, posted.channel, posted.ts)
    },

    async postEphemeral(installation, { team, conversation, thread, only: user = '' }, part) {
      const run = () =>
        installation.client.chat.postEphemeral({
          channel: conversation,
          user,
          ...threadParameter(thread),
          ...part,
        })
      await sendQueue.send({ place: `${team}/${conversation}/${user}`, urgent: true, post: true, run })
    },

    async update(installation, { team, conversation }, ts, part) {
      const run = () => installation.client.chat.update({ channel: conversation, ts, ...part })
      return unlessGone(() => sendQueue.send({ place: `${team}/${conversation}`, urgent: true, run }))
    },

    async remove(installation, { team, conversation }, ts) {
      const run = () => installation.client.chat.delete({ channel: conversation, ts })
      await unlessGone(() => sendQueue.send({ place: `${team}/${conversation}`, urgent: true, run }))
    },

    async publish(installation, { team, conversation }, view) {
      const run = () => installation.client.views.publish({ user_id: conversation, view })
      await sendQueue.send({ place: `${team}/${conversation}/home`, urgent: true, run })
    },

    async upload(installation, { team, conversation, thread, waiting }, file) {
      const channel_id = await channelOf(installation, conversation)
      const destination = thread ? { channel_id, thread_ts: thread } : { channel_id }
      // Slack takes no empty file.
      const content = file.encoding ? { file: fileBytes(file) } : { content: file.text || '\n' }
      const run = () => installation.client.filesUploadV2({ ...destination, filename: file.name, ...content })
      await sendQueue.send({ place: `${team}/${conversation}`, urgent: waiting, post: true, run })
    },
    show,
  }

  async function show(
    { team, client }: Installation,
    { trigger = '', view: view_id }: Dialog,
    view: types.ModalView,
  ): Promise<void> {
    // A trigger holds for three seconds, and once: opening waits for nobody, and is not tried again.
    if (!view_id) return void (await client.views.open({ trigger_id: trigger, view }))
    const run = () => client.views.update({ view_id, view })
    await sendQueue.send({ place: `${team}/dialog/${view_id}`, urgent: true, run })
  }

  async function channelOf(installation: Installation, conversation: string): Promise<string> {
    return isPersonal(conversation)
      ? ((await people.chatOf(installation, conversation)) ?? conversation)
      : conversation
  }
}

const threadParameter = (thread: string | undefined) => (thread ? { thread_ts: thread } : {})

async function unlessGone(doing: () => Promise<unknown>): Promise<boolean> {
  try {
    await doing()
    return true
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
}

import type { Sending } from '../../../src/core/adapter.ts'
import { DeliveryError } from '../../../src/core/delivery/delivery-error.ts'
import type { Address, CardRef } from '../../../src/core/incoming.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { type Message, quiet } from '../../../src/core/message.ts'
import { type Say, type Speaking, untranslated } from '../../../src/core/translation/speaking.ts'
import { type Dialog, type Location, locationOf } from '../address.ts'
import type { DialogSeal } from '../dialog-seal.ts'
import { isClosed, isOfToken, isRefusedBlock, operatorAdvice, toDeliveryError } from '../errors.ts'
import type { Installation, Installations } from '../installation.ts'
import { errorSummary } from '../log.ts'
import type { Style } from '../render/blocks.ts'
import { homeView } from '../render/home-view.ts'
import { modalView, type Opened } from '../render/modal-view.ts'
import { mayBeRefused, render, renderOne, type SlackMessage } from '../render/render.ts'
import type { FindSent } from './find-sent.ts'
import type { Respond } from './response-url.ts'
import type { File, WebApi } from './web-api.ts'

interface SenderDeps {
  sayIn?: Speaking['sayIn'] | undefined
  installations: Installations
  webApi: WebApi
  findSent: FindSent
  respond: Respond
  dialogs: Pick<DialogSeal, 'sealed'>
  /** Reports every call that Slack refused. */
  doubt(error: unknown, installation: Installation): void
  log: Logger
}

/** Sends, updates and removes Hearth's messages in Slack, beside those that an acknowledgement carries. */
export interface Sender {
  send(to: Address, message: Message, about?: Sending): Promise<CardRef | undefined>
  arrived(to: Address, key: string, since: number): Promise<CardRef | undefined>
  update(card: CardRef, message: Message): Promise<boolean>
  remove(card: CardRef): Promise<void>
}

/** Sends messages, and falls back to another way where the first is closed. */
export function createSender({
  sayIn = () => untranslated,
  installations,
  webApi,
  findSent,
  respond,
  dialogs,
  doubt,
  log,
}: SenderDeps): Sender {
  return {
    send: (to, message, about) =>
      translatingErrors(locationOf(to), (installation, location) =>
        say(installation, location, message, about?.key),
      ),
    arrived: (to, key, since) =>
      translatingErrors(locationOf(to), (installation, location) =>
        findSent(installation, location, key, since),
      ),
    update: (card, message) =>
      translatingErrors(locationOf(card.address), (installation, location) =>
        updateCard(installation, location, card, message),
      ),
    remove: card =>
      translatingErrors(locationOf(card.address), (installation, location) =>
        removeCard(installation, location, card.id),
      ),
  }

  /** Translates errors: for the person, and for the operator's log where it is theirs to fix. */
  async function translatingErrors<R>(
    location: Location,
    act: (installation: Installation, location: Location) => Promise<R>,
  ): Promise<R> {
    const installation = await installations.find(location.team).catch(error => {
      log.error(`slack ${location.team}: its installation cannot be read. ${errorSummary(error)}`)
      throw new DeliveryError('not-sent', 'The installation could not be read', { cause: error })
    })
    if (!installation)
      throw new DeliveryError('unreachable', 'Hearth is not installed in that workspace anymore.')
    try {
      return await act(installation, location)
    } catch (error) {
      doubt(error, installation)
      // Of many workspaces, one that took its token back is no matter of the settings.
      const advice = installation.app && isOfToken(error) ? undefined : operatorAdvice(error)
      if (advice) log.error(`slack ${location.team}: ${advice}`)
      throw toDeliveryError(error, location)
    }
  }

  async function say(
    installation: Installation,
    location: Location,
    message: Message,
    key?: string,
  ): Promise<CardRef | undefined> {
    if (location.dialog) return show(installation, location, location.dialog, message)
    if (location.home) return void (await webApi.publish(installation, location, homeView(message)))
    if (location.only) return sendPrivately(installation, location, message)
    const last = await asTaken(message, async style => {
      let card: CardRef | undefined
      const parts = render(message, style)
      // The last part carries the key: if it is found, all parts are there.
      for (const [at, part] of parts.entries())
        card = await postPart(installation, location, part, at === parts.length - 1 ? key : undefined)
      return card
    })
    await uploadAll(installation, location, message)
    return last
  }

  /** Shows a message in a dialog; in the chat, where that was closed meanwhile. One that could not be opened is for the asker to hear of otherwise. */
  async function show(
    installation: Installation,
    { dialog: _, ...location }: Location,
    dialog: Dialog,
    message: Message,
  ): Promise<CardRef | undefined> {
    try {
      const view = modalView(message, openedAt(location, dialog))
      await webApi.show(installation, dialog, dialogs.sealed(view, location.only ?? location.conversation))
    } catch (error) {
      if (!dialog.home && !dialog.view) throw error
      return say(installation, location, message)
    }
    await uploadAll(installation, location.only ? personalChat(location) : location, message)
    return undefined
  }

  /** Posts a part for all; where the bot is no member, the `response_url` still lets it answer. */
  async function postPart(
    installation: Installation,
    location: Location,
    part: SlackMessage,
    key: string | undefined,
  ): Promise<CardRef | undefined> {
    try {
      return await webApi.post(installation, location, part, key)
    } catch (error) {
      if (isClosed(error) && (await sendToResponseUrl(location, part, 'in_channel'))) return undefined
      throw error
    }
  }

  /** Sends a message to one person: through the `response_url`, else as an ephemeral message, else in their own chat. */
  async function sendPrivately(
    installation: Installation,
    location: Location,
    message: Message,
  ): Promise<undefined> {
    await asTaken(message, async style => {
      for (const part of render(withoutFiles(message, sayIn(message)), style)) {
        if (await sendToResponseUrl(location, part, 'ephemeral')) continue
        await webApi.postEphemeral(installation, location, part).catch(async error => {
          if (!isClosed(error)) throw error
          await webApi.post(installation, personalChat(location), part)
        })
      }
    })
    await uploadAll(installation, personalChat(location), message)
  }

  /** Resolves false if there is no `response_url`, or it is used up. */
  async function sendToResponseUrl(
    { respond: url, thread }: Location,
    part: SlackMessage,
    response_type: 'ephemeral' | 'in_channel',
  ) {
    return url !== undefined && respond(url, { ...part, response_type, thread_ts: thread })
  }

  async function updateCard(
    installation: Installation,
    location: Location,
    card: CardRef,
    message: Message,
  ): Promise<boolean> {
    const done = await asTaken(message, style => {
      const rendered = renderOne(location.only ? withoutFiles(message, sayIn(message)) : message, style)
      return location.respond
        ? respond(location.respond, { ...rendered, replace_original: true })
        : webApi.update(installation, location, card.id, rendered)
    })
    const files = done ? filesOf(message) : []
    for (const file of files)
      await webApi.upload(
        installation,
        location.only ? personalChat(location) : locationOf(card.thread),
        file,
      )
    return done
  }

  async function removeCard(installation: Installation, location: Location, ts: string): Promise<void> {
    if (!location.respond) return webApi.remove(installation, location, ts)
    await respond(location.respond, { delete_original: true })
  }

  async function uploadAll(installation: Installation, location: Location, message: Message): Promise<void> {
    for (const file of filesOf(message)) await webApi.upload(installation, location, file)
  }
}

/** Draws a message anew, with the blocks that every Slack has had for years, where this one refuses a newer kind. */
async function asTaken<R>(message: Message, draw: (style: Style) => Promise<R>): Promise<R> {
  try {
    const taken = await draw({})
    return taken === false && mayBeRefused(message) ? await draw({ basic: true }) : taken
  } catch (error) {
    if (!isRefusedBlock(error) || !mayBeRefused(message)) throw error
    return draw({ basic: true })
  }
}

/** What a dialog remembers of where it was opened. */
const openedAt = ({ conversation, thread }: Location, { home, name }: Dialog): Opened => ({
  channel: conversation,
  ...(thread && { thread }),
  ...(home && { home }),
  ...(name && { name }),
})

const personalChat = ({ team, only }: Location): Location => ({
  team,
  conversation: only ?? '',
  waiting: true,
})

/** The files of a message, which Slack takes separately. */
const filesOf = (message: Message): readonly File[] => message.filter(block => block.type === 'file')

/** Replaces files by a sentence: Slack cannot show a file to one person in a channel. */
const withoutFiles = (message: Message, say: Say): Message =>
  message.map(block =>
    block.type === 'file' ? quiet(say(`The file ${block.name} is in your direct messages with me.`)) : block,
  )

import type { Acknowledge, MessageHandler } from '../../../src/core/adapter.ts'
import type { Dedupe } from '../../../src/core/delivery/dedupe.ts'
import type { Address, Incoming } from '../../../src/core/incoming.ts'
import { asksInDialog, type Message, text } from '../../../src/core/message.ts'
import type { Closing } from '../../../src/core/schedule/closed-rooms.ts'
import { addressOf, workspaceOf } from '../address.ts'
import type { DialogSeal } from '../dialog-seal.ts'
import type { Installation } from '../installation.ts'
import type { People } from '../people.ts'
import { inDialog } from './ack-dialog.ts'
import { inOne } from './ack-reply.ts'
import type { Delivery } from './classify.ts'
import { homeAfter, isDirect, isFromHome, isNamed, isTyped, threadOfLine } from './parse.ts'
import type { ClosingPayload, MessagePayload, PersonPayload, RenamePayload } from './payload.ts'
import type { ToIncoming } from './to-incoming.ts'

/** Acknowledges a delivery. True: the acknowledgement carried the body. */
export type Answer = (body?: object) => boolean

interface DeliveryHandlerDeps {
  bot: MessageHandler
  toIncoming: ToIncoming
  once: Dedupe
  people: Pick<People, 'forget'>
  dialogs: Pick<DialogSeal, 'sealed'>
  /** Shows a message in a dialog, if that is still to be had. */
  showDialog(dialog: Address, message: Message): void
  /** Told where Slack says that Hearth was removed: whether it is still let in has to be asked anew. */
  removed(installation: Installation): void
  now(): number
}

/** Handles deliveries, and answers each once the bot has saved what it must. */
export interface DeliveryHandler {
  handle(delivery: Delivery, installation: Installation, answer: Answer): Promise<void>
  /** Resolves when all pending work is done. */
  finish(): Promise<void>
}

/** What was asked on the Home tab or in a dialog, and is answered in the chat. */
const writing: Message = [text('It’s in your chat with me, under Messages.')]

/** Brings each delivery to the bot, once. */
export function createDeliveryHandler({
  bot,
  toIncoming,
  once,
  people,
  dialogs,
  showDialog,
  removed,
  now,
}: DeliveryHandlerDeps): DeliveryHandler {
  const pending = new Set<Promise<unknown>>()

  return {
    async handle(delivery, installation, answer) {
      // A line that is not for Hearth is dropped before anything of it is kept.
      if (delivery.kind === 'message' && !(await isForHearth(delivery.payload, installation)))
        return void answer()
      if (delivery.kind === 'person') {
        await learnTimeZone(delivery.payload, installation)
        return void answer()
      }
      if (delivery.kind === 'rename') {
        await learnName(delivery.payload, installation)
        return void answer()
      }
      if (delivery.kind === 'closing') {
        await once(`${installation.team}/${delivery.id}`, () => learnClosing(delivery.payload, installation))
        return void answer()
      }
      if (delivery.kind === 'removal') {
        removed(installation)
        return void answer()
      }
      const first = await once(`${installation.team}/${delivery.id}`, async () => {
        const incoming = await toIncoming(delivery, installation)
        if (!incoming) return
        const isInThread = delivery.kind === 'message' && (await isThreadLine(delivery.payload, installation))
        const asked: Incoming = isInThread ? { ...incoming, kind: 'line' } : incoming
        await dispatch(asked, delivery, installation, answer)
      })
      if (!first) answer()
    },
    async finish() {
      while (pending.size > 0) await Promise.allSettled(pending)
    },
  }

  /** Tells the bot a person's new time zone, which their reminders follow. */
  async function learnTimeZone({ user }: PersonPayload, installation: Installation): Promise<void> {
    people.forget(installation, user.id)
    if (!user.tz || user.deleted) return
    await bot.meet?.(workspaceOf(installation.team), { id: user.id, name: user.id, timeZone: user.tz }, now())
  }

  /** Tells the bot what a channel is called now: it stands by that name on cards and in reminders. */
  async function learnName({ channel }: RenamePayload, { team }: Installation): Promise<void> {
    await bot.renamed?.(workspaceOf(team), addressOf({ team, conversation: channel.id }), `#${channel.name}`)
  }

  /** Tells the bot that a channel is closed: what was to come there stops. */
  async function learnClosing({ type, channel }: ClosingPayload, { team }: Installation): Promise<void> {
    await bot.closed?.(workspaceOf(team), addressOf({ team, conversation: channel }), closings[type])
  }

  /** Hands an incoming to the bot; resolves once the bot has saved what it must. */
  function dispatch(
    incoming: Incoming,
    delivery: Delivery,
    { team }: Installation,
    answer: Answer,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const acknowledge: Acknowledge = first => {
        const body = carriedBy(delivery, first, incoming)
        if (!first && incoming.dialog === incoming.answer.private) showDialog(incoming.dialog, writing)
        const carried = answer(body) && body !== undefined
        resolve()
        return carried
      }
      const done = bot
        .handle(incoming, acknowledge)
        .then(resolve, reject)
        .then(() => (isFromHome(delivery) ? bot.handle(homeAfter(incoming, team, now())) : undefined))
        .then(() => void pending.delete(done))
      pending.add(done)
    })
  }

  /** What the acknowledgement of a delivery can carry of the answer. */
  function carriedBy(delivery: Delivery, first: Parameters<Acknowledge>[0], incoming: Incoming) {
    // What is to be asked in a dialog is not said first.
    if (delivery.kind === 'command' && first && incoming.dialog && asksInDialog(first.message))
      return undefined
    if (delivery.kind === 'command') return inOne(first, incoming)
    return delivery.kind === 'submit' ? inDialog(first, delivery.payload, dialogs) : undefined
  }

  /** Whether a person typed this line to Hearth: in their own chat, with a mention, or in a thread that Hearth listens to. */
  async function isForHearth(payload: MessagePayload, installation: Installation): Promise<boolean> {
    if (!isTyped(payload, installation.botUser)) return false
    if (isDirect(payload) || isNamed(payload, installation.botUser)) return true
    return isInOpenThread(payload, installation)
  }

  /** A mention in a thread that Hearth listens to is one more line of that conversation. */
  async function isThreadLine(payload: MessagePayload, installation: Installation): Promise<boolean> {
    return isNamed(payload, installation.botUser) && isInOpenThread(payload, installation)
  }

  async function isInOpenThread(payload: MessagePayload, installation: Installation): Promise<boolean> {
    const place = threadOfLine(payload, installation.team)
    return place !== undefined && bot.listensTo(workspaceOf(installation.team), place)
  }
}

const left = {
  because: 'left',
  says: 'I was taken out of a channel: type /invite @Hearth there to have me back.',
} as const
const archived = {
  because: 'archived',
  says: 'A channel was archived, so nothing can be posted there.',
} as const
const deleted = {
  because: 'deleted',
  says: 'A channel was deleted, so nothing can be posted there.',
} as const

const closings: Readonly<Record<ClosingPayload['type'], Closing>> = {
  channel_left: left,
  group_left: left,
  channel_archive: archived,
  group_archive: archived,
  channel_deleted: deleted,
  group_deleted: deleted,
}

import type { Address, Incoming } from '../../../src/core/incoming.ts'
import { clip } from '../../../src/core/text.ts'
import { addressOf, type Dialog, isChat, isPersonal, workspaceOf } from '../address.ts'
import { limits } from '../limits.ts'
import { menuCommand } from '../render/buttons.ts'
import { checkCommand } from '../render/layout.ts'
import type { Opened } from '../render/modal-view.ts'
import { type Names, readable, roomsIn, withNames } from '../render/mrkdwn.ts'
import type { Delivery } from './classify.ts'
import { answerAt, cardOf, type IncomingContext, placeOf, type Source, threadOf } from './location.ts'
import {
  type CommandPayload,
  type HomePayload,
  type MessagePayload,
  openedSchema,
  type PressPayload,
  type ShortcutPayload,
  type StateValue,
  type SubmitPayload,
} from './payload.ts'
import { shortcuts } from './shortcuts.ts'

/** Turns `/icebreaker teens` into the command `icebreaker teens`. Slack does not escape the text of a slash command. */
export function fromCommand(payload: CommandPayload, context: IncomingContext): Incoming {
  const { command, text, channel_id, channel_name, response_url, trigger_id } = payload
  const source = { channel: channel_id, name: channel_name, respond: response_url }
  return {
    place: placeOf(context, source),
    answer: answerAt(context, source),
    ...dialogAt(context, source, { trigger: trigger_id }),
    kind: 'command',
    text: clip(
      withNames(`${command.replace(/^\//, '')} ${text}`.trim(), namesOf(context)),
      limits.typedLine,
      '',
    ),
    values: {},
    ...mentionedBy(context),
    ...commonFields(context),
  }
}

/** Turns a pressed button into its command; undefined where it only opened an address. */
export function fromPress(payload: PressPayload, context: IncomingContext): Incoming | undefined {
  const text = clip(commandOf(payload.actions[0]) ?? '', limits.typedLine, '')
  if (!text) return undefined
  const inDialog = payload.view?.type === 'modal' ? openedIn(payload.view) : undefined
  if (inDialog) return fromDialog(payload, inDialog, text, context)
  const channel = payload.channel?.id ?? payload.container?.channel_id
  const at = payload.container?.message_ts ?? payload.message?.ts
  const thread = threadOf(payload.container?.thread_ts ?? payload.message?.thread_ts, at)
  const source = {
    channel: channel ?? context.person.id,
    thread,
    respond: payload.response_url,
    name: payload.channel?.name,
  }
  const at_home = channel === undefined
  const pressed = at_home ? { ...context, personal: true } : context
  const card =
    at && channel
      ? cardOf(pressed, { ...source, at, hidden: payload.container?.is_ephemeral === true })
      : undefined
  const shown = dialogAt(pressed, source, { trigger: payload.trigger_id, ...(at_home && { home: true }) })
  return {
    place: placeOf(pressed, source),
    // On the Home tab there is no chat to answer in: the answer opens above it.
    answer:
      at_home && shown.dialog ? { here: shown.dialog, private: shown.dialog } : answerAt(pressed, source),
    ...shown,
    kind: 'command',
    text,
    card,
    ...mentionedBy(context),
    ...filledIn((payload.state ?? payload.view?.state)?.values ?? {}, context),
    ...commonFields(pressed),
  }
}

/** Turns a button that was pressed in a dialog into its command; the dialog shows what came of it. */
function fromDialog(
  { view, state }: PressPayload,
  { channel, thread, name, home }: Opened,
  text: string,
  context: IncomingContext,
): Incoming {
  const asked = { ...context, personal: isPersonal(channel) }
  const source = { channel, thread, name }
  const { dialog } = dialogAt(asked, source, { view: view?.id, ...(home && { home }) })
  const answer = dialog ? { here: dialog, private: dialog } : answerAt(asked, source)
  return {
    ...commonFields(asked),
    place: placeOf(asked, source),
    answer,
    ...(dialog && { dialog }),
    kind: 'command',
    text,
    ...mentionedBy(context),
    ...filledIn((state ?? view?.state)?.values ?? {}, context),
  }
}

/** Turns a dialog that was sent into the command of its own button, asked where it was opened. Undefined: it is none of Hearth’s. */
export function fromSubmit({ view }: SubmitPayload, context: IncomingContext): Incoming | undefined {
  const opened = openedIn(view)
  if (!opened?.command) return undefined
  const { channel, thread, name, command } = opened
  const asked = { ...context, personal: isPersonal(channel) }
  const source = { channel, thread, name }
  const { private: alone } = answerAt(asked, source)
  return {
    ...commonFields(asked),
    place: placeOf(asked, source),
    answer: { here: alone, private: alone },
    kind: 'command',
    text: command,
    ...mentionedBy(context),
    ...filledIn(view.state?.values ?? {}, context),
  }
}

/** What Hearth noted in a dialog. */
export function openedIn({ private_metadata }: SubmitPayload['view']): Opened | undefined {
  try {
    return openedSchema.safeParse(JSON.parse(private_metadata ?? '')).data
  } catch {
    return undefined
  }
}

/** Where a dialog can be opened, or is open. */
function dialogAt(
  context: IncomingContext,
  { channel, thread, name }: Source,
  { trigger, view, home }: Dialog & { trigger?: string | undefined; view?: string | undefined },
): Pick<Incoming, 'dialog'> {
  if (trigger === undefined && view === undefined) return {}
  const dialog = {
    ...(trigger !== undefined && { trigger }),
    ...(view !== undefined && { view }),
    ...(home && { home }),
    ...(name && { name }),
  }
  const conversation = context.personal ? context.person.id : channel
  const only = context.personal ? undefined : context.person.id
  return { dialog: addressOf({ team: context.team, conversation, thread, only, dialog }) }
}

/** Turns a shortcut into its command: about a message with what that says, for the asker's eyes. Undefined: Hearth has no such shortcut. */
export function fromShortcut(payload: ShortcutPayload, context: IncomingContext): Incoming | undefined {
  const chosen = shortcuts.find(one => one.id === payload.callback_id)
  if (!chosen) return undefined
  const about = payload.type === 'message_action' ? payload : undefined
  const asked = about ? context : { ...context, personal: true }
  const source = {
    channel: about?.channel.id ?? context.person.id,
    thread: threadOf(about?.message.thread_ts, about?.message.ts),
    respond: about?.response_url,
    name: about?.channel.name,
  }
  const { private: alone } = answerAt(asked, source)
  const words = readable(about?.message.text ?? '', namesOf(context))
  return {
    ...commonFields(asked),
    place: placeOf(asked, source),
    answer: { here: alone, private: alone },
    kind: 'command',
    text: clip(`${chosen.command} ${words}`.trim(), limits.typedLine, ''),
    ...mentionedBy(context),
    values: {},
  }
}

/** The command of a button, of a line in a menu, or of a box that was ticked. */
function commandOf(action: PressPayload['actions'][number] | undefined): string | undefined {
  if (action?.action_id.startsWith('menu/')) return menuCommand(action.selected_option?.value ?? '')
  if (action?.action_id.startsWith('check/'))
    return checkCommand(
      action.action_id,
      (action.selected_options ?? []).map(one => one.value),
    )
  return action?.value
}

/** Turns a typed line into an incoming, without a mention of the bot at its beginning. `bot` is the bot's own id. */
export function fromMessage(payload: MessagePayload, context: IncomingContext, bot: string): Incoming {
  const { changed, deleted } = earlierLine(payload)
  const { text, ts, thread_ts } = changed ?? deleted ?? payload
  const source = { channel: payload.channel, thread: threadOf(thread_ts, ts) }
  const mention = !changed && !deleted && isNamed(payload, bot)
  const words = mention ? withoutMentions(text, bot) : withoutMention(text, bot)
  return {
    ...commonFields(context),
    place: placeOf(context, source),
    answer: answerAt(context, source),
    kind: deleted ? 'delete' : changed ? 'edit' : mention ? 'command' : 'line',
    text: deleted ? '' : clip(readable(words, namesOf(context)), limits.typedLine, ''),
    ...(text.includes(`<@${bot}`) && { addressed: true }),
    ...mentionedBy(context),
    ...linkedIn(text, context),
    values: {},
    sourceMessageId: ts,
  }
}

/** The line of before that an event is about: it was changed, or it is gone. Where others answered under it, a tombstone is left. */
export function earlierLine({ subtype, message, previous_message, deleted_ts }: MessagePayload) {
  const isGone = subtype === 'message_deleted' || message?.subtype === 'tombstone'
  const ts = deleted_ts ?? message?.ts
  if (isGone) return { deleted: ts && previous_message ? { ...previous_message, ts } : undefined }
  return { changed: subtype === 'message_changed' ? message : undefined }
}

/** Turns the opening of the Home tab into the command `home`, whose answer is published there. */
export function fromHome({ user }: HomePayload, context: IncomingContext): Incoming {
  const home = addressOf({ team: context.team, conversation: user, home: true })
  const own = { ...context, personal: true }
  return {
    ...commonFields(own),
    place: placeOf(own, { channel: user }),
    answer: { here: home, private: home },
    kind: 'command',
    text: 'home',
    values: {},
    unasked: true,
  }
}

/** Whether something was pressed on the Home tab, or in a dialog that was opened there. */
export function isFromHome(delivery: Delivery): boolean {
  if (delivery.kind !== 'press' && delivery.kind !== 'submit') return false
  const { view } = delivery.payload
  return view?.type === 'home' || (view?.type === 'modal' && openedIn(view)?.home === true)
}

/** The Home tab shows what became of what was pressed on it. */
export const homeAfter = ({ id, person }: Incoming, team: string, at: number): Incoming =>
  fromHome(
    { type: 'app_home_opened', user: person.id },
    { id: `${id}/home`, team, at, person, personal: true },
  )

const namesOf = ({ mentioned = [] }: IncomingContext): Names =>
  new Map(mentioned.map(({ id, name }) => [id, name]))

const linkedIn = (text: string, { team }: IncomingContext): Pick<Incoming, 'rooms'> => {
  const rooms = roomsIn(text).map(({ id, name }) => ({
    name,
    address: addressOf({ team, conversation: id }),
  }))
  return rooms.length > 0 ? { rooms } : {}
}

const mentionedBy = ({ mentioned = [] }: IncomingContext): Pick<Incoming, 'mentioned'> =>
  mentioned.length > 0 ? { mentioned: mentioned.map(({ id, name }) => ({ id, name })) } : {}

const commonFields = ({ id, team, at, person }: IncomingContext) => ({
  id,
  workspace: workspaceOf(team),
  person,
  at,
})

const withoutMention = (text: string, bot: string): string =>
  text.replace(new RegExp(`^\\s*<@${bot}(\\|[^<>]*)?>[\\s,:]*`), '')

/** A line that mentions the bot may have the mention anywhere. */
const withoutMentions = (text: string, bot: string): string =>
  withoutMention(text, bot)
    .replace(new RegExp(`(?<!\\s)\\s*<@${bot}(\\|[^<>]*)?>`, 'g'), '')
    .trim()

/** What the inputs hold. A conversation comes from Slack's own list: an address, and never a value, whatever input it stands in. */
function filledIn(
  blocks: Record<string, Record<string, StateValue>>,
  context: IncomingContext,
): Pick<Incoming, 'values' | 'chosen'> {
  const names = namesOf(context)
  const inputs = Object.values(blocks)
    .flatMap(block => Object.entries(block))
    .map(([name, state]) => [name.replace(/^in\//, ''), state] as const)
  return {
    values: Object.fromEntries(
      inputs.flatMap(([name, state]) =>
        state.selected_conversation
          ? []
          : [[name, clip(withNames(textOf(state), names), limits.typedLine, '')]],
      ),
    ),
    chosen: Object.fromEntries(
      inputs.flatMap(([name, { selected_conversation: conversation }]) =>
        conversation && isRoom(conversation) ? [[name, addressOf({ team: context.team, conversation })]] : [],
      ),
    ),
  }
}

const isRoom = (conversation: string): boolean => /^[CG][A-Z0-9]{1,39}$/.test(conversation)

function textOf(state: StateValue): string {
  const { selected_options: several } = state
  if (several) return several.map(one => one.value).join(',')
  const { value, selected_date, selected_time, selected_user, selected_option } = state
  return value ?? selected_date ?? selected_time ?? selected_user ?? selected_option?.value ?? ''
}

/** Whether a message event is of a line that a person typed, changed or deleted: not of a bot's, not of a note of Slack's. */
export function isTyped(payload: MessagePayload, bot: string): boolean {
  const { subtype, bot_id, user, message, previous_message } = payload
  const { deleted } = earlierLine(payload)
  if (deleted) return deleted.bot_id === undefined && deleted.user !== undefined && deleted.user !== bot
  if (subtype === 'message_changed') {
    const own = !message || message.bot_id !== undefined || message.user === undefined || message.user === bot
    // Slack also reports a change when it unfolds a link; then the words are the same.
    return !own && message.text !== previous_message?.text
  }
  return (
    bot_id === undefined &&
    user !== undefined &&
    user !== bot &&
    user !== 'USLACKBOT' &&
    typedSubtypes.has(subtype ?? '')
  )
}

/** `thread_broadcast` is an answer in a thread that its author shows in the channel as well. */
const typedSubtypes = new Set(['', 'file_share', 'thread_broadcast'])

/** Whether a line names Hearth. In a group's direct messages Slack may tell it as a mere message. */
export const isNamed = ({ type, channel_type, text }: MessagePayload, bot: string): boolean =>
  type === 'app_mention' || (channel_type === 'mpim' && text.includes(`<@${bot}`))

/** Whether the event comes from somebody's own chat with Hearth: Slack delivers no others of that kind. */
export const isDirect = ({ channel, channel_type }: MessagePayload): boolean =>
  isChat(channel) && (channel_type === undefined || channel_type === 'im')

/** The address of the thread that a line was typed in; undefined: in none. */
export function threadOfLine(payload: MessagePayload, team: string): Address | undefined {
  const { channel } = payload
  const { changed, deleted } = earlierLine(payload)
  const { thread_ts, ts } = changed ?? deleted ?? payload
  const thread = threadOf(thread_ts, ts)
  return thread === undefined ? undefined : addressOf({ team, conversation: channel, thread })
}

import { z } from 'zod'
import { textUpTo } from '../../../src/core/sanitize.ts'

/** Slack's ids are some letters and digits; anything else is not from Slack. */
const id = z.string().regex(/^[A-Z][A-Z0-9]{1,39}$/)
const team = z.string().regex(/^[TE][A-Z0-9]{1,39}$/)
const person = z.string().regex(/^[UW][A-Z0-9]{1,39}$/)
const ts = z.string().regex(/^\d{1,20}\.\d{1,20}$/)
/** What people and channels are called: kept, so not of any length. */
const name = textUpTo(200)
/** What Slack calls its deliveries: some of it is kept, to know them again. */
const label = z.string().regex(/^[!-~]{1,200}$/)
/** Where Slack says that it takes an answer: it goes into an address of ours, so no halves of characters. */
const address = textUpTo(2_000).regex(/^https?:[!-~]+$/)
/** A field that is dropped if it is malformed. */
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)
const words = z
  .string()
  .nullish()
  .transform(text => text ?? '')
  .catch('')

/** A slash command. */
export const commandSchema = z.object({
  command: z.string().regex(/./s),
  text: words,
  team_id: team,
  channel_id: id,
  channel_name: maybe(name),
  user_id: person,
  user_name: maybe(name),
  response_url: maybe(address),
  trigger_id: maybe(label),
})

const option = z.object({ value: z.string() })
const nullish = <T extends z.ZodType>(schema: T) => schema.nullish().catch(undefined)

/** What an input holds: Slack has one field for each kind. */
const stateSchema = z.object({
  type: z.string(),
  value: nullish(z.string()),
  selected_date: nullish(z.string()),
  selected_time: nullish(z.string()),
  selected_user: nullish(z.string()),
  selected_conversation: nullish(z.string()),
  selected_option: nullish(option),
  selected_options: nullish(z.array(option)),
})

const state = z.object({ values: z.record(z.string(), z.record(z.string(), stateSchema)) })

/** The Home tab or a dialog, as it is shown to somebody. `private_metadata` is what Hearth noted in it. */
const shownView = z.object({
  id: maybe(label),
  type: z.string(),
  state: maybe(state),
  app_installed_team_id: maybe(team),
  private_metadata: maybe(textUpTo(3_000)),
})

/** A dialog that was sent. */
export const submitSchema = z.object({
  type: z.literal('view_submission'),
  team: z.object({ id: team }).nullish(),
  user: z.object({ id: person, team_id: maybe(team), name: maybe(name), username: maybe(name) }),
  view: shownView,
  trigger_id: maybe(label),
})

/** What Hearth noted in a dialog of its own: where it was opened, and what sending it asks. */
export const openedSchema = z.object({
  channel: id,
  thread: ts.optional(),
  name: name.optional(),
  home: z.literal(true).optional(),
  command: textUpTo(2_000).optional(),
})

/** A button pressed, in a message or on the Home tab. */
export const pressSchema = z.object({
  type: z.literal('block_actions'),
  team: z.object({ id: team }).nullish(),
  user: z.object({
    id: person,
    team_id: maybe(team),
    name: maybe(name),
    username: maybe(name),
  }),
  channel: maybe(z.object({ id, name: maybe(name) })),
  container: maybe(
    z.object({
      message_ts: maybe(ts),
      thread_ts: maybe(ts),
      channel_id: maybe(id),
      is_ephemeral: maybe(z.boolean()),
    }),
  ),
  message: maybe(z.object({ ts: maybe(ts), thread_ts: maybe(ts) })),
  view: maybe(shownView),
  state: maybe(state),
  response_url: maybe(address),
  trigger_id: maybe(label),
  actions: z
    .array(
      z.object({
        type: maybe(z.string()),
        value: maybe(z.string()),
        selected_option: maybe(option),
        selected_options: maybe(z.array(option)),
        action_id: textUpTo(255),
      }),
    )
    .refine(all => all.length > 0),
})

const shortcut = {
  callback_id: label,
  team: z.object({ id: team }).nullish(),
  user: z.object({ id: person, team_id: maybe(team), name: maybe(name), username: maybe(name) }),
  trigger_id: maybe(label),
}

/** A shortcut chosen in the menu of a message, or where Slack lists all shortcuts. */
export const shortcutSchema = z.discriminatedUnion('type', [
  z.object({
    ...shortcut,
    type: z.literal('message_action'),
    channel: z.object({ id, name: maybe(name) }),
    message: z.object({ text: words, ts: maybe(ts), thread_ts: maybe(ts) }),
    response_url: maybe(address),
  }),
  z.object({ ...shortcut, type: z.literal('shortcut') }),
])

const said = z.object({
  user: maybe(person),
  bot_id: maybe(name),
  subtype: maybe(name),
  text: words,
  ts,
  thread_ts: maybe(ts),
  edited: maybe(z.object({ ts: maybe(z.string()) })),
})

const sentFile = z.object({
  name: maybe(name),
  url_private_download: maybe(address),
  url_private: maybe(address),
})

/** A message typed, a mention, or a message changed or deleted. */
export const messageSchema = said.extend({
  files: maybe(
    z
      .array(z.unknown())
      .transform(all => all.slice(0, 10).flatMap(one => sentFile.safeParse(one).data ?? [])),
  ),
  type: z.enum(['message', 'app_mention']),
  channel: id,
  channel_type: maybe(name),
  message: maybe(said),
  previous_message: maybe(said.partial({ ts: true })),
  deleted_ts: maybe(ts),
})

/** Somebody opened the Home or the Messages tab. */
export const homeSchema = z.object({
  type: z.literal('app_home_opened'),
  user: person,
  channel: maybe(id),
  tab: maybe(z.string()),
})

/** Somebody changed their profile: their time zone, perhaps. */
export const personSchema = z.object({
  type: z.literal('user_change'),
  user: z.object({ id: person, deleted: maybe(z.boolean()), tz: maybe(name) }),
})

/** A channel is called otherwise now. */
export const renameSchema = z.object({
  type: z.enum(['channel_rename', 'group_rename']),
  channel: z.object({ id, name }),
})

/** A channel is closed to Hearth: it was archived or deleted, or Hearth was taken out of it. */
export const closingSchema = z.object({
  type: z.enum([
    'channel_archive',
    'group_archive',
    'channel_deleted',
    'group_deleted',
    'channel_left',
    'group_left',
  ]),
  channel: id,
})

/** Hearth was removed from the workspace, or its token taken back. */
export const removalSchema = z.object({
  type: z.enum(['app_uninstalled', 'tokens_revoked']),
})

const enterprise = z.string().regex(/^E[A-Z0-9]{1,39}$/)

/** What every request says of where it comes from: of whichever it is, nothing is required. */
export const originSchema = z.object({
  api_app_id: maybe(id),
  enterprise_id: maybe(enterprise),
  enterprise: maybe(z.object({ id: enterprise })),
  authorizations: maybe(z.array(z.object({ enterprise_id: maybe(enterprise) }))),
})

/** What every event comes in. */
export const envelopeSchema = z.object({
  type: z.literal('event_callback'),
  event_id: label,
  team_id: maybe(team),
  context_team_id: maybe(team),
  authorizations: maybe(z.array(z.object({ team_id: maybe(team) }))),
  event: z.looseObject({ type: z.string() }),
})

export type CommandPayload = z.infer<typeof commandSchema>
export type PressPayload = z.infer<typeof pressSchema>
export type SubmitPayload = z.infer<typeof submitSchema>
export type ShortcutPayload = z.infer<typeof shortcutSchema>
export type MessagePayload = z.infer<typeof messageSchema>
export type SentFile = z.infer<typeof sentFile>
export type HomePayload = z.infer<typeof homeSchema>
export type PersonPayload = z.infer<typeof personSchema>
export type RenamePayload = z.infer<typeof renameSchema>
export type ClosingPayload = z.infer<typeof closingSchema>
export type RemovalPayload = z.infer<typeof removalSchema>
export type StateValue = z.infer<typeof stateSchema>

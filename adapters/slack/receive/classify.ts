import { createHash, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import {
  type ClosingPayload,
  type CommandPayload,
  closingSchema,
  commandSchema,
  envelopeSchema,
  type HomePayload,
  homeSchema,
  type MessagePayload,
  messageSchema,
  originSchema,
  type PersonPayload,
  type PressPayload,
  personSchema,
  pressSchema,
  type RemovalPayload,
  type RenamePayload,
  removalSchema,
  renameSchema,
  type ShortcutPayload,
  type SubmitPayload,
  shortcutSchema,
  submitSchema,
} from './payload.ts'

/** A delivery that may concern Hearth: its workspace, its id and its payload. */
export type Delivery = { team: string; id: string } & Origin &
  (
    | { kind: 'command'; payload: CommandPayload }
    | { kind: 'press'; payload: PressPayload }
    | { kind: 'shortcut'; payload: ShortcutPayload }
    | { kind: 'submit'; payload: SubmitPayload }
    | { kind: 'message'; payload: MessagePayload }
    | { kind: 'home'; payload: HomePayload }
    | { kind: 'person'; payload: PersonPayload }
    | { kind: 'rename'; payload: RenamePayload }
    | { kind: 'closing'; payload: ClosingPayload }
    | { kind: 'removal'; payload: RemovalPayload }
  )

/** The kinds of request. */
export type Classified =
  | { is: 'delivery'; delivery: Delivery }
  | { is: 'challenge'; challenge: string }
  | { is: 'rate limited' }
  /** Well-formed, but not for Hearth. */
  | { is: 'nothing' }
  | { is: 'unknown' }
  | { is: 'malformed' }

/** Where it comes from, beside its workspace. */
interface Origin {
  /** The organization that the workspace is in. */
  enterprise?: string
  /** Slack's id of the app that it is sent for. */
  app?: string
}

type Body = Readonly<Record<string, unknown>>

/** Classifies a body. Slack's signature makes it trustworthy, but not well-formed. */
export function classify(body: Body): Classified {
  const classified = classifyKind(body)
  // Assigned, not spread: fields added behind a spread cost Node 20 more than all of the rest here.
  if (classified.is === 'delivery') Object.assign(classified.delivery, originOf(body))
  return classified
}

function originOf(body: Body): Origin {
  const { api_app_id: app, enterprise_id, enterprise, authorizations } = originSchema.parse(body)
  const organization = authorizations?.[0]?.enterprise_id ?? enterprise_id ?? enterprise?.id
  return {
    ...(app !== undefined && { app }),
    ...(organization !== undefined && { enterprise: organization }),
  }
}

function classifyKind(body: Body): Classified {
  if (body.type === 'url_verification')
    return typeof body.challenge === 'string'
      ? { is: 'challenge', challenge: body.challenge }
      : { is: 'malformed' }
  if (body.type === 'app_rate_limited') return { is: 'rate limited' }
  if (body.type === 'event_callback') return classifyEvent(body)
  if (body.type === 'block_actions') return delivery(pressSchema, body, press)
  if (body.type === 'view_submission') return delivery(submitSchema, body, submit)
  if (body.type === 'message_action' || body.type === 'shortcut')
    return delivery(shortcutSchema, body, shortcut)
  if (body.command !== undefined) return delivery(commandSchema, body, command)
  if (typeof body.type === 'string' && interactions.has(body.type)) return { is: 'nothing' }
  return { is: typeof body.type === 'string' ? 'unknown' : 'malformed' }
}

/** Interactions that Slack has, but Hearth never uses. */
const interactions = new Set(['view_closed', 'block_suggestion', 'interactive_message'])

const command = (payload: CommandPayload): Delivery => ({
  kind: 'command',
  team: payload.team_id,
  id: payload.trigger_id ?? digest(payload),
  payload,
})

function press(payload: PressPayload): Delivery | undefined {
  const team = payload.view?.app_installed_team_id ?? payload.team?.id ?? payload.user.team_id
  return team ? { kind: 'press', team, id: payload.trigger_id ?? digest(payload), payload } : undefined
}

function shortcut(payload: ShortcutPayload): Delivery | undefined {
  const team = payload.team?.id ?? payload.user.team_id
  return team ? { kind: 'shortcut', team, id: payload.trigger_id ?? digest(payload), payload } : undefined
}

/** Slack never brings it again; and one that was refused may be sent once more as it is. */
function submit(payload: SubmitPayload): Delivery | undefined {
  const team = payload.view.app_installed_team_id ?? payload.team?.id ?? payload.user.team_id
  return team ? { kind: 'submit', team, id: payload.trigger_id ?? randomUUID(), payload } : undefined
}

function classifyEvent(body: Body): Classified {
  const envelope = envelopeSchema.safeParse(body)
  if (!envelope.success) return { is: 'malformed' }
  const { event, event_id: id, authorizations, context_team_id, team_id } = envelope.data
  // In a channel shared between workspaces `team_id` may be the other's: `authorizations` tells whom the event is for.
  const team = authorizations?.[0]?.team_id ?? context_team_id ?? team_id
  if (!team) return { is: 'malformed' }
  if (event.type === 'message' || event.type === 'app_mention')
    return delivery(messageSchema, event, payload => ({
      kind: 'message',
      team,
      id: lineId(payload, id),
      payload,
    }))
  if (event.type === 'app_home_opened')
    return delivery(homeSchema, event, payload => ({ kind: 'home', team, id, payload }))
  if (event.type === 'user_change')
    return delivery(personSchema, event, payload => ({ kind: 'person', team, id, payload }))
  if (event.type === 'channel_rename' || event.type === 'group_rename')
    return delivery(renameSchema, event, payload => ({ kind: 'rename', team, id, payload }))
  if (/^(?:channel|group)_(?:archive|deleted|left)$/.test(event.type))
    return delivery(closingSchema, event, payload => ({ kind: 'closing', team, id, payload }))
  if (event.type === 'app_uninstalled' || event.type === 'tokens_revoked')
    return delivery(removalSchema, event, payload => ({ kind: 'removal', team, id, payload }))
  return { is: 'nothing' }
}

/** Identifies a delivery by its line, since a mention arrives twice, as a message and as a mention. What became of it later has an id of its own. */
const lineId = ({ subtype, channel, ts }: MessagePayload, event: string): string =>
  subtype === 'message_changed' || subtype === 'message_deleted' ? event : `${channel}/${ts}`

function delivery<S extends z.ZodType>(
  schema: S,
  body: unknown,
  make: (payload: z.infer<S>) => Delivery | undefined,
): Classified {
  const parsed = schema.safeParse(body)
  const made = parsed.success ? make(parsed.data) : undefined
  return made ? { is: 'delivery', delivery: made } : { is: 'malformed' }
}

/** A digest of the validated fields: the others may be nested too deep for JSON.stringify. */
const digest = (payload: object): string =>
  createHash('sha256').update(JSON.stringify(payload)).digest('hex').slice(0, 32)

import { BOT, type Json, type Person, type Room, type Tenant, type World } from './world.ts'

/** Where and by whom. */
export interface Scene {
  world: World
  tenant: Tenant
  room: Room
  person: Person
  serviceUrl: string
  /** The thread it is in, or begins. */
  root?: string
}

/** What every activity of Teams has. */
export function common({ tenant, room, person, serviceUrl, root }: Scene, id: string): Json {
  const conversation = {
    ...(room.kind !== 'personal' && { isGroup: true }),
    conversationType: room.kind,
    tenantId: tenant.id,
    id: root ? `${room.id};messageid=${root}` : room.id,
  }
  return {
    id,
    timestamp: new Date(Number(id)).toISOString(),
    localTimestamp: new Date(Number(id)).toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: person.id, name: person.name, aadObjectId: person.aadObjectId },
    conversation,
    recipient: { id: BOT, name: 'Hearth' },
    channelData: {
      tenant: { id: tenant.id },
      ...(room.kind === 'channel' && {
        teamsChannelId: room.id,
        teamsTeamId: tenant.team.id,
        channel: { id: room.id },
        team: { id: tenant.team.id, name: tenant.team.name },
      }),
    },
  }
}

/** A line typed; `@Hearth` in it is a mention, as Teams tells it. */
export function message(scene: Scene, id: string, typed: string): Json {
  const text = typed.replace(/@hearth/i, '<at>Hearth</at>')
  const mention = { type: 'mention', mentioned: { id: BOT, name: 'Hearth' }, text: '<at>Hearth</at>' }
  const client = {
    type: 'clientInfo',
    locale: 'en-US',
    country: 'US',
    platform: 'Web',
    timezone: scene.person.timeZone,
  }
  return {
    type: 'message',
    ...common(scene, id),
    text,
    textFormat: 'plain',
    locale: 'en-US',
    localTimezone: scene.person.timeZone,
    entities: [...(text === typed ? [] : [mention]), client],
  }
}

/** The same line, changed by its author. */
export const edited = (line: Json, text: string): Json => ({
  ...line,
  type: 'messageUpdate',
  timestamp: new Date(Date.parse(String(line.timestamp)) + 60_000).toISOString(),
  text,
  channelData: { ...(line.channelData as Json), eventType: 'editMessage' },
})

/** The same line, deleted by its author: Teams tells none of its words. */
export const deleted = (line: Json): Json => ({
  ...line,
  type: 'messageDelete',
  timestamp: new Date(Date.parse(String(line.timestamp)) + 60_000).toISOString(),
  text: undefined,
  entities: undefined,
  channelData: { ...(line.channelData as Json), eventType: 'softDeleteMessage' },
})

/** A native slash command: a message that only its author and the bot see. */
export const slash = (scene: Scene, id: string, typed: string): Json => {
  const line = message(scene, id, typed)
  return { ...line, recipient: { ...(line.recipient as Json), isTargeted: true } }
}

/** Hearth is added to a place, or taken out of it. Teams tells it twice: this way, and by who is a member. */
export function installed(scene: Scene, [first, second]: [string, string], action: 'add' | 'remove'): Json[] {
  const { recipient, ...about } = common(scene, first)
  const members = action === 'add' ? 'membersAdded' : 'membersRemoved'
  return [
    { ...about, recipient, type: 'installationUpdate', action },
    { ...about, recipient, id: second, type: 'conversationUpdate', [members]: [recipient] },
  ]
}

/** Somebody said whether they want a file. */
export const consent = (scene: Scene, id: string, card: string, value: Json): Json => ({
  type: 'invoke',
  name: 'fileConsent/invoke',
  ...common(scene, id),
  replyToId: card,
  value: { type: 'fileUpload', ...value },
})

/** A button pressed: Action.Execute, with what the inputs hold. */
export const execute = (scene: Scene, id: string, card: string, data: Json): Json => ({
  type: 'invoke',
  name: 'adaptiveCard/action',
  ...common(scene, id),
  replyToId: card,
  value: { action: { type: 'Action.Execute', verb: 'press', data }, trigger: 'manual' },
})

/** The same from a client that knows Action.Submit alone. */
export const submit = (scene: Scene, id: string, card: string, data: Json): Json => ({
  type: 'message',
  ...common(scene, id),
  replyToId: card,
  value: data,
})

import type { Part } from './rules.ts'

/** Any JSON object. */
export type Json = Record<string, unknown>

/** Someone in a workspace, or the bot itself. */
export interface Person {
  id: string
  team: string
  name: string
  tz?: string
  locale: string
  deleted: boolean
  bot: boolean
  /** Let into some channels alone. */
  guest?: true
}

/** Where messages go. */
export interface Channel {
  id: string
  team: string
  name: string
  type: 'channel' | 'group' | 'im' | 'mpim'
  members: Set<string>
  archived: boolean
}

/** A message as Slack keeps it; `via` tells how the bot sent it, and `to` whose eyes alone see it. */
export interface Message {
  ts: string
  team: string
  channel: string
  user: string
  text: string
  via: string
  bot: boolean
  blocks?: Part[]
  to?: string
  thread_ts?: string
  metadata?: Json
  edited?: { user: string; ts: string }
  /** What it said before it was changed for the first time. */
  first?: { text: string; blocks: Part[] | undefined }
  deleted?: true
  files?: Json[]
  reactions?: { name: string; users: string[] }[]
}

/** A workspace in which the app is installed, or was. */
export interface Team {
  id: string
  name: string
  domain: string
  token: string
  bot: Person
  botId: string
  installed: boolean
  /** The organization that has the app in all its workspaces. */
  enterprise?: string
  /** What the token may do; everything, where it is not said. */
  scopes?: readonly string[]
}

/** A published home tab or an opened modal, as Slack tells it back. */
export type View = Json & { id: string; type: string; hash: string; blocks: Part[] }

/** Everything the stand-in knows. */
export interface World {
  appId: string
  teams: Team[]
  people: Person[]
  channels: Channel[]
  messages: Message[]
  files: {
    id: string
    name: string
    length: number
    content: string
    bytes?: Buffer
    channel?: string
    thread_ts?: string
  }[]
  /** What people shared that can be fetched, by the id of the file. */
  shared: Map<string, Uint8Array>
  homes: Map<string, View>
  /** The dialogs that are open, the newest last; `errors`: what stands beside their fields. */
  modals: { user: string; view: View; errors?: Record<string, string> }[]
  triggers: Map<string, { user: string; at: number; used: boolean }>
  violations: string[]
  now(): number
  /** How long Slack waits for an answer, in milliseconds. */
  patience: number
  /** How far time has been let pass for what expires. */
  skipped: number
  /** A time stamp that no other message has. */
  stamp(): string
  id(prefix: string): string
}

/** The personal chat between someone and the bot, opened if need be. */
export function directMessages(world: World, person: Person): Channel {
  const bot = teamOf(world, person.team).bot.id
  const known = world.channels.find(
    one => one.type === 'im' && one.members.has(person.id) && one.members.has(bot),
  )
  if (known) return known
  const id = person.id.replace(/^./, 'D')
  const made: Channel = {
    id,
    team: person.team,
    name: id,
    type: 'im',
    members: new Set([person.id, bot]),
    archived: false,
  }
  world.channels.push(made)
  return made
}

/** A workspace by its id. */
export function teamOf(world: World, id: string): Team {
  const team = world.teams.find(one => one.id === id)
  if (!team) throw new Error(`no workspace ${id}`)
  return team
}

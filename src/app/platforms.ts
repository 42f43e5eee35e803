import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import type { Membership } from '../../adapters/web/membership/membership.ts'
import { permissions } from '../../manifest/slack.ts'
import type { Config } from '../config/config.ts'
import type { SlackSettings } from '../config/slack.ts'
import type { TeamsSettings } from '../config/teams.ts'
import type { Adapter } from '../core/adapter.ts'
import type { Command } from '../core/command.ts'
import type { Coordination } from '../core/delivery/coordination.ts'
import type { Clock } from '../core/delivery/send-queue.ts'
import type { Logger } from '../core/logger.ts'
import type { Store } from '../core/store.ts'
import type { Speaking } from '../core/translation/speaking.ts'
import type { Route } from './http-server.ts'

/** What an adapter brings: itself, where it wants to be reached over HTTP, and when it is over. */
export interface PlatformConnection {
  adapter: Adapter
  routes: readonly Route[]
  /** Never resolves where nobody can end the talk from within. */
  finished: Promise<void>
  /** What the line says that tells when Hearth is ready. */
  ready: string
  /** It speaks on this screen: it starts when all else has said what it has to. */
  isOnScreen?: true
}

interface PlatformDeps {
  config: Config
  commands: readonly Command[]
  /** Who may come in to the page behind an address; left out: it is not behind one. */
  membership?: Membership | undefined
  /** In which language the page speaks to whom. */
  speaking: Pick<Speaking, 'toReader' | 'firstSpoken' | 'sayIn'>
  store: Store
  log: Logger
  /** Undefined: nobody is at a terminal. */
  input: NodeJS.ReadableStream | undefined
  output: NodeJS.WritableStream
  now(): number
  /** The clock that the send-queues wait by; left out: the real one. */
  sendClock?: Clock
  /** What Hearths that share a store settle among them; left out: this one is alone. */
  coordination?: Coordination
}

const never = new Promise<void>(() => {})

/** Who can be tried without signing in. */
const samples = ['Ana', 'Ben'] as const

/** Connects each platform that has settings; without any, a page in the browser for this computer, and the terminal. An SDK is loaded only where its platform is on. */
export async function connectPlatforms(deps: PlatformDeps): Promise<PlatformConnection[]> {
  const { slack, teams } = deps.config
  const { input, membership } = deps
  if (!slack && !teams && !membership)
    return [await connectPage(deps), ...(input ? [await connectTerminal({ ...deps, input })] : [])]
  return [
    ...(slack ? [await connectSlack(slack, deps)] : []),
    ...(teams ? [await connectTeams(teams, deps)] : []),
    ...(membership ? [await connectPageBehindAddress(membership, deps)] : []),
  ]
}

async function connectPage({ speaking, store, log, now }: PlatformDeps): Promise<PlatformConnection> {
  const { createWebAdapter } = await import('../../adapters/web/index.ts')
  const { workspace: home } = await import('../../adapters/console/address.ts')
  const adapter = createWebAdapter({ home, samples, greeting: 'hearth', speaking, store, log, now })
  return { adapter, routes: [adapter.route], finished: never, ready: 'in your browser' }
}

async function connectPageBehindAddress(
  membership: Membership,
  { config, speaking, store, log, now }: PlatformDeps,
): Promise<PlatformConnection> {
  const { createWebAdapter } = await import('../../adapters/web/index.ts')
  const { home, publicUrl } = membership
  const adapter = createWebAdapter({
    home,
    samples: [],
    membership,
    proxies: config.web?.proxies,
    greeting: 'hearth',
    speaking,
    store,
    log,
    now,
  })
  return { adapter, routes: [adapter.route], finished: never, ready: `in browsers at ${publicUrl}` }
}

async function connectTerminal({
  commands,
  input,
  output,
  speaking,
  now,
}: PlatformDeps & { input: NodeJS.ReadableStream }): Promise<PlatformConnection> {
  const { createConsoleAdapter } = await import('../../adapters/console/index.ts')
  const words = commands.flatMap(command => [command.name, ...Object.keys(command.phrases ?? {})])
  const adapter = createConsoleAdapter({
    input,
    output,
    speaking,
    now,
    commands: () => words,
    login: loginName(),
    filesDir: resolve('exports'),
  })
  return { adapter, routes: [], finished: adapter.finished, ready: 'the terminal', isOnScreen: true }
}

/** What whoever started Hearth is called on this computer; nothing where it does not tell. */
function loginName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}

async function connectSlack(
  { oauth, ...slack }: SlackSettings,
  { commands, speaking, store, log, now, sendClock, coordination }: PlatformDeps,
): Promise<PlatformConnection> {
  const { createSlackAdapter } = await import('../../adapters/slack/index.ts')
  const adapter = createSlackAdapter({
    ...slack,
    ...(oauth && { oauth: { ...oauth, permissions, store } }),
    log,
    now,
    ...(sendClock && { clock: sendClock }),
    ...(coordination && { coordination }),
    sayIn: speaking.sayIn,
    commands: commands.filter(one => !one.typedOnly).map(one => one.name),
  })
  return {
    adapter,
    routes: [...(adapter.route ? [adapter.route] : []), ...(adapter.installRoutes ?? [])],
    finished: never,
    ready: oauth
      ? `Slack over HTTP at /slack/events, added at ${oauth.publicUrl}/slack/install`
      : slack.appToken
        ? 'Slack over Socket Mode'
        : 'Slack over HTTP at /slack/events',
  }
}

async function connectTeams(
  teams: TeamsSettings,
  { speaking, store, log, now, sendClock, coordination }: PlatformDeps,
): Promise<PlatformConnection> {
  const { createTeamsAdapter } = await import('../../adapters/teams/index.ts')
  const adapter = createTeamsAdapter({
    ...teams,
    sayIn: speaking.sayIn,
    toReader: speaking.toReader,
    store,
    log,
    now,
    ...(sendClock && { clock: sendClock }),
    ...(coordination && { coordination }),
  })
  const ready = 'Teams at /api/messages'
  return {
    adapter,
    routes: [adapter.route],
    finished: never,
    ready: teams.app ? ready : `${ready}, unchecked, for this computer alone`,
  }
}

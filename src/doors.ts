import { type Config, ConfigError } from './config.ts'
import type { Adapter } from './core/adapter.ts'
import type { Command } from './core/command.ts'
import type { Logger } from './core/logger.ts'
import type { Store } from './core/store.ts'
import type { Route } from './server.ts'

/** What an adapter brings: itself, where it wants to be reached over HTTP, and when it is over. */
export interface Door {
  adapter: Adapter
  routes: readonly Route[]
  /** Never resolves where nobody can end the talk from within. */
  finished: Promise<void>
  /** What the line says that tells when Hearth is ready. */
  ready: string
}

interface Parts {
  config: Config
  commands: readonly Command[]
  store: Store
  log: Logger
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
}

const never = new Promise<void>(() => {})

/** Whether a chat platform is on; else Hearth is in the terminal. */
export const isOnline = ({ slack, teams }: Pick<Config, 'slack' | 'teams'>): boolean =>
  slack !== undefined || teams !== undefined

/** A door for each platform that is set; where there is none, the terminal. No SDK is loaded that is not needed. */
export async function openDoors(parts: Parts): Promise<Door[]> {
  const { slack, teams } = parts.config
  if (!slack && !teams) return [await terminalDoor(parts)]
  if (teams) throw new ConfigError('Hearth does not speak to Microsoft Teams yet: leave its variables empty.')
  return slack ? [await slackDoor(slack, parts)] : []
}

async function terminalDoor({ commands, input, output }: Parts): Promise<Door> {
  const { createConsoleAdapter } = await import('../adapters/console/index.ts')
  const words = commands.flatMap(command => [command.name, ...Object.keys(command.phrases ?? {})])
  const adapter = createConsoleAdapter({ input, output, now: Date.now, commands: () => words })
  return { adapter, routes: [], finished: adapter.finished, ready: 'the terminal' }
}

async function slackDoor(slack: NonNullable<Config['slack']>, { commands, log }: Parts): Promise<Door> {
  const { createSlackAdapter } = await import('../adapters/slack/index.ts')
  const adapter = createSlackAdapter({
    ...slack,
    log,
    commands: commands.filter(one => !one.typedOnly).map(one => one.name),
  })
  return {
    adapter,
    routes: adapter.route ? [adapter.route] : [],
    finished: never,
    ready: slack.appToken ? 'Slack over Socket Mode' : 'Slack over HTTP at /slack/events',
  }
}

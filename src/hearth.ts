import { setTimeout as pause } from 'node:timers/promises'
import { createAdmins, createCommands, createListeners } from './commands.ts'
import type { Config } from './config.ts'
import type { Content } from './content.ts'
import type { Adapter } from './core/adapter.ts'
import { createBot } from './core/bot.ts'
import { type ClockworkParts, createClockwork } from './core/clockwork.ts'
import type { Command } from './core/command.ts'
import type { Logger } from './core/logger.ts'
import { turnsOf } from './core/reminders.ts'
import { unknownLine } from './features/hearth.ts'
import { createNightly } from './nightly.ts'
import { type Route, startServer } from './server.ts'
import { disk } from './store/files.ts'
import { openJsonStore } from './store/json.ts'

interface Parts {
  config: Config
  content: Content
  log: Logger
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
  /** Left out: the real one. */
  clock?: Pick<ClockworkParts, 'now' | 'wait'>
}

/** A Hearth that runs. */
export interface Running {
  /** The port of the HTTP server; undefined in the terminal. */
  port: number | undefined
  /**
   * Resolves when the terminal's conversation is over; never, where a platform is on.
   * Rejects when another process has taken the data folder over: nothing can be saved from then on.
   */
  finished: Promise<void>
  /** Takes nothing new, finishes what is in hand, closes the store. */
  stop(): Promise<void>
}

/** What an adapter brings: itself, where it wants to be reached over HTTP, and when it is over. */
interface Door {
  adapter: Adapter
  routes: readonly Route[]
  finished: Promise<void>
  ready: string
}

/** Puts the house together: store → commands → adapters → one bot → start. */
export async function startHearth(parts: Parts): Promise<Running> {
  const { config, content, log, input, output, clock = realClock } = parts
  let lose: (error: Error) => void = () => {}
  const lost = new Promise<never>((_, reject) => {
    lose = reject
  })
  lost.catch(() => {})
  const store = await openJsonStore(config.dataDir, {
    log,
    backups: config.backupDir,
    onLost: error => lose(error),
  })
  const commands = createCommands(content, createAdmins(config.admins))
  const door = config.slack ? await slackDoor(config.slack, commands, log) : await terminalDoor()
  const bot = createBot({
    store,
    commands,
    listeners: createListeners(content, () => commands),
    otherwise: unknownLine(() => commands),
    adapters: [door.adapter],
    log,
  })
  const places = { files: disk, root: config.dataDir, backups: config.backupDir }
  const nightly = createNightly({ places, days: config.backupDays, ...clock, log })
  const clockwork = createClockwork({ store, ...turnsOf(bot, clock.now), ...clock, log })
  await door.adapter.start(bot)
  const server = config.slack ? await startServer(config.port, door.routes) : undefined
  clockwork.start()
  nightly.start()
  if (server) output.write(`Hearth is ready: ${door.ready}, http://localhost:${server.port}/healthz\n`)

  return {
    port: server?.port,
    finished: Promise.race([door.finished, lost]),
    async stop() {
      await clockwork.stop()
      await nightly.stop()
      await server?.close()
      await door.adapter.stop()
      await store.close()
    },
  }

  async function terminalDoor(): Promise<Door> {
    const { createConsoleAdapter } = await import('../adapters/console/index.ts')
    const words = commands.flatMap(command => [command.name, ...Object.keys(command.phrases ?? {})])
    const adapter = createConsoleAdapter({ input, output, now: Date.now, commands: () => words })
    return { adapter, routes: [], finished: adapter.finished, ready: 'the terminal' }
  }
}

/** A sleep ends early where Hearth stops, and keeps no process alive. */
const realClock: Pick<ClockworkParts, 'now' | 'wait'> = {
  now: Date.now,
  wait: (ms, signal) => pause(ms, undefined, { signal, ref: false }).catch(() => {}),
}

async function slackDoor(
  slack: NonNullable<Config['slack']>,
  commands: readonly Command[],
  log: Logger,
): Promise<Door> {
  const { createSlackAdapter } = await import('../adapters/slack/index.ts')
  const adapter = createSlackAdapter({
    ...slack,
    log,
    commands: commands.filter(one => !one.typedOnly).map(one => one.name),
  })
  return {
    adapter,
    routes: adapter.route ? [adapter.route] : [],
    finished: new Promise(() => {}),
    ready: slack.appToken ? 'Slack over Socket Mode' : 'Slack over HTTP at /slack/events',
  }
}

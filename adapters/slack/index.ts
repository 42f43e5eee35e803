import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Adapter, MessageHandler } from '../../src/core/adapter.ts'
import { createDedupe } from '../../src/core/delivery/dedupe.ts'
import { DeliveryError } from '../../src/core/delivery/delivery-error.ts'
import type { Clock } from '../../src/core/delivery/send-queue.ts'
import type { Workspace } from '../../src/core/incoming.ts'
import type { Logger } from '../../src/core/logger.ts'
import { addressOf, platform, workspaceOf } from './address.ts'
import { createHealth } from './health.ts'
import { clientOptions, type Installation, type Installations, install } from './installation.ts'
import { limits } from './limits.ts'
import { boltLogger } from './log.ts'
import { createPeople } from './people.ts'
import { createBoltApp, type InboundRequest } from './receive/bolt.ts'
import { createDeliveryHandler } from './receive/deliver.ts'
import { createWebhook } from './receive/http.ts'
import { createSocket } from './receive/socket-mode.ts'
import { createToIncoming } from './receive/to-incoming.ts'
import { createFindSent } from './send/find-sent.ts'
import { createSlackSendQueue } from './send/queue.ts'
import { createRespond } from './send/response-url.ts'
import { createSender } from './send/sender.ts'
import { createWebApi } from './send/web-api.ts'

const notInstalled = 'Hearth is not installed in that workspace any more.'

/** The options of the Slack adapter. */
export interface SlackConfig {
  botToken: string
  /** For HTTP. */
  signingSecret?: string
  /** For Socket Mode; with it, HTTP is off. */
  appToken?: string
  /** Where Slack's Web API is: GovSlack, or a stand-in. */
  apiUrl?: string
  /** The slash commands, without the slash; others are refused at once. */
  commands?: readonly string[]
  log: Logger
  now?: () => number
  /** Whose time the pace is kept by; left out: time itself. */
  clock?: Clock
}

/** The route of Slack for the shared HTTP server. */
export interface SlackRoute {
  path: '/slack/events'
  handler(request: IncomingMessage, response: ServerResponse): void
}

/** Slack, over HTTP or Socket Mode. Over HTTP it has a `route` for the shared server. */
export function createSlackAdapter(config: SlackConfig): Adapter & { route?: SlackRoute } {
  const { botToken, apiUrl, log, now = Date.now, clock } = config
  const options = () => clientOptions(apiUrl, boltLogger(log))
  let hearth: MessageHandler | undefined
  let installed: Installation | undefined
  const installations: Installations = team => (installed?.team === team ? installed : undefined)

  const sendQueue = createSlackSendQueue(clock)
  const people = createPeople(sendQueue, now)
  const respond = createRespond(apiUrl)
  const health = createHealth({ installed: () => installed, isConnected: () => transport.isConnected(), now })
  const sender = createSender({
    installations,
    webApi: createWebApi(sendQueue, people),
    findSent: createFindSent(sendQueue, people),
    respond,
    doubt: health.doubt,
    log,
  })
  const deliveries = createDeliveryHandler({
    hearth: started,
    toIncoming: createToIncoming({ people, now, log }),
    people,
    now,
    once: createDedupe({ now, forMs: limits.rememberMs, most: limits.remembered }),
  })
  const boltApp = createBoltApp({
    deliveries,
    installations,
    commands: config.commands,
    respond,
    options: options(),
    log,
  })
  const transport = createTransport(config, { receive: boltApp.receive, options, now })
  const bolt = boltApp.open(transport)
  const route: SlackRoute | undefined = transport.handler && {
    path: '/slack/events',
    handler: transport.handler,
  }

  return {
    platform,
    route,
    async start(bot) {
      hearth = bot
      installed = await install(botToken, options())
      await bolt.start()
    },
    async stop() {
      await bolt.stop()
      await deliveries.finish()
    },
    giveUp: sendQueue.giveUp,
    ...sender,
    homes: () => (installed ? [workspaceOf(installed.team)] : []),
    healthIssue: health.issue,
    async person(workspace, id) {
      const home = installationOf(workspace)
      return home && people.find(home, id)
    },
    async named(workspace, name) {
      const home = installationOf(workspace)
      return home && people.named(home, name)
    },
    async aliases(workspace, id) {
      const home = installationOf(workspace)
      const chat = home && (await people.chatOf(home, id).catch(() => undefined))
      return chat === undefined ? [] : [chat]
    },
    forget(workspace, id) {
      const home = installationOf(workspace)
      if (home) people.forget(home, id)
    },
    keepsItself:
      'Slack itself keeps what was written here, yours and mine, by your organization’s own settings; I cannot take back what you wrote there.',
    async isGuest(workspace, id) {
      const home = installationOf(workspace)
      return home !== undefined && people.isGuest(home, id)
    },
    chatOf(workspace, id) {
      const home = installationOf(workspace)
      if (!home) throw new DeliveryError('unreachable', notInstalled)
      return addressOf({ team: home.team, conversation: id })
    },
  }

  function installationOf(workspace: Workspace): Installation | undefined {
    return installed && workspaceOf(installed.team) === workspace ? installed : undefined
  }

  function started(): MessageHandler {
    if (!hearth) throw new Error('Slack spoke before Hearth was started')
    return hearth
  }
}

interface TransportDeps {
  receive(request: InboundRequest): Promise<void>
  options(): ReturnType<typeof clientOptions>
  now(): number
}

interface Transport {
  start(): Promise<void>
  stop(): Promise<void>
  /** HTTP keeps no connection, and is always connected. */
  isConnected(): boolean
  handler?: SlackRoute['handler']
}

/** Chooses Socket Mode if there is an app token, else HTTP. */
function createTransport(
  { appToken, signingSecret, log }: SlackConfig,
  { receive, options, now }: TransportDeps,
): Transport {
  if (appToken) return createSocket({ appToken, options: options(), receive, log })
  if (signingSecret)
    return { ...createWebhook({ signingSecret, receive, now, log }), isConnected: () => true }
  throw new Error('Slack needs SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode).')
}

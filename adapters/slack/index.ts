import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Adapter } from '../../src/core/adapter.ts'
import type { Coordination } from '../../src/core/delivery/coordination.ts'
import { createDedupe } from '../../src/core/delivery/dedupe.ts'
import { DeliveryError } from '../../src/core/delivery/delivery-error.ts'
import type { Clock } from '../../src/core/delivery/send-queue.ts'
import type { Workspace } from '../../src/core/incoming.ts'
import type { Logger } from '../../src/core/logger.ts'
import { addressOf, locationOf, platform, workspaceOf } from './address.ts'
import { createHealth } from './health.ts'
import { clientOptions, type Installation, install } from './installation.ts'
import { limits } from './limits.ts'
import { boltLogger } from './log.ts'
import { createMembership } from './membership.ts'
import { createPeople } from './people.ts'
import { createReceive, type Receive } from './receive/bolt.ts'
import { createDeliveryHandler, type DeliveryHandler } from './receive/deliver.ts'
import { createWebhook } from './receive/http.ts'
import { createSocket } from './receive/socket-mode.ts'
import { createToIncoming } from './receive/to-incoming.ts'
import { createFindSent } from './send/find-sent.ts'
import { createSlackSendQueue } from './send/queue.ts'
import { createRespond } from './send/response-url.ts'
import { createSender } from './send/sender.ts'
import { createWebApi } from './send/web-api.ts'

const notInstalled = 'Hearth is not installed in that workspace anymore.'

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
  /** What Hearths that share a store settle among them; left out: this one is alone. */
  coordination?: Coordination
}

/** The route of Slack for the shared HTTP server. */
export interface SlackRoute {
  path: '/slack/events'
  handler(request: IncomingMessage, response: ServerResponse): void
}

/** Slack, over HTTP or Socket Mode. Over HTTP it has a `route` for the shared server. */
export function createSlackAdapter(config: SlackConfig): Adapter & { route?: SlackRoute } {
  const { botToken, apiUrl, log, now = Date.now, clock, coordination } = config
  const options = () => clientOptions(apiUrl, boltLogger(log))
  const transport = createTransport(config, options, now)
  const installations = new Map<string, Installation>()
  const sendQueue = createSlackSendQueue(clock, coordination?.book)
  const people = createPeople(sendQueue, now)
  const membership = createMembership(sendQueue)
  const respond = createRespond(apiUrl)
  const health = createHealth({ installations, isConnected: transport.isConnected, now, log })
  const sender = createSender({
    installations,
    webApi: createWebApi(sendQueue, people),
    findSent: createFindSent(sendQueue, people),
    respond,
    doubt: health.doubt,
    log,
  })
  let deliveries: DeliveryHandler | undefined

  return {
    platform,
    route: transport.handler && { path: '/slack/events', handler: transport.handler },
    async start(bot) {
      const installation = await install(botToken, options())
      installations.set(installation.team, installation)
      const memory = { now, forMs: limits.rememberMs, most: limits.remembered }
      deliveries = createDeliveryHandler({
        bot,
        toIncoming: createToIncoming({ people, membership, now, apiUrl, log }),
        people,
        removed: health.removed,
        now,
        once: coordination ? coordination.dedupe(platform, memory) : createDedupe(memory),
      })
      const { commands } = config
      const receive = createReceive({
        deliveries,
        installations,
        commands,
        respond,
        options: options(),
        log,
      })
      await transport.start(receive)
    },
    async stop() {
      await transport.stop()
      await deliveries?.finish()
    },
    giveUp: sendQueue.giveUp,
    ...sender,
    homes: () => [...installations.keys()].map(workspaceOf),
    healthIssue: health.issue,
    async person(workspace, id) {
      const installation = installationOf(workspace)
      return installation && people.find(installation, id)
    },
    async named(workspace, name) {
      const installation = installationOf(workspace)
      return installation && people.named(installation, name)
    },
    async aliases(workspace, id) {
      const installation = installationOf(workspace)
      const chat = installation && (await people.chatOf(installation, id).catch(() => undefined))
      return chat === undefined ? [] : [chat]
    },
    forget(workspace, id) {
      const installation = installationOf(workspace)
      if (installation) people.forget(installation, id)
    },
    keepsItself:
      'Slack itself keeps what was written here, yours and mine, by your organization’s own settings; I cannot take back what you wrote there.',
    isOf: (workspace, address) => workspaceOf(locationOf(address).team) === workspace,
    async isIn(workspace, id, address) {
      const home = installationOf(workspace)
      return home !== undefined && people.isIn(home, id, locationOf(address))
    },
    async isGuest(workspace, id) {
      const installation = installationOf(workspace)
      return installation !== undefined && people.isGuest(installation, id)
    },
    async enter(room) {
      const location = locationOf(room)
      const installation = installations.get(location.team)
      if (installation) await membership.enter(installation, location)
    },
    chatOf(workspace, id) {
      const installation = installationOf(workspace)
      if (!installation) throw new DeliveryError('unreachable', notInstalled)
      return addressOf({ team: installation.team, conversation: id })
    },
  }

  function installationOf(workspace: Workspace): Installation | undefined {
    return [...installations.values()].find(one => workspaceOf(one.team) === workspace)
  }
}

interface Transport {
  start(receive: Receive): Promise<void>
  stop(): Promise<void>
  /** HTTP keeps no connection, and is always connected. */
  isConnected(): boolean
  handler?: SlackRoute['handler']
}

/** Chooses Socket Mode if there is an app token, else HTTP. */
function createTransport(
  { appToken, signingSecret, log }: SlackConfig,
  options: () => ReturnType<typeof clientOptions>,
  now: () => number,
): Transport {
  if (appToken) return createSocket({ appToken, options: options(), log })
  if (signingSecret) return { ...createWebhook({ signingSecret, now, log }), isConnected: () => true }
  throw new Error('Slack needs SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode).')
}

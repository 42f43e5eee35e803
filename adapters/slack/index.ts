import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Adapter } from '../../src/core/adapter.ts'
import type { Coordination } from '../../src/core/delivery/coordination.ts'
import { createDedupe } from '../../src/core/delivery/dedupe.ts'
import { DeliveryError } from '../../src/core/delivery/delivery-error.ts'
import { createOutdated } from '../../src/core/delivery/outdated.ts'
import type { Clock } from '../../src/core/delivery/send-queue.ts'
import type { Workspace } from '../../src/core/incoming.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Speaking } from '../../src/core/translation/speaking.ts'
import { addressOf, locationOf, platform, teamOf, workspaceOf } from './address.ts'
import { createDialogSeal } from './dialog-seal.ts'
import { isOfToken } from './errors.ts'
import { createHealth } from './health.ts'
import { clientOptions, type Installation, type Installations, install, onlyThese } from './installation.ts'
import { limits } from './limits.ts'
import { boltLogger } from './log.ts'
import { createMembership } from './membership.ts'
import type { FlowRoute } from './oauth/flow.ts'
import { createInstalls, type InstallsConfig } from './oauth/installs.ts'
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

const slackKeeps =
  'Slack itself keeps what was written here, yours and mine, by your organization’s own settings; I cannot take back what you wrote there.'
const whenRemoved =
  'If I am removed from your Slack, I keep what your library saved for 30 days, in case I am added again, and erase it then.'
const notInstalled = 'Hearth is not installed in that workspace anymore.'

/** The options of the Slack adapter. */
export interface SlackConfig {
  /** Says Slack's own words in the language of their message; left out: in English. */
  sayIn?: Speaking['sayIn']
  /** One workspace's. Left out: `oauth`, for as many as add Hearth to their Slack. */
  botToken?: string
  oauth?: InstallsConfig
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

/** Slack, over HTTP or Socket Mode. Over HTTP it has a `route` for the shared server, and `installRoutes` where people add it themselves. */
export function createSlackAdapter(
  config: SlackConfig,
): Adapter & { route?: SlackRoute; installRoutes?: readonly FlowRoute[] } {
  const { botToken, oauth, apiUrl, log, now = Date.now, clock, coordination } = config
  const options = () => clientOptions(apiUrl, boltLogger(log))
  const transport = createTransport(config, options, now)
  const own = new Map<string, Installation>()
  const installs = oauth && createInstalls(oauth, { apiUrl, options, coordination, now, log })
  const installations: Installations = installs?.installations ?? onlyThese(own)
  const sendQueue = createSlackSendQueue(clock, coordination?.book)
  const people = createPeople(sendQueue, now, coordination?.outdated ?? createOutdated())
  const membership = createMembership(sendQueue)
  const respond = createRespond(apiUrl)
  const dialogs = createDialogSeal(config.signingSecret ?? config.appToken ?? '')
  const health = createHealth({ installations: own, isConnected: transport.isConnected, now, log })
  const sender = createSender({
    sayIn: config.sayIn,
    installations,
    webApi: createWebApi(sendQueue, people),
    findSent: createFindSent(sendQueue, people),
    respond,
    dialogs,
    doubt(error, installation) {
      if (!installs) return health.doubt(error)
      if (isOfToken(error)) void installs.check(installation)
    },
    log,
  })
  let deliveries: DeliveryHandler | undefined

  return {
    platform,
    route: transport.handler && { path: '/slack/events', handler: transport.handler },
    ...(installs && { installRoutes: installs.routes, leftAt: installs.leftAt }),
    async start(bot) {
      if (botToken) {
        const installation = await install(botToken, options())
        own.set(installation.team, installation)
      }
      await installs?.open()
      const memory = { now, forMs: limits.rememberMs, most: limits.remembered }
      deliveries = createDeliveryHandler({
        bot,
        toIncoming: createToIncoming({ people, membership, now, apiUrl, log }),
        people,
        dialogs,
        showDialog: (dialog, message) => void sender.send(dialog, message).catch(() => {}),
        removed: installs ? installs.check : health.removed,
        now,
        once: coordination ? coordination.dedupe(platform, memory) : createDedupe(memory),
      })
      const { commands } = config
      const receive = createReceive({
        deliveries,
        dialogs,
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
      await installs?.stop()
    },
    giveUp: sendQueue.giveUp,
    ...sender,
    homes: () => installations.teams().map(workspaceOf),
    // One library's trouble is that library's: it is told in the log, and the others go on.
    healthIssue: installs ? async () => undefined : health.issue,
    async person(workspace, id) {
      const installation = await installationOf(workspace)
      return installation && people.find(installation, id)
    },
    async named(workspace, name) {
      const installation = await installationOf(workspace)
      return installation ? people.named(installation, name) : []
    },
    async aliases(workspace, id) {
      const installation = await installationOf(workspace)
      const chat = installation && (await people.chatOf(installation, id).catch(() => undefined))
      return chat === undefined ? [] : [chat]
    },
    forget(workspace, id) {
      const team = teamOf(workspace)
      if (team) people.forget({ team }, id)
    },
    keepsItself: installs ? `${slackKeeps} ${whenRemoved}` : slackKeeps,
    isOf: (workspace, address) => workspaceOf(locationOf(address).team) === workspace,
    async isIn(workspace, id, address) {
      const home = await installationOf(workspace)
      return home !== undefined && people.isIn(home, id, locationOf(address))
    },
    async isGuest(workspace, id) {
      const installation = await installationOf(workspace)
      return installation !== undefined && people.isGuest(installation, id)
    },
    async enter(room) {
      const location = locationOf(room)
      const installation = await installations.find(location.team)
      if (installation) await membership.enter(installation, location)
    },
    chatOf(workspace, id) {
      const team = teamOf(workspace)
      if (!team || !installations.mayBeIn(team)) throw new DeliveryError('unreachable', notInstalled)
      return addressOf({ team, conversation: id })
    },
  }

  async function installationOf(workspace: Workspace): Promise<Installation | undefined> {
    const team = teamOf(workspace)
    return team === undefined ? undefined : installations.find(team)
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

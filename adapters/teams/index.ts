import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Adapter } from '../../src/core/adapter.ts'
import type { Coordination } from '../../src/core/delivery/coordination.ts'
import { createDedupe } from '../../src/core/delivery/dedupe.ts'
import { DeliveryError } from '../../src/core/delivery/delivery-error.ts'
import { createOffers } from '../../src/core/delivery/offers.ts'
import { createOutdated } from '../../src/core/delivery/outdated.ts'
import type { Clock } from '../../src/core/delivery/send-queue.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Store } from '../../src/core/store.ts'
import type { Speaking } from '../../src/core/translation/speaking.ts'
import { addressOf, locationOf, platform, tenantOf, workspaceOf } from './address.ts'
import { createBotBuilder } from './connector/botbuilder.ts'
import { type CloudName, clouds } from './connector/clouds.ts'
import { type App, createTokens } from './connector/token.ts'
import { createConversations } from './directory/conversations.ts'
import { createDirectory } from './directory/directory.ts'
import { createPeople } from './directory/people.ts'
import { createHealth } from './health.ts'
import { limits } from './limits.ts'
import { handleActivity } from './receive/activities.ts'
import { createFirstPress } from './receive/double-press.ts'
import { createPending, type HandlerDeps } from './receive/handler-deps.ts'
import { createWebhook } from './receive/http.ts'
import { createPlaceSigner } from './receive/signed-place.ts'
import { createActivities } from './send/activities.ts'
import { createConversationReferences } from './send/conversation-references.ts'
import { createFileOffers, offerTerms } from './send/files.ts'
import { createTeamsSendQueue } from './send/queue.ts'
import { createSender } from './send/sender.ts'
import { localTenants, servedTenants } from './served-tenants.ts'

/** The options of the Teams adapter. */
export interface TeamsConfig {
  /** Says the cards' own words in the language of their message; left out: in English. */
  sayIn?: Speaking['sayIn']
  /** Who translates what Teams alone is told, for whoever reads it; left out: nobody. */
  toReader?: Speaking['toReader']
  /** Left out: tokens are not checked. Then `local` must be set. */
  app?: App
  /** Tenants that are served beside the app's own. */
  tenants?: readonly string[] | 'open'
  /** Hearth listens to this computer alone, and sends to it alone. */
  local: boolean
  /** Microsoft's cloud that the tenants are in; left out: the public one. */
  cloud?: CloudName
  /** The base address of a stand-in for the Bot Framework. */
  apiUrl?: string
  /** Holds the directory of people and conversations, each tenant's in its own workspace. */
  store: Store
  log: Logger
  now?: () => number
  /** The clock of the send queue; left out: the real one. */
  clock?: Clock
  /** What Hearths that share a store settle among them; left out: this one is alone. */
  coordination?: Coordination
}

/** The route of Teams for the shared HTTP server. */
export interface TeamsRoute {
  path: '/api/messages'
  handler(request: IncomingMessage, response: ServerResponse): void
}

/** Teams, over HTTP. */
export function createTeamsAdapter(config: TeamsConfig): Adapter & { route: TeamsRoute } {
  const { app, local, apiUrl, store, log, now = Date.now, clock, coordination } = config
  if (!app && !local) throw new Error('Teams needs MicrosoftAppId, or TEAMS_LOCAL=1 on this computer alone.')
  const serves = servedTenants(app, config.tenants)
  const cloud = clouds[config.cloud ?? 'public']
  const trusted = { local: local && !app, first: {}, apiUrl, cloud }
  // Tokens expire by the real clock, whatever time commands are told.
  const tokens = app && createTokens(app, { cloud, ...(apiUrl && { login: apiUrl }) })
  const sdk = { now: Date.now, app, tokens, apiUrl, cloud }
  const connector = createBotBuilder(sdk)
  const directory = createDirectory(store, serves)
  const outdated = coordination?.outdated ?? createOutdated()
  const people = createPeople({ directory, connector, now, outdated })
  const sendQueue = createTeamsSendQueue(clock, coordination?.book)
  const references = createConversationReferences({
    directory,
    connector,
    sendQueue,
    trusted,
    account: people.account,
    log,
  })
  const activities = createActivities({ connector, sendQueue, references, log })
  const conversations = createConversations({ directory, connector, outdated })
  const signer = createPlaceSigner(digest(app?.password ?? 'local'))
  const terms = offerTerms(now)
  const files = createFileOffers(coordination?.offers(terms) ?? createOffers(terms))
  const { nameAt } = conversations
  const sender = createSender({
    activities,
    references,
    people,
    files,
    signer,
    nameAt,
    sayIn: config.sayIn,
  })
  const admits = app ? serves : localTenants(directory.tenants, limits.localTenants)
  const webhook = createWebhook({ connector, trusted, serves: admits, unchecked: !app, log })
  const pending = createPending(log)
  const health = createHealth({ tokens, now })

  return {
    platform,
    route: { path: '/api/messages', handler: webhook.handler },
    async start(bot) {
      const memory = { now, forMs: limits.rememberMs, most: limits.remembered }
      const once = coordination ? coordination.dedupe(platform, memory) : createDedupe(memory)
      const deps: HandlerDeps = {
        bot,
        directory,
        conversations,
        once,
        isFirstPress: createFirstPress(),
        signer,
        sender,
        sayIn: config.sayIn,
        toReader: config.toReader,
        activities,
        files,
        trusted,
        pending,
        now,
        log,
      }
      await directory.open()
      webhook.start((activity, source) => handleActivity(activity, source, deps))
    },
    async stop() {
      await webhook.stop()
      await pending.finish()
    },
    giveUp: sendQueue.giveUp,
    send: sender.send,
    update: sender.update,
    remove: sender.remove,
    homes: () => directory.tenants().map(workspaceOf),
    healthIssue: health.issue,
    async person(workspace, id) {
      const tenant = tenantOf(workspace)
      return tenant === undefined ? undefined : people.find(tenant, id)
    },
    async named(workspace, name) {
      const tenant = tenantOf(workspace)
      return tenant === undefined ? [] : people.named(tenant, name)
    },
    async aliases(workspace, id) {
      const tenant = tenantOf(workspace)
      const known = tenant === undefined ? undefined : await directory.person(tenant, id)
      const own = [known?.account, known?.chat?.conversation].filter(one => one !== undefined)
      return own.flatMap(one => [one, encodeURIComponent(one)])
    },
    async forget(workspace, id) {
      const tenant = tenantOf(workspace)
      if (tenant === undefined) return
      directory.forget(tenant, id)
      people.forget(tenant)
      await files.forget(tenant)
    },
    keepsItself:
      'Teams itself keeps what was written here, yours and mine, by your organization’s own rules; I cannot take that back.',
    isOf: (workspace, address) => workspaceOf(locationOf(address).tenant) === workspace,
    async roomNamed(workspace, id, name) {
      const tenant = tenantOf(workspace)
      const conversation = tenant === undefined ? undefined : await people.roomNamed(tenant, id, name)
      return tenant && conversation ? addressOf({ tenant, target: { conversation } }) : undefined
    },
    async isIn(workspace, id, address) {
      const tenant = tenantOf(workspace)
      return tenant !== undefined && people.isIn(tenant, id, locationOf(address))
    },
    async isGuest(workspace, id, at) {
      const tenant = tenantOf(workspace)
      const { target } = locationOf(at)
      const conversation = 'conversation' in target ? target.conversation : undefined
      return tenant !== undefined && people.isGuest(tenant, id, conversation)
    },
    chatOf(workspace, id) {
      const tenant = tenantOf(workspace)
      if (tenant === undefined) throw new DeliveryError('unreachable', 'Hearth is not in that tenant.')
      return addressOf({ tenant, target: { person: id } })
    },
  }
}

const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex')

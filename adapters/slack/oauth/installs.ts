import type { webApi } from '@slack/bolt'
import type { Coordination } from '../../../src/core/delivery/coordination.ts'
import { createDedupe } from '../../../src/core/delivery/dedupe.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Store } from '../../../src/core/store.ts'
import { platform } from '../address.ts'
import type { Installation } from '../installation.ts'
import { limits } from '../limits.ts'
import { errorSummary } from '../log.ts'
import { createAccess } from './access.ts'
import { createFlow, paths } from './flow.ts'
import { createManyInstallations } from './installations.ts'
import type { Permission } from './pages.ts'
import { createSeal } from './seal.ts'
import { createStates, stateMs } from './state.ts'

/** What is needed where people add Hearth to their own Slack. */
export interface InstallsConfig {
  clientId: string
  clientSecret: string
  /** What seals the tokens: the first seals, all open. */
  secrets: readonly [string, ...string[]]
  /** Where people reach Hearth, without a slash at the end. */
  publicUrl: string
  permissions: readonly Permission[]
  store: Store
}

interface InstallsDeps {
  apiUrl: string | undefined
  options(): webApi.WebClientOptions
  coordination: Coordination | undefined
  now(): number
  log: Logger
}

/** Puts together how workspaces come and go. */
export function createInstalls(
  { clientId, clientSecret, secrets, publicUrl, permissions, store }: InstallsConfig,
  { apiUrl, options, coordination, now, log }: InstallsDeps,
) {
  const seal = createSeal(secrets)
  const access = createAccess({
    clientId,
    clientSecret,
    redirectUri: `${publicUrl}${paths.redirect}`,
    options,
  })
  const installations = createManyInstallations({ store, seal, access, options, now, log })
  const memory = { now, forMs: stateMs, most: limits.remembered }
  const flow = createFlow({
    clientId,
    publicUrl,
    permissions,
    apiUrl,
    access,
    installations,
    states: createStates(seal, now),
    once: coordination ? coordination.dedupe(`${platform}-install`, memory) : createDedupe(memory),
    options,
    log,
  })
  const pending = new Set<Promise<void>>()

  return {
    installations,
    routes: flow.routes,
    open: installations.open,
    leftAt: installations.leftAt,
    /** Whether Hearth was removed there is asked in the background. */
    check(installation: Installation): void {
      const asked = installations
        .check(installation)
        .catch(error =>
          log.error(`slack ${installation.under}: its removal was not kept. ${errorSummary(error)}`),
        )
        .then(() => void pending.delete(asked))
      pending.add(asked)
    },
    async stop() {
      await flow.stop()
      while (pending.size > 0) await Promise.allSettled(pending)
    },
  }
}

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { webApi } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import type { Workspace } from '../../../src/core/incoming.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { addFirstAdmin } from '../../../src/core/records/admins.ts'
import { purge } from '../../../src/core/records/purge.ts'
import type { Store, Tx } from '../../../src/core/store.ts'
import { teamOf, workspaceOf } from '../address.ts'
import { errorCode, isOfToken } from '../errors.ts'
import type { Installation, Installations } from '../installation.ts'
import { limits } from '../limits.ts'
import { errorSummary } from '../log.ts'
import { type Access, type Grant, Ungranted } from './access.ts'
import { type InstallRecord, installRecords, organizationRecords, recordId } from './records.ts'
import type { Seal } from './seal.ts'

/** The installations that people made through “Add to Slack”. */
export interface ManyInstallations extends Installations {
  /** Reads which libraries there are. */
  open(): Promise<void>
  /** Keeps what Slack granted. `back`: Hearth was removed there before, and what the library kept is still there. */
  keep(grant: Grant, bot: string | undefined): Promise<'new' | 'again' | 'back'>
  /** Slack says that Hearth was removed, or refused its token: asks whether that is so, and lets go of the token. */
  check(installation: Installation): Promise<void>
  /** Since when Hearth is not in a workspace any more; undefined: it is, or never was. */
  leftAt(workspace: Workspace): Promise<number | undefined>
}

interface ManyInstallationsDeps {
  store: Store
  seal: Seal
  access: Pick<Access, 'byRefresh'>
  options(): webApi.WebClientOptions
  now(): number
  log: Logger
}

/** Keeps each installation in the library of its workspace: it is moved, backed up and erased with it. */
export function createManyInstallations(deps: ManyInstallationsDeps): ManyInstallations {
  const { store, seal, options, now, log } = deps
  const renewal = createRenewal(deps)
  const teams = new Set<string>()
  const held = new LRUCache<string, { found: Promise<Installation | undefined>; until: number }>({
    max: limits.installations,
  })

  return {
    teams: () => [...teams],
    // Another Hearth may have installed it a moment ago.
    mayBeIn: () => true,
    async find(team, enterprise) {
      return (await at(team)) ?? (await throughOrganization(team, enterprise))
    },
    async open() {
      for (const workspace of await store.workspaces()) {
        const team = teamOf(workspace)
        if (team) teams.add(team)
      }
    },
    async keep(grant, bot) {
      const outcome = await store.update(workspaceOf(grant.team), async tx => {
        const before = await tx.get(installRecords, recordId)
        await tx.put(installRecords, recordId, recordOf(grant, bot))
        if (!before && grant.by) await addFirstAdmin(tx, grant.by, now())
        if (!before) return 'new'
        return before.goneAt === undefined ? 'again' : 'back'
      })
      held.delete(grant.team)
      teams.add(grant.team)
      return outcome
    },
    async check(installation) {
      const refusal = await installation.client.auth.test().then(
        () => undefined,
        error => error,
      )
      if (refusal === undefined) return
      if (!isOfToken(refusal))
        return log.warn(
          `slack ${installation.under}: whether Hearth was removed could not be asked. ${errorSummary(refusal)}`,
        )
      held.delete(installation.under)
      // It ended while something was on its way: the next look renews it.
      if (errorCode(refusal) === 'token_expired') return
      await letGo(installation)
    },
    async leftAt(workspace) {
      const team = teamOf(workspace)
      if (!team || team.startsWith('E')) return undefined
      const own = await store.get(workspace, installRecords, recordId)
      const organization = await store.get(workspace, organizationRecords, recordId)
      const whole =
        organization && (await store.get(workspaceOf(organization.enterprise), installRecords, recordId))
      if (own?.token || whole?.token) return undefined
      const left = [own?.goneAt, whole?.goneAt].filter(one => one !== undefined)
      return left.length > 0 ? Math.max(...left) : undefined
    },
  }

  function at(team: string): Promise<Installation | undefined> {
    const known = held.get(team)
    if (known && known.until > now()) return known.found
    const one = { found: look(team), until: now() + limits.installationMs }
    held.set(team, one)
    const drop = () => held.get(team) === one && held.delete(team)
    // That there is none is looked up each time: whoever has just installed it must not be turned away.
    one.found.then(found => found ?? drop(), drop)
    return one.found
  }

  async function look(team: string): Promise<Installation | undefined> {
    const record = await store.get(workspaceOf(team), installRecords, recordId)
    if (!record?.token) return undefined
    const fresh = await renewal.fresh(record)
    if (!fresh?.token) return undefined
    teams.add(team)
    return installationOf(fresh, seal.open(fresh.token, fresh.team), options())
  }

  /** In an organization that has Hearth everywhere, each workspace is a library of its own, with one token. */
  async function throughOrganization(team: string, told?: string): Promise<Installation | undefined> {
    const kept = await store.get(workspaceOf(team), organizationRecords, recordId)
    const enterprise = told ?? kept?.enterprise
    const whole = enterprise && enterprise !== team ? await at(enterprise) : undefined
    if (!whole || !enterprise) return undefined
    // A reminder knows its workspace alone.
    if (kept?.enterprise !== enterprise)
      await store.update(workspaceOf(team), tx => tx.put(organizationRecords, recordId, { enterprise }))
    teams.add(team)
    const client = new webApi.WebClient(whole.token, { ...options(), teamId: team })
    return { ...whole, team, client }
  }

  function recordOf(grant: Grant, bot: string | undefined): InstallRecord {
    const { team, app, botUser, scopes } = grant
    return { team, app, botUser, ...(bot && { bot }), scopes, at: now(), ...sealedTokens(seal, grant, now()) }
  }

  async function letGo({ under, token }: Installation): Promise<void> {
    const isGone = await purge(
      { purge: change => store.purge(workspaceOf(under), change) },
      async (tx: Tx): Promise<boolean> => {
        const record = await tx.get(installRecords, recordId)
        // It was installed anew meanwhile.
        if (!record?.token || seal.open(record.token, under) !== token) return false
        const { token: _, refresh: __, expiresAt: ___, renewing: ____, ...left } = record
        await tx.put(installRecords, recordId, { ...left, goneAt: now() })
        return true
      },
    )
    if (isGone.result)
      log.warn(
        `slack ${under}: Hearth was removed there. Its token is deleted; what the library keeps is erased in 30 days, unless Hearth is installed there again.`,
      )
  }
}

const installationOf = (
  { team, app, botUser, bot }: InstallRecord,
  token: string,
  options: webApi.WebClientOptions,
): Installation => ({
  team,
  under: team,
  app,
  botUser,
  bot,
  token,
  client: new webApi.WebClient(token, options),
})

/** The tokens of a grant as they are kept. */
const sealedTokens = (
  seal: Seal,
  { team, token, refresh, expiresIn }: Grant,
  now: number,
): Pick<InstallRecord, 'token' | 'refresh' | 'expiresAt'> => ({
  token: seal.close(token, team),
  ...(refresh && { refresh: seal.close(refresh, team) }),
  ...(expiresIn && { expiresAt: now + expiresIn * 1_000 }),
})

/** Where tokens end after half a day, they are renewed this long before. */
const earlyMs = 2 * 60 * 60_000
/** For so long whoever renews one is waited for; then somebody else does. */
const renewingMs = 30_000
const lookAgainMs = 500

/** Renews tokens that end, each by one Hearth at a time: a refresh token is good once. */
function createRenewal({ store, seal, access, now, log }: ManyInstallationsDeps) {
  return {
    /** The record with a token that is good; undefined: Slack renews it no more. */
    async fresh(record: InstallRecord): Promise<InstallRecord | undefined> {
      if (record.expiresAt === undefined || record.expiresAt > now() + earlyMs) return record
      const by = randomUUID()
      const mine = record.refresh && (await begin(record.team, by))
      if (mine) return renew(mine, by)
      return isGood(record) ? record : renewedByAnother(record.team)
    },
  }

  function begin(team: string, by: string): Promise<InstallRecord | undefined> {
    return store.update(workspaceOf(team), async tx => {
      const record = await tx.get(installRecords, recordId)
      const isTaken = record?.renewing && record.renewing.until > now()
      if (!record?.refresh || isTaken || !isDue(record)) return undefined
      await tx.put(installRecords, recordId, { ...record, renewing: { by, until: now() + renewingMs } })
      return record
    })
  }

  async function renew(record: InstallRecord, by: string): Promise<InstallRecord | undefined> {
    const { team, refresh = '' } = record
    try {
      const grant = await access.byRefresh(seal.open(refresh, team))
      // Slack took the old ones back: these are kept, whoever began meanwhile.
      return await end(team, by, before => ({ ...before, ...sealedTokens(seal, { ...grant, team }, now()) }))
    } catch (error) {
      const isSpent = error instanceof Ungranted && error.isSpent
      log.error(`slack ${team}: its token could not be renewed. ${adviceFor(error)}`)
      const left = await end(team, by, ({ refresh: tried, ...before }) =>
        isSpent && tried === refresh ? before : { ...before, ...(tried && { refresh: tried }) },
      )
      if (left && isGood(left)) return left
      if (isSpent) return undefined
      throw error
    }
  }

  function end(
    team: string,
    by: string,
    change: (record: InstallRecord) => InstallRecord,
  ): Promise<InstallRecord | undefined> {
    return store.update(workspaceOf(team), async tx => {
      const record = await tx.get(installRecords, recordId)
      if (!record?.token) return undefined
      const { renewing, ...changed } = change(record)
      const next = { ...changed, ...(renewing && renewing.by !== by && { renewing }) }
      await tx.put(installRecords, recordId, next)
      return next
    })
  }

  async function renewedByAnother(team: string): Promise<InstallRecord | undefined> {
    for (let waited = 0; waited < renewingMs; waited += lookAgainMs) {
      const record = await store.get(workspaceOf(team), installRecords, recordId)
      if (!record?.token || isGood(record)) return record
      if (!record.renewing || record.renewing.until <= now()) return undefined
      await pause(lookAgainMs)
    }
    return undefined
  }

  /** Whether it can be used for the minute that it is believed in. */
  function isGood({ expiresAt = Number.POSITIVE_INFINITY }: InstallRecord): boolean {
    return expiresAt > now() + limits.installationMs
  }

  function isDue({ expiresAt = Number.POSITIVE_INFINITY }: InstallRecord): boolean {
    return expiresAt <= now() + earlyMs
  }
}

function adviceFor(error: unknown): string {
  if (!(error instanceof Ungranted) || !error.advice) return `It is tried again. ${errorSummary(error)}`
  return error.isSpent ? `${error.advice} Have Hearth installed there again.` : error.advice
}

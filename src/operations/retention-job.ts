import type { Workspace } from '../core/incoming.ts'
import { type Logger, reason } from '../core/logger.ts'
import { heldNow } from '../core/records/legal-hold.ts'
import type { PersonalDataEntry } from '../core/records/personal-data.ts'
import type { SchedulerDeps } from '../core/schedule/scheduler.ts'
import type { Store, Tx } from '../core/store.ts'
import { carryOut } from '../features/privacy/erase-person.ts'
import { expiring } from '../features/privacy/expire.ts'
import { cutoff, periodInWords, retention, rule } from '../features/privacy/retention-period.ts'
import { every } from './every.ts'
import { lastNight } from './nightly-backup.ts'

interface RetentionJobDeps extends Pick<SchedulerDeps, 'now' | 'wait'> {
  /** Asked for only once there is one. */
  store(): Store
  inventory: readonly PersonalDataEntry[]
  log: Logger
}

/** How often it is looked whether the night has come: computers are suspended, and clocks are set. */
const napMs = 10 * 60_000
/** After a longer gap, or a step back, nothing goes before the next night: the clock may have been set wrong. */
const trustedMs = 3 * 24 * 60 * 60_000

/** Deletes every night what the libraries no longer want to keep, with all older copies of it. */
export function createRetentionJob({ store, inventory, now, wait, log }: RetentionJobDeps) {
  const rounds = every(wait, napMs, sweep, error =>
    log.error(`Retention: it is tried again. ${reason(error)}`),
  )
  let lookedAt = Number.NEGATIVE_INFINITY

  return { ...rounds, sweep }

  /** Looks once a night at every library that has set a limit. */
  async function sweep(): Promise<void> {
    if (lookedAt >= lastNight(now()) && lookedAt <= now()) return
    lookedAt = now()
    for (const workspace of await store().workspaces())
      await expire(workspace).catch(error => log.error(`${workspace}: retention failed. ${reason(error)}`))
  }

  async function expire(workspace: Workspace): Promise<void> {
    const kept = await store().get(workspace, retention, rule)
    if (!kept || (kept.lookedAt >= lastNight(now()) && kept.lookedAt <= now())) return
    const gap = now() - kept.lookedAt
    const isTrusted = gap >= 0 && gap <= trustedMs
    const before = cutoff(kept, now())
    const look = async (from: Pick<Tx, 'list' | 'select'>) =>
      expiring(from, inventory, before, await heldNow(from))
    const library: Pick<Tx, 'list' | 'select'> = {
      list: kind => store().list(workspace, kind),
      select: (kind, matches) => store().select(workspace, kind, matches),
    }
    const count = isTrusted ? (await look(library)).changes.length : 0
    if (count === 0) return store().update(workspace, tx => looked(tx))
    await store().purge(workspace, async tx => {
      const { changes, aged } = await look(tx)
      await carryOut(tx, changes)
      await looked(tx, { at: now(), count: aged.reduce((sum, one) => sum + one.count, 0) })
    })
    log.info(
      `${workspace}: what nobody had used for ${periodInWords(kept)} was deleted (${count} documents).`,
    )
  }

  async function looked(tx: Tx, last?: { at: number; count: number }): Promise<void> {
    const kept = await tx.get(retention, rule)
    if (kept) await tx.put(retention, rule, { ...kept, lookedAt: now(), ...(last && { last }) })
  }
}

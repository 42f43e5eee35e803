import type { Adapter } from '../core/adapter.ts'
import type { Workspace } from '../core/incoming.ts'
import { type Logger, reason } from '../core/logger.ts'
import { departures } from '../core/records/departures.ts'
import type { PersonalDataEntry } from '../core/records/personal-data.ts'
import type { SchedulerDeps } from '../core/schedule/scheduler.ts'
import type { Store } from '../core/store.ts'
import { eraseLibrary, isHeldForRecords } from './erase-library.ts'
import { every } from './every.ts'
import { lastNight } from './nightly-backup.ts'

interface DepartedLibrariesDeps extends Pick<SchedulerDeps, 'now' | 'wait'> {
  /** Asked for only once there is one. */
  store(): Store
  adapters: readonly Adapter[]
  /** Every kind of document there is. */
  inventory: readonly PersonalDataEntry[]
  log: Logger
}

/** How often it is looked whether the night has come: computers are suspended, and clocks are set. */
const napMs = 10 * 60_000
const dayMs = 24 * 60 * 60_000
/** For so long a library that removed Hearth may change its mind. */
const keptMs = 30 * dayMs
/** After a longer gap, or a step back, nothing goes before the next night: the clock may have been set wrong. */
const trustedMs = 3 * dayMs

/** Erases every night what libraries saved that removed Hearth thirty days ago, with all older copies of it. */
export function createDepartedLibraries({
  store,
  adapters,
  inventory,
  now,
  wait,
  log,
}: DepartedLibrariesDeps) {
  const rounds = every(wait, napMs, sweep, error =>
    log.error(`Libraries that left: it is tried again. ${reason(error)}`),
  )
  let lookedAt = Number.NEGATIVE_INFINITY

  return { ...rounds, sweep }

  async function sweep(): Promise<void> {
    if (lookedAt >= lastNight(now()) && lookedAt <= now()) return
    lookedAt = now()
    const telling = adapters.filter(one => one.leftAt)
    if (telling.length === 0) return
    for (const workspace of await store().workspaces())
      await look(workspace, telling).catch(error =>
        log.error(`${workspace}: it left, and could not be erased. ${reason(error)}`),
      )
  }

  async function look(workspace: Workspace, telling: readonly Adapter[]): Promise<void> {
    const left = (await Promise.all(telling.map(one => one.leftAt?.(workspace)))).find(at => at !== undefined)
    const before = await store().get(workspace, departures, 'here')
    if (left === undefined) return before && store().update(workspace, tx => tx.delete(departures, 'here'))
    const gap = now() - (before?.lookedAt ?? now())
    const isTrusted = before !== undefined && gap >= 0 && gap <= trustedMs
    if (!isTrusted || now() - left < keptMs)
      return store().update(workspace, tx => tx.put(departures, 'here', { lookedAt: now() }))
    if (await isHeldForRecords(store(), workspace))
      return log.warn(
        `${workspace}: it removed Hearth 30 days ago. Things are held for records there, so nothing was erased.`,
      )
    const count = await eraseLibrary(store(), inventory, workspace)
    log.info(
      `${workspace}: it removed Hearth 30 days ago. All that it saved was erased (${count} documents).`,
    )
  }
}

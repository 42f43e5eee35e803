import type { Config } from '../config/config.ts'
import type { Adapter } from '../core/adapter.ts'
import type { HealthIssue } from '../core/health-issue.ts'
import type { Workspace } from '../core/incoming.ts'
import type { Logger } from '../core/logger.ts'
import type { PersonalDataEntry } from '../core/records/personal-data.ts'
import type { SchedulerDeps } from '../core/schedule/scheduler.ts'
import type { Store } from '../core/store.ts'
import { disk } from '../store/disk/files.ts'
import { workspacesIn } from '../store/places.ts'
import { createAdminAlerts } from './admin-alerts.ts'
import { createDepartedLibraries } from './departed-libraries.ts'
import { freeBytes, writingFails } from './doctor/disk.ts'
import { createHealthMonitor, type HealthMonitorDeps, healthIssueOf } from './health-monitor.ts'
import { createNightlyBackup } from './nightly-backup.ts'
import { createNightlyClearing } from './nightly-clearing.ts'
import { createRetentionJob } from './retention-job.ts'
import { createUndoExpiry } from './undo-expiry.ts'

interface BackgroundJobsDeps {
  config: Pick<Config, 'dataDir' | 'backupDir' | 'backupDays' | 'admins' | 'database'>
  /** Asked for only once there is one. */
  store(): Store
  /** How the place stands that it keeps things in. */
  opened(): KeptIn
  adapters: readonly Adapter[]
  /** What goes by its age is looked for in it. */
  inventory: readonly PersonalDataEntry[]
  clock: Pick<SchedulerDeps, 'now' | 'wait'>
  log: Logger
}

/** Where things are kept, as far as the jobs have to do with it. */
interface KeptIn {
  whyUnready(): Promise<string | undefined>
  clearErased?(): Promise<number>
}

/** What Hearth does by itself: it makes backups, deletes by age, watches the disk and the platforms, and alerts the admins. */
export function createBackgroundJobs({
  config,
  store,
  opened,
  adapters,
  inventory,
  clock,
  log,
}: BackgroundJobsDeps) {
  const { admins, dataDir, backupDir, backupDays: days, database } = config
  const places = { files: disk, root: dataDir, backups: backupDir }
  const alerts = createAdminAlerts({ store, adapters, admins, now: clock.now, log })
  // A database has its own ways to be backed up; what was erased goes off its pages at night.
  const nightly = database
    ? createNightlyClearing({
        clear: async () => opened().clearErased?.() ?? 0,
        ...clock,
        log,
        onNight: onClearing,
      })
    : createNightlyBackup({ places, days, ...clock, log, onNight })
  const retention = createRetentionJob({ store, inventory, ...clock, log })
  const departed = createDepartedLibraries({ store, adapters, inventory, ...clock, log })
  const undo = createUndoExpiry({ store, ...clock, log })
  const healthMonitor = createHealthMonitor({
    alerts,
    adapters,
    disk: database ? databaseOf() : folderOf(places),
    ...clock,
    log,
  })

  return {
    start() {
      nightly.start()
      retention.start()
      departed.start()
      undo.start()
      healthMonitor.start()
    },
    /** Resolves when what is in hand is finished. */
    async stop() {
      await Promise.all([nightly, retention, departed, undo, healthMonitor].map(one => one.stop()))
    },
    /** A save or a read failed. */
    onStoreError(workspace: Workspace, error: unknown): void {
      const found = healthIssueOf(workspace, error)
      if (found) void alerts.raise(found.name, found.issue)
    },
    /** Why the platforms cannot be spoken with, in sentences. */
    async platformIssues(): Promise<string[]> {
      const found = await Promise.all(adapters.map(adapter => adapter.healthIssue?.()))
      return found.flatMap(issue => (issue ? [issue.says] : []))
    },
  }

  function folderOf({ files, root }: typeof places): HealthMonitorDeps['disk'] {
    return {
      free: () => freeBytes(root),
      writable: async () => (await writingFails(root)) === undefined,
      workspaces: () => workspacesIn(files, root),
    }
  }

  /** How much room a database has is not told to whoever uses it. */
  function databaseOf(): HealthMonitorDeps['disk'] {
    return {
      free: async () => Number.POSITIVE_INFINITY,
      writable: async () => (await opened().whyUnready()) === undefined,
      workspaces: () => store().workspaces(),
    }
  }

  function onClearing(failure?: string): void {
    void (failure === undefined ? alerts.mended('clearing') : alerts.raise('clearing', notCleared(failure)))
  }

  function onNight(failure?: string): void {
    void (failure === undefined ? alerts.mended('backup') : alerts.raise('backup', noBackup(failure)))
  }
}

const notCleared = (why: string): HealthIssue => ({
  says: why,
  mend: 'look after the database; I try again every night.',
})

const noBackup = (why: string): HealthIssue => ({
  says: `I could not make last night’s backup. ${why}`,
  mend: 'type npm run doctor on the computer I run on.',
})

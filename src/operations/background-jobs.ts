import type { Config } from '../config/config.ts'
import type { Adapter } from '../core/adapter.ts'
import type { HealthIssue } from '../core/health-issue.ts'
import type { Workspace } from '../core/incoming.ts'
import type { Logger } from '../core/logger.ts'
import type { PersonalDataEntry } from '../core/records/personal-data.ts'
import type { SchedulerDeps } from '../core/schedule/scheduler.ts'
import type { Store } from '../core/store.ts'
import { disk } from '../store/disk/files.ts'
import { type Places, workspacesIn } from '../store/places.ts'
import { createAdminAlerts } from './admin-alerts.ts'
import { freeBytes, writingFails } from './doctor/disk.ts'
import { createHealthMonitor, healthIssueOf } from './health-monitor.ts'
import { createNightlyBackup } from './nightly-backup.ts'
import { createRetentionJob } from './retention-job.ts'
import { createUndoExpiry } from './undo-expiry.ts'

interface BackgroundJobsDeps {
  config: Pick<Config, 'dataDir' | 'backupDir' | 'backupDays' | 'admins'>
  /** Asked for only once there is one. */
  store(): Store
  adapters: readonly Adapter[]
  /** What goes by its age is looked for in it. */
  inventory: readonly PersonalDataEntry[]
  clock: Pick<SchedulerDeps, 'now' | 'wait'>
  log: Logger
}

/** What Hearth does by itself: it makes backups, deletes by age, watches the disk and the platforms, and alerts the admins. */
export function createBackgroundJobs({ config, store, adapters, inventory, clock, log }: BackgroundJobsDeps) {
  const { admins, dataDir, backupDir, backupDays: days } = config
  const places = { files: disk, root: dataDir, backups: backupDir }
  const alerts = createAdminAlerts({ store, adapters, admins, now: clock.now, log })
  const nightly = createNightlyBackup({ places, days, ...clock, log, onNight })
  const retention = createRetentionJob({ store, inventory, ...clock, log })
  const undo = createUndoExpiry({ store, ...clock, log })
  const healthMonitor = createHealthMonitor({ alerts, adapters, disk: diskOf(places), ...clock, log })

  return {
    start() {
      nightly.start()
      retention.start()
      undo.start()
      healthMonitor.start()
    },
    /** Resolves when what is in hand is finished. */
    async stop() {
      await Promise.all([nightly.stop(), retention.stop(), undo.stop(), healthMonitor.stop()])
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

  function onNight(failure?: string): void {
    void (failure === undefined ? alerts.mended('backup') : alerts.raise('backup', noBackup(failure)))
  }
}

const noBackup = (why: string): HealthIssue => ({
  says: `I could not make last night’s backup. ${why}`,
  mend: 'type npm run doctor on the computer I run on.',
})

const diskOf = ({ files, root }: Places) => ({
  free: () => freeBytes(root),
  writable: async () => (await writingFails(root)) === undefined,
  workspaces: () => workspacesIn(files, root),
})

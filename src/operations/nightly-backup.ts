import { type Logger, reason } from '../core/logger.ts'
import type { SchedulerDeps } from '../core/schedule/scheduler.ts'
import { backUp, pruneBackups } from '../store/backup.ts'
import { isBackup, listBackups, madeAt, type Places } from '../store/places.ts'
import { every } from './every.ts'

interface NightlyBackupDeps extends Pick<SchedulerDeps, 'now' | 'wait'> {
  places: Places
  /** For how many days a backup is kept; 0: none is made. */
  days: number
  log: Logger
  /** Told how each night went: nothing, or why it failed in a sentence. */
  onNight?: (failure?: string) => void
}

/** How often it is looked whether a backup is due: computers are suspended, and clocks are set. */
const napMs = 10 * 60_000

/** A backup every night at three, local time; after a night that Hearth slept through, soon after it is up again. */
export function createNightlyBackup({ places, days, now, wait, log, onNight = () => {} }: NightlyBackupDeps) {
  const rounds = every(wait, napMs, sweep, error => log.error(`Backup: it is tried again. ${reason(error)}`))
  let failedAt = Number.NEGATIVE_INFINITY

  return {
    start() {
      if (days > 0) rounds.start()
    },
    stop: rounds.stop,
    sweep,
  }

  /** Makes the backup that is due, if one is. What fails is tried again the next night. */
  async function sweep(): Promise<void> {
    const night = lastNight(now())
    if (failedAt >= night) return
    try {
      const latest = (await listBackups(places)).filter(isBackup).at(-1)
      if (latest !== undefined && (madeAt(latest) ?? 0) >= night) return
      const { name, saved, failed } = await backUp(places, now())
      if (name) log.info(`Backup: ${saved.length} workspaces are in ${places.backups}/${name}.`)
      await pruneBackups(places, days, now())
      if (failed.length > 0)
        throw new Error(failed.map(({ workspace, why }) => `${workspace}: ${why}`).join('; '))
      onNight()
    } catch (error) {
      failedAt = now()
      log.error(`Backup: it could not be made. ${reason(error)}. “npm run doctor” tells what to do.`)
      onNight(reason(error))
    }
  }
}

/** The last time that it was three in the morning where Hearth runs. */
export function lastNight(now: number): number {
  const at = new Date(now)
  const today = new Date(at.getFullYear(), at.getMonth(), at.getDate(), 3).getTime()
  return today <= now ? today : new Date(at.getFullYear(), at.getMonth(), at.getDate() - 1, 3).getTime()
}

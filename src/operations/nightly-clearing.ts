import { type Logger, reason } from '../core/logger.ts'
import type { SchedulerDeps } from '../core/schedule/scheduler.ts'
import { every } from './every.ts'
import { lastNight } from './nightly-backup.ts'

interface NightlyClearingDeps extends Pick<SchedulerDeps, 'now' | 'wait'> {
  /** Clears what was erased off the database's pages; resolves with how many documents that were. */
  clear(): Promise<number>
  log: Logger
  /** Told how each night went: nothing, or why it failed in a sentence. */
  onNight?: (failure?: string) => void
}

/** How often it is looked whether the night has come: computers are suspended, and clocks are set. */
const napMs = 10 * 60_000

/** What people had Hearth forget goes off the database's pages every night at three, local time. */
export function createNightlyClearing({ clear, now, wait, log, onNight = () => {} }: NightlyClearingDeps) {
  let clearedAt = now()

  return { ...every(wait, napMs, sweep, failed), sweep }

  function failed(error: unknown): void {
    log.error(`What was erased: it is looked at again. ${reason(error)}`)
  }

  /** Once a night; what fails is tried again the next. */
  async function sweep(): Promise<void> {
    if (clearedAt >= lastNight(now()) && clearedAt <= now()) return
    clearedAt = now()
    try {
      const count = await clear()
      if (count > 0) log.info(`What was erased was cleared off the database’s pages (${count} documents).`)
      onNight()
    } catch (error) {
      log.error(`What was erased still lies on the database’s pages. ${reason(error)}`)
      onNight(reason(error))
    }
  }
}

import type { Workspace } from '../core/incoming.ts'
import { type Logger, reason } from '../core/logger.ts'
import type { SchedulerDeps } from '../core/schedule/scheduler.ts'
import type { Store } from '../core/store.ts'
import { type UndoRecord, undoKeptMs, undoRecords } from '../core/undo/undo.ts'
import { every } from './every.ts'

interface UndoExpiryDeps extends Pick<SchedulerDeps, 'now' | 'wait'> {
  /** Asked for only once there is one. */
  store(): Pick<Store, 'workspaces' | 'list' | 'scrub'>
  log: Logger
}

const hourMs = 3_600_000

/** What was kept so that a change could be taken back goes after a day, from the workspace's files too. */
export function createUndoExpiry({ store, now, wait, log }: UndoExpiryDeps) {
  const rounds = every(wait, hourMs, sweep, error =>
    log.error(`What changes replaced: it is tried again in an hour. ${reason(error)}`),
  )
  /** Before this instant nothing of a library can be too old: what nobody uses is not read again and again. */
  const lookAgain = new Map<Workspace, number>()

  return { ...rounds, sweep }

  async function sweep(): Promise<void> {
    for (const workspace of await store().workspaces()) {
      if ((lookAgain.get(workspace) ?? 0) > now()) continue
      await expire(workspace).catch(error =>
        log.error(`${workspace}: what changes replaced is kept for longer than a day. ${reason(error)}`),
      )
    }
  }

  async function expire(workspace: Workspace): Promise<void> {
    const isOld = ({ at }: UndoRecord) => at <= now() - undoKeptMs || at > now() + undoKeptMs
    const kept = await store().list(workspace, undoRecords)
    if (kept.some(([, one]) => isOld(one)))
      await store().scrub(workspace, async tx => {
        for (const [id, one] of await tx.list(undoRecords)) if (isOld(one)) await tx.delete(undoRecords, id)
      })
    const left = kept.flatMap(([, one]) => (isOld(one) ? [] : one.at))
    lookAgain.set(workspace, Math.min(now(), ...left) + undoKeptMs)
  }
}

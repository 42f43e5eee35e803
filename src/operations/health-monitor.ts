import type { Adapter } from '../core/adapter.ts'
import type { HealthIssue } from '../core/health-issue.ts'
import type { Workspace } from '../core/incoming.ts'
import { type Logger, reason } from '../core/logger.ts'
import { OperatorError } from '../core/operator-error.ts'
import type { SchedulerDeps } from '../core/schedule/scheduler.ts'
import { cureOf } from '../store/disk/refused.ts'
import type { AdminAlerts } from './admin-alerts.ts'
import { every } from './every.ts'

/** What the monitor looks at. */
export interface HealthMonitorDeps extends Pick<SchedulerDeps, 'wait'> {
  alerts: AdminAlerts
  adapters: readonly Adapter[]
  disk: {
    /** How many bytes are free where things are stored. */
    free(): Promise<number>
    /** Whether something can be written there now. */
    writable(): Promise<boolean>
    workspaces(): Promise<readonly Workspace[]>
  }
  log: Logger
}

const minuteMs = 60_000
const mega = 1024 * 1024
/** An alert is raised below `low` and ends above `enough`, so that files that come and go raise no second one. */
const space = { low: 50 * mega, enough: 100 * mega }

/** Looks once a minute whether the platforms let Hearth in, and whether there is room on the disk. */
export function createHealthMonitor({ alerts, adapters, disk, wait, log }: HealthMonitorDeps) {
  const rounds = every(wait, minuteMs, look, error =>
    log.warn(`The watch failed and looks again. ${reason(error)}`),
  )
  return { ...rounds, look }

  async function look(): Promise<void> {
    for (const adapter of adapters) await settle(adapter.platform, await adapter.healthIssue?.())
    const left = await disk.free()
    if (left < space.low) await alerts.raise('space', fullDisk(left))
    else if (left > space.enough) await alerts.mended('space')
    if (!alerts.isOpen('disk') || (await disk.writable())) await alerts.mended('disk')
    // A damaged one is put back while Hearth is stopped: what was told of it earlier is over.
    for (const workspace of await disk.workspaces())
      if (!alerts.isOpen(damageOf(workspace))) await alerts.mended(damageOf(workspace))
    await alerts.sweep()
  }

  async function settle(name: string, issue: HealthIssue | undefined): Promise<void> {
    await (issue ? alerts.raise(name, issue) : alerts.mended(name))
  }
}

/** What only whoever looks after the database can mend. */
const ofTheDatabase = new Set(['EACCESS', 'EREADONLY', 'EFULL', 'ESCHEMA', 'ETLS', 'EAWAY', 'ENEWER'])

const damageOf = (workspace: Workspace) => `damage of ${workspace}`

const fullDisk = (left: number): HealthIssue => ({
  says: `Only ${Math.floor(left / mega)} MB are free on the disk where I keep things. When it is full, I can save nothing.`,
  mend: 'free some space on the computer I run on.',
})

/** What the admins are told of a save or a read that failed; undefined: it is not theirs to mend. */
export function healthIssueOf(
  workspace: Workspace,
  error: unknown,
): { name: string; issue: HealthIssue } | undefined {
  if (error instanceof OperatorError && (error.code === 'ECORRUPT' || error.code === 'EMISSING')) {
    const says = `What I keep for ${workspace} is damaged, so I left it alone and can neither read nor save there.`
    return {
      name: damageOf(workspace),
      issue: {
        says,
        mend: 'type npm run doctor on the computer I run on: it names the lines that bring it back.',
      },
    }
  }
  if (error instanceof OperatorError && error.code === 'EOWED') {
    const says =
      'Somebody had me forget things, and I could not yet remove older copies of them from the disk.'
    return {
      name: 'disk',
      issue: { says, mend: 'look after the disk; I try again every minute by myself.' },
    }
  }
  const { code = '' } = error as NodeJS.ErrnoException
  if (error instanceof OperatorError && ofTheDatabase.has(code))
    return {
      name: 'disk',
      issue: {
        says: `I could not save or read something: ${error.message}`,
        mend: 'look after the database.',
      },
    }
  const cure = code === 'EBROKEN' ? 'Look after the disk, and start Hearth again.' : cureOf(code)
  const says = `I could not save what somebody just told me (${code}); they know.`
  return cure ? { name: 'disk', issue: { says, mend: cure } } : undefined
}

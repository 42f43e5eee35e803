import type { Workspace } from '../core/incoming.ts'
import { OperatorError } from '../core/operator-error.ts'
import { renewBackups } from './backup.ts'
import type { Places } from './places.ts'
import { retryMs, type Settings } from './settings.ts'
import type { OpenWorkspace } from './workspace.ts'

interface PurgingDeps {
  places: Places
  settings: Pick<Settings, 'now' | 'log'>
  use: (workspace: Workspace, work: (open: OpenWorkspace) => Promise<void>) => Promise<void>
}

/** Removes what was deleted from all that a workspace keeps, and goes on with it where that was interrupted. */
export class Purging {
  readonly #deps: PurgingDeps
  /** Workspaces in which something deleted may still lie on the disk, and from when on that is tried again. */
  readonly #owing = new Map<Workspace, number>()

  constructor(deps: PurgingDeps) {
    this.#deps = deps
  }

  /** A workspace was read that a crash, or a full disk, left with its mark. */
  note(workspace: Workspace): void {
    if (!this.#owing.has(workspace)) this.#owing.set(workspace, this.#deps.settings.now())
  }

  /** Rejects with EOWED where not all could be removed now. */
  async purge(workspace: Workspace): Promise<void> {
    const { now, log } = this.#deps.settings
    this.#owing.set(workspace, now() + retryMs)
    try {
      await this.#remove(workspace)
      this.#owing.delete(workspace)
    } catch (cause) {
      const message = `Workspace ${workspace}: what was deleted is gone, but older copies of it could not be removed yet: ${(cause as Error).message}. It is tried again every minute; mend the disk.`
      log.error(message)
      throw new OperatorError('EOWED', message, { cause })
    }
  }

  /** Tries again where it is time to; what fails is told, and stays owed. */
  async tryAgain(): Promise<void> {
    const due = [...this.#owing].filter(([, tryAt]) => tryAt <= this.#deps.settings.now())
    for (const [workspace] of due) await this.purge(workspace).catch(() => {})
  }

  async #remove(workspace: Workspace): Promise<void> {
    const { places, settings, use } = this.#deps
    await use(workspace, async open => {
      await open.purge()
      await renewBackups(places, workspace, settings.now())
      await open.purged()
    })
  }
}

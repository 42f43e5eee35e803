import { join } from 'node:path'
import type { Workspace } from '../core/incoming.ts'
import { OperatorError } from '../core/operator-error.ts'
import { replaceWorkspace } from './copies.ts'
import { makeDurableFolder } from './disk/files.ts'
import { newestFormat } from './disk/migrations.ts'
import { type Reading, readWorkspace } from './disk/reading.ts'
import { takeLock } from './lock.ts'
import { folderOf, keepCopy, type Places, workspacesIn } from './places.ts'

/** What is to be put back. */
export interface RestoreRequest {
  /** The folder of a backup. */
  from: string
  /** One workspace alone. */
  only?: Workspace | undefined
  /** May take the place of workspaces that are there. */
  replace: boolean
}

/** What was put back, and where it lies what was there before. */
export interface Restored {
  restored: Workspace[]
  keptIn: string | undefined
}

/**
 * Puts workspaces back from a backup. Nothing is touched before all of them have been read and found whole; what was
 * there is kept among the backups; a Hearth that runs on the folder is in the way. @throws {OperatorError}
 */
export async function restore(places: Places, request: RestoreRequest, now: number): Promise<Restored> {
  const { files, root } = places
  const copies = await readBackup(places, request)
  await makeDurableFolder(files, root)
  const lock = await takeLock(root, { waitMs: 0 })
  try {
    const present = (await workspacesIn(files, root)).filter(one => copies.has(one))
    if (present.length > 0 && !request.replace) throw inTheWay(root, present)
    let keptIn: string | undefined
    for (const workspace of present) keptIn = await keepCopy(places, workspace, 'before-restore', now)
    for (const [workspace, { docs, head }] of copies) {
      await replaceWorkspace(files, join(root, folderOf(workspace)), head, docs)
    }
    return { restored: [...copies.keys()], keptIn }
  } finally {
    await lock.release()
  }
}

async function readBackup(
  { files }: Places,
  { from, only }: RestoreRequest,
): Promise<Map<Workspace, Reading>> {
  const found = await workspacesIn(files, from)
  const asked = only === undefined ? found : found.filter(one => one === only)
  if (asked.length === 0) throw nothingThere(from, only, found)
  const copies = new Map<Workspace, Reading>()
  for (const workspace of asked) {
    const reading = await readWorkspace(files, join(from, folderOf(workspace)), newestFormat).catch(error => {
      throw new OperatorError(
        'ECORRUPT',
        `${error.message}. Nothing was changed. Take another backup, or put back the other workspaces with --only.`,
        { cause: error },
      )
    })
    copies.set(workspace, reading)
  }
  return copies
}

const nothingThere = (from: string, only: Workspace | undefined, found: readonly Workspace[]) =>
  new OperatorError(
    'EMISSING',
    only === undefined || found.length === 0
      ? `${from} holds no backup of Hearth. “npm run restore” without a name lists those there are.`
      : `${from} holds no workspace ${only}. It holds: ${found.join(', ')}.`,
  )

const inTheWay = (root: string, present: readonly Workspace[]) =>
  new OperatorError(
    'EINVALID',
    `${root} already holds ${present.join(', ')}. Nothing was changed. Add --replace to put the backup in their place; what is there now is kept among the backups.`,
  )

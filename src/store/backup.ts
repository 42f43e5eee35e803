import { join, resolve } from 'node:path'
import type { Workspace } from '../core/incoming.ts'
import { everyPlace, notePlace } from './backup-places.ts'
import { generationIn, writeSealed } from './copies.ts'
import { makeDurableFolder } from './disk/files.ts'
import { snapshotName } from './disk/generation.ts'
import { newestFormat } from './disk/migrations.ts'
import { sealedBesideWriter } from './disk/reading.ts'
import { folderOf, isBackup, listBackups, madeAt, type Places, stampOf, workspacesIn } from './places.ts'

/** What a backup came to. */
export interface BackedUp {
  /** The name of its folder; undefined where there was nothing to back up. */
  name: string | undefined
  saved: Workspace[]
  /** Workspaces that could not be copied, with the reason. Their older backups are kept. */
  failed: { workspace: Workspace; why: string }[]
}

/**
 * Copies every workspace into a new folder, each as its last commit left it, also beside a Hearth that runs. Each copy
 * is one checked snapshot and is read back; the folder gets its name when all of it is on the disk.
 */
export async function backUp(places: Places, now: number, only?: Workspace): Promise<BackedUp> {
  const { files, root, backups } = places
  const name = stampOf(now)
  const unfinished = join(backups, `${unfinishedPrefix}${name}`)
  const copied = new Map<Workspace, number>()
  const failed: BackedUp['failed'] = []
  const each = async (workspaces: Iterable<Workspace>, work: (workspace: Workspace) => Promise<void>) => {
    for (const workspace of workspaces)
      await work(workspace).catch(error => failed.push({ workspace, why: (error as Error).message }))
  }
  try {
    const workspaces = await workspacesIn(files, root)
    if (workspaces.length > 0) await notePlace(places)
    await each(only ? [only] : workspaces, async workspace => {
      const generation = await copyOne(places, workspace, unfinished)
      if (generation > 0) copied.set(workspace, generation)
    })
    if (copied.size === 0) return { name: undefined, saved: [], failed }
    await files.rename(unfinished, join(backups, name))
    await files.syncFolder(backups)
    await each(copied.keys(), workspace => copyIfNewer(places, name, workspace, copied.get(workspace) ?? 0))
    const saved = [...copied.keys()].filter(one => !failed.some(({ workspace }) => workspace === one))
    return { name, saved, failed }
  } finally {
    await files.removeFolder(unfinished)
  }
}

/**
 * Removes what is older than so many days, workspace by workspace: the newest backup of each stays, however old, for a
 * workspace that is damaged has no newer one. What was kept aside before a change counts for none, and goes by its age.
 */
export async function pruneBackups(places: Places, days: number, now: number): Promise<void> {
  const newer = new Set<Workspace>()
  for (const { name, at } of (await backupsEverywhere(places)).reverse()) {
    const isOld = (madeAt(name) ?? now) < now - days * dayMs
    for (const workspace of await workspacesIn(at.files, join(at.backups, name))) {
      if (isOld && (newer.has(workspace) || !isBackup(name))) await removeOne(at, name, workspace)
      else if (isBackup(name)) newer.add(workspace)
    }
  }
  for (const at of await everyPlace(places)) await removeUnfinished(at, now)
}

/**
 * Makes the backups of one workspace anew: one of how it is now, and none of how it was, in every place that ever held one. For
 * when something in it was forgotten for good. If the new one cannot be made, the older ones stay, and it rejects.
 */
export async function renewBackups(places: Places, workspace: Workspace, now: number): Promise<void> {
  for (const at of await everyPlace(places)) await dropUnfinished(at, workspace)
  const older = await backupsEverywhere(places)
  if (older.length === 0) return
  const { name: made, failed } = await backUp(places, now, workspace)
  if (failed[0]) throw new Error(`the backups could not be made anew: ${failed[0].why}`)
  const isNew = ({ name, at }: (typeof older)[number]) =>
    name === made && at.backups === resolve(places.backups)
  for (const one of older) if (!isNew(one)) await removeOne(one.at, one.name, workspace)
}

/** The backups in all places, oldest first. */
async function backupsEverywhere(places: Places): Promise<{ name: string; at: Places }[]> {
  const all: { name: string; at: Places }[] = []
  for (const at of await everyPlace(places)) for (const name of await listBackups(at)) all.push({ name, at })
  return all.sort((a, b) => (a.name < b.name ? -1 : 1))
}

const unfinishedPrefix = '.unfinished-'
export const dayMs = 24 * 60 * 60_000

/** Tells of which generation the copy is; 0: nothing was ever saved there. What it could only begin is removed. */
async function copyOne({ files, root }: Places, workspace: Workspace, to: string): Promise<number> {
  const [source, copy] = [join(root, folderOf(workspace)), join(to, folderOf(workspace))]
  const sealed = await sealedBesideWriter(files, source, newestFormat)
  if (!sealed) return 0
  try {
    await writeSealed(files, copy, sealed)
    return sealed.head.generation
  } catch (error) {
    await files.removeFolder(copy)
    throw error
  }
}

/** How often a workspace is copied that gets a new generation each time. */
const mostCopies = 5

/**
 * A workspace that got a new generation meanwhile may have been purged, and whoever did so may not have seen this backup:
 * its copy is made anew. Looked at after the backup has its name, so one of the two always sees the other.
 */
async function copyIfNewer(
  places: Places,
  name: string,
  workspace: Workspace,
  copied: number,
): Promise<void> {
  const { files, root, backups } = places
  const again = join(backups, `${unfinishedPrefix}${name}`)
  const copy = join(backups, name, folderOf(workspace))
  const snapshot = join(root, folderOf(workspace), snapshotName)
  for (let generation = copied, tries = 1; (await generationIn(files, snapshot)) !== generation; tries++) {
    await removeOne(places, name, workspace)
    if (tries === mostCopies) throw new Error('it changes faster than it can be copied; try again')
    generation = await copyOne(places, workspace, again)
    if (generation === 0) return
    await makeDurableFolder(files, join(backups, name))
    await files.rename(join(again, folderOf(workspace)), copy)
    await files.syncFolder(join(backups, name))
  }
}

async function removeOne({ files, backups }: Places, name: string, workspace: Workspace): Promise<void> {
  const backup = join(backups, name)
  await files.removeFolder(join(backup, folderOf(workspace)))
  if ((await files.listFolders(backup)).length === 0) await files.removeFolder(backup)
  else await files.syncFolder(backup)
  await files.syncFolder(backups)
}

/** Takes a workspace out of backups that are being made, here or by another process, or that a crash left behind. */
async function dropUnfinished({ files, backups }: Places, workspace: Workspace): Promise<void> {
  for (const name of await files.listFolders(backups))
    if (name.startsWith(unfinishedPrefix)) await files.removeFolder(join(backups, name, folderOf(workspace)))
}

/** What a crash left of a backup. Another process may be making one just now, so young ones stay. */
async function removeUnfinished({ files, backups }: Places, now: number): Promise<void> {
  for (const name of await files.listFolders(backups)) {
    if (!name.startsWith(unfinishedPrefix)) continue
    const at = madeAt(name.slice(unfinishedPrefix.length))
    if (at !== undefined && at < now - dayMs) await files.removeFolder(join(backups, name))
  }
}

import { join } from 'node:path'
import type { Workspace } from '../core/incoming.ts'
import { copyFiles } from './copies.ts'
import type { Files } from './disk/files.ts'
import { isWorkspace } from './document.ts'
import { prefix } from './settings.ts'

/** Where the workspaces are, where their backups are, and on what disk. */
export interface Places {
  files: Files
  root: string
  backups: string
}

/** The workspaces in a folder. */
export async function workspacesIn(files: Files, folder: string): Promise<Workspace[]> {
  const names = await files.listFolders(folder)
  return names
    .filter(name => name.startsWith(prefix))
    .map(name => name.slice(prefix.length))
    .filter(isWorkspace)
    .sort()
}

/** The backups there are, oldest first. */
export async function listBackups({ files, backups }: Pick<Places, 'files' | 'backups'>): Promise<string[]> {
  return (await files.listFolders(backups)).filter(name => madeAt(name) !== undefined).sort()
}

/** Keeps a workspace's files as they are, whatever state they are in, among the backups; tells where. */
export async function keepCopy(
  places: Places,
  workspace: Workspace,
  why: string,
  now: number,
): Promise<string> {
  const name = `${stampOf(now)}-${why}`
  await copyFiles(
    places.files,
    join(places.root, folderOf(workspace)),
    join(places.backups, name, folderOf(workspace)),
  )
  return join(places.backups, name)
}

/** When a backup was made, by its name; undefined: it is none. */
export function madeAt(name: string): number | undefined {
  const [, day, h, m, s, ms] =
    /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z(?:-[a-z0-9-]+)?$/.exec(name) ?? []
  return day ? Date.parse(`${day}T${h}:${m}:${s}.${ms}Z`) : undefined
}

/** Whether it is a whole backup, and not what was kept aside before a change. */
export const isBackup = (name: string): boolean => name.endsWith('Z')

export const folderOf = (workspace: Workspace): string => `${prefix}${workspace}`

/** A name that sorts by time, and that every file system takes: `2026-11-24T03-00-00-000Z`. */
export const stampOf = (now: number): string => new Date(now).toISOString().replace(/[:.]/g, '-')

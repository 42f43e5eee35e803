import { basename, join } from 'node:path'
import { type Files, makeDurableFolder, writeWhole } from './disk/files.ts'
import { type Docs, type Head, logHead, snapshotText } from './disk/format.ts'
import { install, logName, ownNames, prepare, snapshotName } from './disk/generation.ts'
import { writeMark } from './disk/mark.ts'
import type { Sealed } from './disk/reading.ts'
import { snapshotBytes } from './disk/snapshot.ts'

/** Writes documents as a workspace into a new folder: one snapshot, and an empty log. */
export async function writeWorkspace(files: Files, folder: string, copy: Head, docs: Docs): Promise<void> {
  const { format, generation } = copy
  const head = { format, generation, folder: basename(folder) }
  await writeSealed(files, folder, { head, bytes: await snapshotBytes(head, docs) })
}

/** Writes a workspace that is one snapshot into a new folder, and reads it back byte by byte. */
export async function writeSealed(files: Files, folder: string, { head, bytes }: Sealed): Promise<void> {
  const log = logHead({ ...head, marked: true }).text
  await makeDurableFolder(files, folder)
  await writeWhole(files, join(folder, snapshotName), bytes)
  await writeMark(files, folder, { generation: head.generation, logLength: log.length })
  await writeWhole(files, join(folder, logName), log)
  await files.syncFolder(folder)
}

/** Copies a workspace's files as they are, damaged or not, into a new folder. */
export async function copyFiles(files: Files, from: string, to: string): Promise<void> {
  await makeDurableFolder(files, to)
  for (const name of await files.listFiles(from)) {
    const bytes = await files.read(join(from, name))
    if (bytes) await writeWhole(files, join(to, name), bytes)
  }
  await files.syncFolder(to)
}

/**
 * Puts documents in place of whatever a folder holds, damaged or not: as its next generation, so that a crash leaves
 * the old, the new, or what is refused, but never an empty place. Everything else that lies there is removed.
 */
export async function replaceWorkspace(files: Files, folder: string, copy: Head, docs: Docs): Promise<void> {
  await makeDurableFolder(files, folder)
  const present = [
    await generationIn(files, join(folder, snapshotName)),
    await generationIn(files, join(folder, logName)),
  ]
  const generation = Math.max(copy.generation, ...present) + 1
  const head = { format: copy.format, generation, folder: basename(folder) }
  const snapshot = snapshotText(head, JSON.stringify(docs))
  const log = await prepare(files, folder, head, snapshot)
  await install(files, folder, { generation, snapshotLength: Buffer.byteLength(snapshot), ...log })
  for (const name of await files.listFiles(folder))
    if (!ownNames.includes(name)) await files.remove(join(folder, name))
  await files.syncFolder(folder)
}

/** The generation that the head of a file names, damaged or not; 0: none. */
export async function generationIn(files: Files, file: string): Promise<number> {
  const head = (await files.read(file))?.toString('latin1', 0, 200) ?? ''
  return Number(/"generation":(\d{1,15})[,}]/.exec(head)?.[1] ?? 0)
}

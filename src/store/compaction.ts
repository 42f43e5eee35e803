import { join } from 'node:path'
import { type Files, keepAs, writeWhole } from './files.ts'
import { logHead } from './format.ts'
import { installLog, newLogName, newSnapshotName, type Position, snapshotName } from './recovery.ts'

/** Writes the next generation beside the present one. If this fails, nothing has changed. */
export async function prepare(
  files: Files,
  folder: string,
  generation: number,
  snapshot: string,
): Promise<void> {
  const [newSnapshot, newLog] = [join(folder, newSnapshotName), join(folder, newLogName)]
  try {
    await writeWhole(files, newSnapshot, snapshot)
    await writeWhole(files, newLog, logHead(generation).text)
    await keepAs(files, join(folder, snapshotName), join(folder, `${snapshotName}.bak`))
    await files.syncFolder(folder)
  } catch (error) {
    await Promise.allSettled([files.remove(newSnapshot), files.remove(newLog)])
    throw error
  }
}

/**
 * Lets the prepared generation take its place: first the snapshot, then the log. Each rename is durable before the next,
 * so a crash leaves the old pair, the new pair, or the new snapshot with the old log, which recovery knows by its generation.
 * If this fails, only `recover` can tell which of them it is.
 */
export async function install(
  files: Files,
  folder: string,
  generation: number,
  snapshotLength: number,
): Promise<Position> {
  await files.rename(join(folder, newSnapshotName), join(folder, snapshotName))
  await installLog(files, folder)
  const head = logHead(generation)
  return { generation, snapshotLength, logLength: head.text.length, chain: head.chain }
}

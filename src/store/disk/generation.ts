import { join } from 'node:path'
import { type Files, keepAs, writeWhole } from './files.ts'
import { type Head, logHead } from './format.ts'
import { markName, writeMark } from './mark.ts'

/** The names of a workspace's files. */
export const snapshotName = 'data.json'
export const logName = 'data.log'
/** All that a generation is made of. */
export const ownNames: readonly string[] = [snapshotName, logName, markName]
const newSnapshotName = '.data.json.tmp'
const newLogName = '.data.log.tmp'

/** Where the files of a workspace stand: what the next commit needs to know. Generation 0: there are none yet. */
export interface Position {
  generation: number
  snapshotLength: number
  logLength: number
  chain: number
}

export const nothingYet: Readonly<Position> = { generation: 0, snapshotLength: 0, logLength: 0, chain: 0 }

/** Writes the next generation beside the present one. If this fails, nothing has changed. */
export async function prepare(
  files: Files,
  folder: string,
  head: Head,
  snapshot: string | Buffer,
): Promise<void> {
  const [newSnapshot, newLog] = [join(folder, newSnapshotName), join(folder, newLogName)]
  try {
    await writeWhole(files, newSnapshot, snapshot)
    await writeWhole(files, newLog, logHead(head).text)
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
  head: Head,
  snapshotLength: number,
): Promise<Position> {
  await files.rename(join(folder, newSnapshotName), join(folder, snapshotName))
  return installLog(files, folder, head, snapshotLength)
}

/**
 * Lets the prepared log take its place; the one before is kept. The name is never without a file, and the log never without
 * the mark that its first line tells of.
 */
export async function installLog(
  files: Files,
  folder: string,
  head: Head,
  snapshotLength: number,
): Promise<Position> {
  const { generation } = head
  const { text, chain } = logHead(head)
  await files.syncFolder(folder)
  await writeMark(files, folder, { generation, logLength: text.length })
  await files.syncFolder(folder)
  await keepAs(files, join(folder, logName), join(folder, `${logName}.bak`))
  await files.rename(join(folder, newLogName), join(folder, logName))
  await files.syncFolder(folder)
  return { generation, snapshotLength, logLength: text.length, chain }
}

/** The head of the log that is ready beside the one it is to replace, if it is of this generation. */
export async function preparedHead(files: Files, folder: string, head: Head): Promise<Head | undefined> {
  const prepared = (await files.read(join(folder, newLogName)))?.toString()
  // The first versions prepared logs without marks.
  return [head, { ...head, marked: false }].find(one => prepared === logHead(one).text)
}

import { basename, join } from 'node:path'
import { type Content, type Files, keepAs, writeWhole } from './files.ts'
import { type Head, isDamage, type Log, logOf, readLog } from './format.ts'
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

/** Where the log stands that goes with a snapshot. */
export type LogPosition = Pick<Position, 'logLength' | 'chain'>

/** Writes the next generation beside the present one. If this fails, nothing has changed. */
export async function prepare(
  files: Files,
  folder: string,
  head: Head,
  snapshot: Content,
): Promise<LogPosition> {
  await prepareSnapshot(files, folder, snapshot)
  return prepareLog(files, folder, head, [])
}

/** Its snapshot, which may take a while: commits to the present log may go on. If this fails, nothing has changed. */
export async function prepareSnapshot(files: Files, folder: string, snapshot: Content): Promise<void> {
  const unfinished = join(folder, newSnapshotName)
  try {
    // A process that was frozen while it wrote one may go on any time, in a file without a name.
    await files.remove(unfinished)
    await writeWhole(files, unfinished, snapshot)
    await keepAs(files, join(folder, snapshotName), join(folder, `${snapshotName}.bak`))
  } catch (error) {
    await removePrepared(files, folder)
    throw error
  }
}

/** Its log, with what was committed since the snapshot was taken. If this fails, nothing has changed. */
export async function prepareLog(
  files: Files,
  folder: string,
  head: Head,
  commits: readonly string[],
): Promise<LogPosition> {
  const { text, chain } = logOf({ ...head, carried: commits.length }, commits)
  const bytes = Buffer.from(text)
  try {
    await writeWhole(files, join(folder, newLogName), bytes)
    await files.syncFolder(folder)
  } catch (error) {
    await removePrepared(files, folder)
    throw error
  }
  return { logLength: bytes.length, chain }
}

/** Never fails: what is left is written over by the next. */
async function removePrepared(files: Files, folder: string): Promise<void> {
  await Promise.allSettled([newSnapshotName, newLogName].map(name => files.remove(join(folder, name))))
}

/**
 * Lets the prepared generation take its place: first the snapshot, then the log. Each rename is durable before the next,
 * so a crash leaves the old pair, the new pair, or the new snapshot with the old log, which recovery knows by its generation.
 * If this fails, only `recover` can tell which of them it is.
 */
export async function install(files: Files, folder: string, position: Position): Promise<void> {
  await files.rename(join(folder, newSnapshotName), join(folder, snapshotName))
  await installLog(files, folder, position)
}

/**
 * Lets the prepared log take its place; the one before is kept. The name is never without a file, and the log never without
 * the mark that its first line tells of.
 */
export async function installLog(
  files: Files,
  folder: string,
  { generation, logLength }: Position,
): Promise<void> {
  await files.syncFolder(folder)
  await writeMark(files, folder, { generation, logLength })
  await files.syncFolder(folder)
  await keepAs(files, join(folder, logName), join(folder, `${logName}.bak`))
  await files.rename(join(folder, newLogName), join(folder, logName))
  await files.syncFolder(folder)
}

/** The log that is ready beside the one it is to replace, if it is of this generation, and whole: by its first line it knows its length. */
export async function preparedLog(
  files: Files,
  folder: string,
  { format, generation }: Head,
): Promise<Log | undefined> {
  const bytes = await files.read(join(folder, newLogName))
  if (!bytes) return undefined
  try {
    const log = readLog(bytes, { newest: format, folder: basename(folder) })
    const isWhole = log.torn.length === 0 && log.commits.length === (log.carried ?? 0)
    return isWhole && log.format === format && log.generation === generation ? log : undefined
  } catch (error) {
    if (isDamage(error)) return undefined
    throw error
  }
}

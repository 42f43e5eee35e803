import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { StoreError } from '../core/store.ts'
import { cutTo, type Files, writeWhole } from './files.ts'
import { apply, Damage, type Docs, emptyMap, hex, type Log, readLog, readSnapshot } from './format.ts'
import { installLog, isPrepared, logName, nothingYet, type Position, snapshotName } from './generation.ts'

export interface Recovered {
  docs: Docs
  position: Readonly<Position>
}

/** Reads a workspace as the last commit left it, and finishes what a crash interrupted. Damage is refused, never guessed at. */
export async function recover(
  files: Files,
  folder: string,
  warn: (message: string) => void,
): Promise<Recovered> {
  const [snapshotFile, logFile] = [join(folder, snapshotName), join(folder, logName)]
  const [snapshotBytes, logBytes] = [await files.read(snapshotFile), await files.read(logFile)]
  if (snapshotBytes === undefined) return begin(files, folder, logBytes !== undefined)
  const { docs, generation } = await orRefuse(files, snapshotFile, () =>
    readSnapshot(snapshotBytes.toString()),
  )
  const log = logBytes && (await orRefuse(files, logFile, () => readLog(logBytes)))
  if (log?.generation !== generation) {
    // Right only if the machine stopped between the two renames: then the log to come is there, prepared.
    const stopped = (log?.generation ?? 0) < generation && (await isPrepared(files, folder, generation))
    if (!stopped)
      throw log ? await refuse(files, logFile, apart(log, generation)) : await missing(files, logFile)
    return { docs, position: await installLog(files, folder, generation, snapshotBytes.length) }
  }
  for (const commit of log.commits) apply(docs, commit)
  await cutTornTail(files, logFile, log, warn)
  const { good: logLength, chain } = log
  return { docs, position: { generation, snapshotLength: snapshotBytes.length, logLength, chain } }
}

/** Nothing there means a new workspace; a trace of an older one means that its file was lost. */
async function begin(files: Files, folder: string, logExists: boolean): Promise<Recovered> {
  const backups = [`${snapshotName}.bak`, `${logName}.bak`]
  const found = await Promise.all(backups.map(name => files.read(join(folder, name))))
  if (logExists || found.some(Boolean)) throw await missing(files, join(folder, snapshotName))
  return { docs: emptyMap(), position: nothingYet }
}

/** What was being written when the machine stopped was never acknowledged. It is cut off, and kept beside the log. */
async function cutTornTail(files: Files, file: string, { good, torn }: Log, warn: (message: string) => void) {
  if (torn.length === 0) return
  const kept = await keepCopy(files, `${file}.torn-${hex(crc32(torn))}`, torn)
  await cutTo(files, file, good)
  warn(`${file}: cut ${torn.length} bytes of an unfinished, unacknowledged save${kept}`)
}

async function orRefuse<T>(files: Files, file: string, read: () => T): Promise<T> {
  try {
    return read()
  } catch (error) {
    throw error instanceof Damage ? await refuse(files, file, error.message) : error
  }
}

/** The file stays where it is: a restart must not find an empty place. */
async function refuse(files: Files, file: string, why: string): Promise<StoreError> {
  const bytes = (await files.read(file)) ?? Buffer.alloc(0)
  const kept = await keepCopy(files, `${file}.corrupt-${hex(crc32(bytes))}`, bytes)
  return new StoreError('ECORRUPT', `${file}: ${why}. Nothing was changed${kept}. ${await cure(files, file)}`)
}

async function missing(files: Files, file: string): Promise<StoreError> {
  const message = `${file} is missing, though it was there before. Nothing was changed. ${await cure(files, file)}`
  return new StoreError('EMISSING', message)
}

const apart = (log: Log, generation: number) =>
  `it is of generation ${log.generation}, but ${snapshotName} of ${generation}: they do not belong together`

/** One copy for each content, so that a bot that is restarted again and again does not fill the disk. */
async function keepCopy(files: Files, copy: string, bytes: Buffer): Promise<string> {
  try {
    if ((await files.read(copy)) === undefined) await writeWhole(files, copy, bytes)
    return `; a copy is in ${copy}`
  } catch (error) {
    return `; no copy could be made (${(error as Error).message})`
  }
}

async function cure(files: Files, file: string): Promise<string> {
  const backup = `${file}.bak`
  const older = (await files.read(backup))
    ? `${backup} holds the generation before. `
    : 'There is no older generation. '
  return `${older}Keep this folder aside, put it back from a backup (or from its two .bak files, without what was saved since), and start again.`
}

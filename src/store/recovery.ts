import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { StoreError } from '../core/store.ts'
import { cutTo, type Files } from './files.ts'
import {
  apply,
  Damage,
  type Docs,
  emptyMap,
  hex,
  type Log,
  logHead,
  readLog,
  readSnapshot,
} from './format.ts'
import { logName, newLogName, nothingYet, type Position, snapshotName, startLog } from './generation.ts'

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
  const snapshot = await orRefuse(files, snapshotFile, snapshotBytes, bytes => readSnapshot(bytes.toString()))
  const { docs, generation } = snapshot
  const log = logBytes && (await orRefuse(files, logFile, logBytes, bytes => currentLog(bytes, generation)))
  if (!log || log.generation < generation) {
    if (!log) await expectUnfinished(files, folder, generation)
    const position = await startLog(files, folder, generation)
    return { docs, position: { ...position, snapshotLength: snapshotBytes.length } }
  }
  for (const commit of log.commits) apply(docs, commit)
  await cutTornTail(files, logFile, logBytes, log, warn)
  const { good: logLength, chain } = log
  return { docs, position: { generation, snapshotLength: snapshotBytes.length, logLength, chain } }
}

/** Nothing there means a new workspace; a trace of an older one means that its file was lost. */
async function begin(files: Files, folder: string, logExists: boolean): Promise<Recovered> {
  const backups = [`${snapshotName}.bak`, `${logName}.bak`]
  const found = await Promise.all(backups.map(name => files.read(join(folder, name))))
  if (logExists || found.some(Boolean)) throw missing(folder, snapshotName)
  return { docs: emptyMap(), position: nothingYet }
}

/** The log stands before the snapshot's generation only if the machine stopped between the two renames. */
function currentLog(bytes: Buffer, generation: number): Log {
  const log = readLog(bytes)
  if (log.generation === generation || log.generation === generation - 1) return log
  throw new Damage(
    `it is of generation ${log.generation}, but ${snapshotName} of ${generation}: they do not belong together`,
  )
}

/** A missing log is right only if the machine stopped while the workspace was being made: then the prepared one is there. */
async function expectUnfinished(files: Files, folder: string, generation: number): Promise<void> {
  const prepared = await files.read(join(folder, newLogName))
  if (prepared?.toString() !== logHead(generation).text) throw missing(folder, logName)
}

/** What was being written when the machine stopped was never acknowledged. It is cut off, and kept beside the log. */
async function cutTornTail(
  files: Files,
  file: string,
  bytes: Buffer | undefined,
  { good }: Log,
  warn: (message: string) => void,
): Promise<void> {
  if (bytes === undefined || good === bytes.length) return
  const tail = bytes.subarray(good)
  const copy = `${file}.torn-${hex(crc32(tail))}`
  const kept = await keepCopy(files, copy, tail)
  await cutTo(files, file, good)
  warn(`${file}: cut ${tail.length} bytes of an unfinished, unacknowledged save${kept}`)
}

async function orRefuse<T>(
  files: Files,
  file: string,
  bytes: Buffer,
  read: (bytes: Buffer) => T,
): Promise<T> {
  try {
    return read(bytes)
  } catch (error) {
    if (!(error instanceof Damage)) throw error
    const kept = await keepCopy(files, `${file}.corrupt-${hex(crc32(bytes))}`, bytes)
    throw new StoreError('ECORRUPT', `${file}: ${error.message}. Nothing was changed${kept}. ${cure(file)}`)
  }
}

/** One copy for each content, so that a bot that is restarted again and again does not fill the disk. */
async function keepCopy(files: Files, copy: string, bytes: Buffer): Promise<string> {
  try {
    if ((await files.read(copy)) === undefined) await writeBytes(files, copy, bytes)
    return `; a copy is in ${copy}`
  } catch (error) {
    return `; no copy could be made (${(error as Error).message})`
  }
}

async function writeBytes(files: Files, path: string, bytes: Buffer): Promise<void> {
  const file = await files.open(path, 'create')
  await file.write(bytes).finally(() => file.close())
}

function missing(folder: string, name: string): StoreError {
  const file = join(folder, name)
  return new StoreError(
    'EMISSING',
    `${file} is missing though it was there before. Nothing was changed. ${cure(file)}`,
  )
}

const cure = (file: string) =>
  `The generation before is in ${file}.bak: put this workspace's folder back from a backup, or from its .bak files, and start again.`

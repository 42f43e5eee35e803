import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Files } from './files.ts'
import { apply, Damage, type Docs, emptyMap, type Head, readLog, readSnapshot, TooNew } from './format.ts'
import { logName, nothingYet, type Position, preparedHead, snapshotName } from './generation.ts'
import { checkMark, markName, readMark } from './mark.ts'

/** A workspace as its last commit left it, read without changing anything. */
export interface Reading {
  docs: Docs
  head: Head
  position: Readonly<Position>
  /** A line that was being written when the machine stopped. */
  torn: Buffer
  /** A new generation was taking its place when the machine stopped: its log is prepared, and still to be installed. */
  interrupted: boolean
}

/** A workspace that cannot be read: which of its files, and why. */
export class Unreadable extends Error {
  readonly code: 'ECORRUPT' | 'EMISSING'
  readonly file: string
  readonly why: string
  constructor(code: Unreadable['code'], file: string, why: string, cause?: unknown) {
    super(`${file}: ${why}`, { cause })
    this.code = code
    this.file = file
    this.why = why
  }
}

/** Whether it is whole, and only too new for this program. */
export const isTooNew = (error: unknown): boolean =>
  error instanceof Unreadable && error.cause instanceof TooNew

const nothing = Buffer.alloc(0)

/** Reads a workspace of any format up to the newest. Damage is refused, never guessed at. @throws {Unreadable} */
export async function readWorkspace(files: Files, folder: string, newest: number): Promise<Reading> {
  const [snapshotFile, logFile] = [join(folder, snapshotName), join(folder, logName)]
  const mark = await readMark(files, folder)
  const [snapshotBytes, logBytes] = [await files.read(snapshotFile), await files.read(logFile)]
  const expected = { newest, folder: basename(folder) }
  if (snapshotBytes === undefined) {
    if (logBytes || (await hasTraces(files, folder))) throw missing(snapshotFile)
    const head = { format: newest, generation: 0 }
    return { docs: emptyMap(), head, position: nothingYet, torn: nothing, interrupted: false }
  }
  const { docs, ...head } = sound(snapshotFile, () => readSnapshot(snapshotBytes.toString(), expected))
  const log = logBytes && sound(logFile, () => readLog(logBytes, expected))
  const { generation } = head
  const snapshotLength = snapshotBytes.length
  if (log?.generation !== generation) {
    // Right only if the machine stopped between the two renames: then the log to come is there, prepared.
    const next = (log?.generation ?? 0) < generation ? await preparedHead(files, folder, head) : undefined
    if (!next) throw log ? apart(logFile, log.generation, generation) : missing(logFile)
    const position = { ...nothingYet, generation, snapshotLength }
    return { docs, head: next, position, torn: nothing, interrupted: true }
  }
  sound(logFile, () => checkMark(mark, log))
  for (const commit of log.commits) apply(docs, commit)
  const position = { generation, snapshotLength, logLength: log.good, chain: log.chain }
  return { docs, head, position, torn: log.torn, interrupted: false }
}

/** How often, and how long apart, a workspace is read again that another process may be writing to. */
const tries = 10
const pauseMs = 50

/** As `readWorkspace`, beside a Hearth that runs: between the reading of its two files a new generation may have come. */
export async function readBesideWriter(files: Files, folder: string, newest: number): Promise<Reading> {
  for (let left = tries; left > 1; left--) {
    try {
      return await readWorkspace(files, folder, newest)
    } catch (error) {
      if (!(error instanceof Unreadable) || isTooNew(error)) throw error
      await pause(pauseMs)
    }
  }
  return readWorkspace(files, folder, newest)
}

/** Nothing there means a new workspace; a trace of an older one means that its file was lost. */
async function hasTraces(files: Files, folder: string): Promise<boolean> {
  const names = [`${snapshotName}.bak`, `${logName}.bak`, markName]
  return (await Promise.all(names.map(name => files.read(join(folder, name))))).some(Boolean)
}

function sound<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Damage ? new Unreadable('ECORRUPT', file, error.message, error) : error
  }
}

const missing = (file: string) => new Unreadable('EMISSING', file, 'is missing, though it was there before')

const apart = (file: string, log: number, snapshot: number) =>
  new Unreadable(
    'ECORRUPT',
    file,
    `it is of generation ${log}, but ${snapshotName} of ${snapshot}: they do not belong together`,
  )

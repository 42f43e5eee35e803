import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isOperatorError, OperatorError } from '../../core/operator-error.ts'
import type { Files } from './files.ts'
import {
  apply,
  type Docs,
  type Expected,
  emptyMap,
  type Head,
  isDamage,
  type Log,
  type LogEnd,
  readLog,
  readSnapshot,
} from './format.ts'
import { logName, nothingYet, type Position, preparedLog, snapshotName } from './generation.ts'
import { checkMark, markName, readMark } from './mark.ts'
import { snapshotBytes } from './snapshot.ts'
import { checkedLog, checkedSnapshot } from './sums.ts'

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
export class Unreadable extends OperatorError {
  override readonly code: 'ECORRUPT' | 'EMISSING'
  readonly file: string
  readonly why: string
  constructor(code: Unreadable['code'], file: string, why: string, cause?: unknown) {
    super(code, `${file}: ${why}`, { cause })
    this.code = code
    this.file = file
    this.why = why
  }
}

/** Whether it is whole, and only too new for this program. */
export const isTooNew = (error: unknown): boolean =>
  error instanceof Unreadable && isOperatorError(error.cause, 'ETOONEW')

/** A workspace as one snapshot: what a backup is made of. */
export interface Sealed {
  head: Head
  bytes: Buffer
}

/** What the two files are looked at with. */
interface Eyes<S extends Head, L extends LogEnd> {
  snapshot(bytes: Buffer, expected: Expected): S | Promise<S>
  log(bytes: Buffer, expected: Expected): L | Promise<L>
}

/** What was seen; `next` in place of a log: the one that is still to be installed. */
type Pair<S, L> = { snapshot: S; bytes: Buffer } & (
  | { log: L; next: undefined }
  | { log: undefined; next: Log }
)

const nothing = Buffer.alloc(0)

/** Reads a workspace of any format up to the newest. Damage is refused, never guessed at. @throws {Unreadable} */
export async function readWorkspace(files: Files, folder: string, newest: number): Promise<Reading> {
  const pair = await readPair(files, folder, newest, {
    snapshot: (bytes, expected) => readSnapshot(bytes.toString(), expected),
    log: readLog,
  })
  if (!pair) {
    const head = { format: newest, generation: 0 }
    return { docs: emptyMap(), head, position: nothingYet, torn: nothing, interrupted: false }
  }
  const { docs, ...head } = pair.snapshot
  const log = pair.next ?? pair.log
  for (const commit of log.commits) apply(docs, commit)
  const { generation } = head
  const position = { generation, snapshotLength: pair.bytes.length, logLength: log.good, chain: log.chain }
  return { docs, head, position, torn: log.torn, interrupted: pair.next !== undefined }
}

/** The same as one snapshot: the one that is there, where nothing was saved since. Undefined: nothing was ever saved. */
async function readSealed(files: Files, folder: string, newest: number): Promise<Sealed | undefined> {
  const pair = await readPair(files, folder, newest, { snapshot: checkedSnapshot, log: checkedLog })
  if (!pair) return undefined
  if ((pair.next?.commits.length ?? pair.log?.lines) === 0) return { head: pair.snapshot, bytes: pair.bytes }
  const { docs, head } = await readWorkspace(files, folder, newest)
  const named = { ...head, folder: basename(folder) }
  return { head: named, bytes: await snapshotBytes(named, docs) }
}

/** Both files, each as it was looked at, and found to belong together. Undefined: there are none. @throws {Unreadable} */
async function readPair<S extends Head, L extends LogEnd>(
  files: Files,
  folder: string,
  newest: number,
  eyes: Eyes<S, L>,
): Promise<Pair<S, L> | undefined> {
  const [snapshotFile, logFile] = [join(folder, snapshotName), join(folder, logName)]
  const mark = await readMark(files, folder)
  const [snapshotBytes, logBytes] = [await files.read(snapshotFile), await files.read(logFile)]
  const expected = { newest, folder: basename(folder) }
  if (snapshotBytes === undefined) {
    if (logBytes || (await hasTraces(files, folder))) throw missing(snapshotFile)
    return undefined
  }
  const snapshot = await sound(snapshotFile, () => eyes.snapshot(snapshotBytes, expected))
  const seen = { snapshot, bytes: snapshotBytes }
  const log = logBytes && (await sound(logFile, () => eyes.log(logBytes, expected)))
  if (!log || log.generation !== snapshot.generation) {
    // Right only if the machine stopped between the two renames: then the log to come is there, prepared.
    const { generation } = snapshot
    const next = (log?.generation ?? 0) < generation ? await preparedLog(files, folder, snapshot) : undefined
    if (!next) throw log ? apart(logFile, log.generation, generation) : missing(logFile)
    return { ...seen, next, log: undefined }
  }
  await sound(logFile, () => checkMark(mark, log))
  return { ...seen, log, next: undefined }
}

/** How often, and how long apart, a workspace is read again that another process may be writing to. */
const tries = 10
const pauseMs = 50

/** As `readWorkspace`, beside a Hearth that runs: between the reading of its two files a new generation may have come. */
export const readBesideWriter = (files: Files, folder: string, newest: number): Promise<Reading> =>
  besideWriter(() => readWorkspace(files, folder, newest))

/** As one snapshot, beside a Hearth that runs. */
export const sealedBesideWriter = (
  files: Files,
  folder: string,
  newest: number,
): Promise<Sealed | undefined> => besideWriter(() => readSealed(files, folder, newest))

async function besideWriter<R>(read: () => Promise<R>): Promise<R> {
  for (let left = tries; left > 1; left--) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof Unreadable) || isTooNew(error)) throw error
      await pause(pauseMs)
    }
  }
  return read()
}

/** Nothing there means a new workspace; a trace of an older one means that its file was lost. */
async function hasTraces(files: Files, folder: string): Promise<boolean> {
  const names = [`${snapshotName}.bak`, `${logName}.bak`, markName]
  return (await Promise.all(names.map(name => files.read(join(folder, name))))).some(Boolean)
}

async function sound<T>(file: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw isDamage(error) ? new Unreadable('ECORRUPT', file, error.message, error) : error
  }
}

const missing = (file: string) => new Unreadable('EMISSING', file, 'is missing, though it was there before')

const apart = (file: string, log: number, snapshot: number) =>
  new Unreadable(
    'ECORRUPT',
    file,
    `it is of generation ${log}, but ${snapshotName} of ${snapshot}: they do not belong together`,
  )

import { createHash, randomUUID } from 'node:crypto'
import { link, lstat, realpath, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { OperatorError } from '../core/operator-error.ts'
import { ask, listen, shut } from './listener.ts'

/** The right to be the only process that uses a folder. */
export interface Lock {
  /** False: somebody removed or replaced the socket, so another process may be in. */
  holds(): Promise<boolean>
  release(): Promise<void>
}

/** How a folder is waited for, and what whoever waits for it later is told. */
export interface LockOptions {
  /** So long one is waited for that goes on. */
  waitMs?: number
  /** So long one that was told to end. */
  leavingMs?: number
  /** Told once, when it takes longer than a moment. */
  onWait?(holder: string, isLeaving: boolean): void
  /** Whether this process was told to end. */
  isLeaving?(): boolean
}

/** From then on whoever looks at the screen is told why nothing happens. */
const momentMs = 1_000

/** Who holds a folder. */
type Holder = Awaited<ReturnType<typeof ask>> & { held: string }

/** macOS has the shortest limit for the path of a socket; names beside the lock are 9 bytes longer. */
const longestPath = 103 - 9

/**
 * Holds a folder by listening on a socket in it. The kernel drops the listener when the process dies, also by kill -9:
 * no heartbeat, no stale timer, no clock. A process that is only frozen goes on holding it.
 */
export async function takeLock(
  folder: string,
  { waitMs = 3_000, leavingMs = waitMs, onWait, isLeaving }: LockOptions = {},
): Promise<Lock> {
  const windows = process.platform === 'win32'
  const path = windows ? await pipeOf(folder) : socketOf(folder)
  const begun = performance.now()
  let leftBy: number | undefined
  let isTold = false
  for (let tries = 1; ; tries++) {
    const answer = await (windows ? takePipe : takeSocket)(path, isLeaving).catch(cause => {
      throw cause instanceof OperatorError ? cause : cannotLock(folder, cause)
    })
    if ('release' in answer) return answer
    if (answer.held === gone && tries < 10) continue
    const now = performance.now()
    if (answer.isLeaving) leftBy ??= now + leavingMs
    if (now >= Math.max(begun + waitMs, leftBy ?? 0)) throw heldBy(folder, answer.held)
    if (!isTold && now >= begun + momentMs) {
      isTold = true
      onWait?.(answer.held, answer.isLeaving ?? false)
    }
    await pause(100)
  }
}

/** Who holds a folder now; undefined: nobody. Changes nothing. */
export async function holderOf(folder: string): Promise<string | undefined> {
  const path =
    process.platform === 'win32' ? await pipeOf(folder).catch(() => undefined) : join(folder, 'lock')
  return path && (await ask(path)).held
}

const gone = 'a process that has ended'

/** A lock, or who holds it. The listener gets the shared name by a link, which only one of several can make. */
async function takeSocket(path: string, isLeaving?: () => boolean): Promise<Lock | Holder> {
  const own = besideName(path)
  const server = await listen(own, isLeaving)
  const { ino, dev } = await lstat(own)
  const isThere = async () => {
    const found = await lstat(path).catch(() => undefined)
    return found?.ino === ino && found.dev === dev
  }
  // Twice, for another starter may have moved it aside for a moment, to look whether it is alive.
  const holds = async () => (await isThere()) || (await pause(100).then(isThere))
  try {
    await link(own, path)
  } catch (error) {
    await shut(server)
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return whoHolds(path)
  }
  await unlink(own)
  const release = async () => {
    if (await holds()) await unlink(path)
    await shut(server)
  }
  return { holds, release }
}

/** A pipe's name goes with its process, and nobody can take it away. */
async function takePipe(path: string, isLeaving?: () => boolean): Promise<Lock | Holder> {
  try {
    const server = await listen(path, isLeaving)
    return { holds: async () => true, release: () => shut(server) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return holder(await ask(path))
  }
}

/** Who holds the socket. That of a dead process is moved aside first, so that only one of several starters removes it. */
async function whoHolds(path: string): Promise<Holder> {
  const name = await lstat(path).catch(() => undefined)
  if (name && !name.isSocket()) throw notASocket(path)
  const found = await ask(path)
  if (found.held !== undefined) return holder(found)
  const aside = besideName(path)
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return { held: gone }
  const alive = await ask(aside)
  if (alive.held !== undefined) await link(aside, path).catch(() => {}) // a new holder's after all; if a third is in, `holds` tells it
  await unlink(aside).catch(() => {})
  return holder(alive)
}

const holder = ({ held = gone, ...more }: Awaited<ReturnType<typeof ask>>): Holder => ({ ...more, held })

const besideName = (path: string) => `${path}.${randomUUID().slice(0, 8)}`

function socketOf(folder: string): string {
  const path = join(folder, 'lock')
  const tooMany = Buffer.byteLength(path) - longestPath
  if (tooMany <= 0) return path
  throw new OperatorError(
    'EINVALID',
    `${folder}: this path is ${tooMany} bytes too long for the lock in it. Put the data folder somewhere with a shorter path.`,
  )
}

async function pipeOf(folder: string): Promise<string> {
  const real = (await realpath(folder)).toLowerCase()
  return `\\\\.\\pipe\\hearth-${createHash('sha256').update(real).digest('hex').slice(0, 32)}`
}

const heldBy = (folder: string, holder: string) =>
  new OperatorError(
    'ELOCKED',
    `${folder} is in use by another Hearth (${holder}). Stop that one first, or give this one a data folder of its own.`,
  )

const notASocket = (path: string) =>
  new OperatorError(
    'ELOCKED',
    `${path} is not a lock of Hearth. Move it out of the data folder and start again.`,
  )

const cannotLock = (folder: string, cause: Error) =>
  new OperatorError(
    'EINVALID',
    `${folder} cannot be locked (${cause.message}). Use a folder on a local disk, where the user that runs Hearth may write.`,
    { cause },
  )

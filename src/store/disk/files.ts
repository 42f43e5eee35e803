import { constants, type Dirent } from 'node:fs'
import { link, mkdir, open, readdir, readFile, readlink, rename, rm, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setImmediate as letOthersRun } from 'node:timers/promises'

/** An open file. `sync` returns when what was written, and the file's length, are on the disk. */
export interface Handle {
  write(bytes: Uint8Array): Promise<void>
  /** To the end of a file opened for it: returns when they are on the disk, as after `write` and `sync`. */
  append(bytes: Uint8Array): Promise<void>
  truncate(length: number): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

/** Every file operation the store makes; passed in, so that tests can bring a disk that fails or forgets. */
export interface Files {
  /** `append` and `change` want the file to be there: a vanished log must not be begun anew unseen. */
  open(path: string, how: 'append' | 'change' | 'create'): Promise<Handle>
  /** Undefined: there is no such file. */
  read(path: string): Promise<Buffer | undefined>
  rename(from: string, to: string): Promise<void>
  link(from: string, to: string): Promise<void>
  /** Removing what is not there is no error. */
  remove(path: string): Promise<void>
  /** Makes the folder and those above it; tells the topmost one it made. */
  makeFolder(path: string): Promise<string | undefined>
  /**
   * Names, in no promised order; where there is no such folder, none. A link to a folder is one; so is a link that leads nowhere, whose
   * files cannot be read: it is refused by its name, and never taken for an empty folder.
   */
  listFolders(path: string): Promise<string[]>
  listFiles(path: string): Promise<string[]>
  /** With all that is in it, but nothing behind a link: that is refused by its name. Removing what is not there is no error. */
  removeFolder(path: string): Promise<void>
  /** Makes the names in a folder durable. */
  syncFolder(path: string): Promise<void>
}

/** Where a write can itself be durable: on Linux it means the same as a sync behind it, elsewhere less or nothing (open(2)). */
const durably = process.platform === 'linux' ? constants.O_DSYNC : 0
const flags = { append: constants.O_WRONLY | constants.O_APPEND | durably, change: 'r+', create: 'w' }

const ifMissing =
  <T>(value: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return value
    throw error
  }

/** What a link leads to; undefined: it is none. */
const linkAt = (path: string): Promise<string | undefined> => readlink(path).catch(() => undefined)

const leadsTo = (path: string) => stat(path).catch(() => undefined)

/** Where there is nothing, it matters whether a folder is missing, or the disk that a link leads to. */
const ifMissingIn =
  <T>(folder: string, value: T) =>
  async (error: NodeJS.ErrnoException): Promise<T> => {
    const target = error.code === 'ENOENT' ? await linkAt(folder) : undefined
    if (target !== undefined && !(await leadsTo(folder)))
      throw new Error(
        `${folder} is a link that leads nowhere: ${target} is not there. Mount that disk or put the folder there, or take the link away`,
      )
    return ifMissing(value)(error)
  }

const entriesOf = (path: string) => readdir(path, { withFileTypes: true }).catch(ifMissingIn(path, []))

async function isFolder(path: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  return (await leadsTo(join(path, entry.name)))?.isDirectory() ?? true
}

async function removeFolder(path: string): Promise<void> {
  const target = await linkAt(path)
  if (target !== undefined && (await readdir(path).catch(() => [])).length > 0)
    throw new Error(
      `${path} is a link to ${target}: I remove nothing behind a link. Remove that folder by hand, and the link`,
    )
  await rm(path, { recursive: true, force: true })
}

/** The real disk. What it makes is for the bot's own user only: files 0600, folders 0700. */
export const disk: Files = {
  async open(path, how) {
    const file = await open(path, flags[how], 0o600)
    return {
      write: bytes => file.appendFile(bytes), // goes on after a short write
      append: async bytes => {
        await file.appendFile(bytes)
        if (!durably) await file.datasync()
      },
      truncate: length => file.truncate(length),
      sync: () => file.datasync(), // the length counts as data; only the times of the file do not
      close: () => file.close(),
    }
  },
  read: path => readFile(path).catch(ifMissingIn(dirname(path), undefined)),
  rename,
  link,
  remove: path => unlink(path).catch(ifMissing(undefined)),
  makeFolder: path => mkdir(path, { recursive: true, mode: 0o700 }),
  async listFolders(path) {
    const entries = await entriesOf(path)
    const found = await Promise.all(entries.map(async one => ((await isFolder(path, one)) ? [one.name] : [])))
    return found.flat()
  },
  async listFiles(path) {
    return (await entriesOf(path)).filter(entry => entry.isFile()).map(entry => entry.name)
  },
  removeFolder,
  async syncFolder(path) {
    if (process.platform === 'win32') return // Windows cannot, and NTFS keeps its names in a journal
    const folder = await open(path, 'r')
    await folder.sync().finally(() => folder.close())
  },
}

/** The bytes of a file: as text, or in pieces, where one of all of them would keep everybody waiting while it is copied. */
export type Content = string | Buffer | readonly Buffer[]

/** Writes a whole file and reads it back, so that a disk that lies is found before an older file is replaced. */
export async function writeWhole(files: Files, path: string, content: Content): Promise<void> {
  const pieces = piecesOf(content)
  const file = await files.open(path, 'create')
  await closing(file, async () => {
    for (const bytes of pieces) await file.write(bytes)
    await file.sync()
  })
  if (!(await isMadeOf(await files.read(path), pieces)))
    throw new Error(`${path} does not read as it was written`)
}

function piecesOf(content: Content): readonly Buffer[] {
  if (typeof content === 'string') return [Buffer.from(content)]
  return Buffer.isBuffer(content) ? [content] : content
}

async function isMadeOf(found: Buffer | undefined, pieces: readonly Buffer[]): Promise<boolean> {
  let at = 0
  for (const piece of pieces) {
    if (at > 0) await letOthersRun()
    if (!found?.subarray(at, at + piece.length).equals(piece)) return false
    at += piece.length
  }
  return found?.length === at
}

/** Writes a whole file, which has its name when it is on the disk: whoever reads finds the one before, or this. */
export async function writeAside(files: Files, path: string, content: string): Promise<void> {
  const unfinished = join(dirname(path), `.${basename(path)}.tmp`)
  try {
    await writeWhole(files, unfinished, content)
    await files.rename(unfinished, path)
  } catch (error) {
    await files.remove(unfinished).catch(() => {})
    throw error
  }
}

/** Cuts a file to its first bytes, durably. By a new handle: one whose sync failed is not to be trusted again. */
export async function cutTo(files: Files, path: string, length: number): Promise<void> {
  const file = await files.open(path, 'change')
  await closing(file, async () => {
    await file.truncate(length)
    await file.sync()
  })
}

const closing = (file: Handle, work: () => Promise<void>) => work().finally(() => file.close())

/** Keeps a second name for a file that is about to be replaced; a copy, where the file system has no links. */
export async function keepAs(files: Files, path: string, backup: string): Promise<void> {
  await files.remove(backup)
  try {
    await files.link(path, backup)
  } catch {
    const bytes = await files.read(path)
    if (bytes !== undefined) await writeWhole(files, backup, bytes) // else it is the first of its kind
  }
}

/** Makes a folder and those above it, and their names durable. */
export async function makeDurableFolder(files: Files, folder: string): Promise<void> {
  const topmost = await files.makeFolder(folder)
  if (topmost === undefined) return
  for (let at = folder; at.length >= topmost.length; at = dirname(at)) await files.syncFolder(dirname(at))
}

import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { lstat, mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import type { Config } from '../config/config.ts'
import { OperatorError } from '../core/operator-error.ts'
import { disk, type Files } from '../store/disk/files.ts'
import { workspacesIn } from '../store/places.ts'

/** Where Hearth was started, with what. */
export interface Circumstances {
  config: Pick<Config, 'dataDir' | 'backupDir' | 'stateDir'>
  /** The folder it was started in: `.env` is read there, and a DATA_DIR that is no whole path begins there. */
  folder: string
  /** The folder of the program. */
  program: string
  environment: NodeJS.ProcessEnv
  files?: Files
}

interface Note {
  /** What was kept where, by the path that was set. */
  dataDir: string
  libraries: string[]
  /** Where that led then, where it was a link or below one. */
  realDir: string
  program: string
  folder: string
  /** Whether it depends on the folder it was started in what DATA_DIR is. */
  byFolder: boolean
  at: number
}

function isNote(value: unknown): value is Note {
  const { libraries, at, ...more } = Object(value) as Partial<Note>
  const paths = [more.dataDir, more.realDir, more.program, more.folder]
  const isList = Array.isArray(libraries) && libraries.every(one => typeof one === 'string')
  return isList && Number.isFinite(at) && paths.every(one => typeof one === 'string')
}

/** How to say that nothing is missing. */
export const anew = '--begin-anew'
const howAnew = `To begin anew all the same, start it once with ${anew} at the end of the line (npm start -- ${anew}).`

/** The folder that what people save is kept in, as a whole path. */
const dataDirOf = ({ config, folder }: Circumstances): string => resolve(folder, config.dataDir)

/**
 * Where the notes of a data folder lie: in a second place, since a disk that is not there takes with it what it knew of itself. One
 * that can be written is enough.
 */
function notesOf(circumstances: Circumstances): string[] {
  const { config, folder } = circumstances
  const dataDir = dataDirOf(circumstances)
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const name = `libraries-${hash}.json`
  const backups = resolve(folder, config.backupDir)
  const apart = relative(dataDir, backups).startsWith('..')
  return [
    ...stateFolders(circumstances).map(state => join(state, name)),
    join(dirname(dataDir), `.${basename(dataDir)}.libraries.json`),
    ...(apart ? [join(backups, name)] : []),
    // Where `.env` is: the folder above the data may be on the same disk.
    ...(isAbsolute(config.dataDir) ? [join(folder, `.${hash}.libraries.json`)] : []),
  ]
}

/** Those that hold notes of every data folder. */
function stateFolders({ config, folder, environment }: Circumstances): string[] {
  const { XDG_STATE_HOME: state, HOME: home } = environment
  const own = state ? join(state, 'hearth') : home ? join(home, '.local', 'state', 'hearth') : undefined
  return [...(config.stateDir ? [resolve(folder, config.stateDir)] : []), ...(own ? [own] : [])]
}

/** What is missing of what Hearth kept there, in words with the cure; undefined: nothing is. */
export async function whatIsMissing(circumstances: Circumstances): Promise<string | undefined> {
  const dataDir = dataDirOf(circumstances)
  const blocked = await whatBlocks(dataDir)
  if (blocked) return blocked
  const there = await workspacesIn(circumstances.files ?? disk, dataDir)
  const notes = await readAll(notesOf(circumstances))
  const missing = [...new Set(notes.flatMap(one => one.libraries))].filter(one => !there.includes(one)).sort()
  if (missing.length > 0) return goneFrom(dataDir, missing, notes)
  if (there.length > 0 || notes.length > 0 || isAbsolute(circumstances.config.dataDir)) return undefined
  return elsewhere(circumstances)
}

/** Whether something is kept, and nothing notes in a second place that it is. */
export async function isUnnoted(circumstances: Circumstances): Promise<boolean> {
  const there = await workspacesIn(circumstances.files ?? disk, dataDirOf(circumstances)).catch(() => [])
  return there.length > 0 && (await readAll(notesOf(circumstances))).length === 0
}

/** Nothing is begun anew where something is missing. @throws {OperatorError} */
export async function refuseIfMissing(circumstances: Circumstances): Promise<void> {
  const missing = await whatIsMissing(circumstances)
  if (missing) throw new OperatorError('EMISSING', missing)
}

/** A path that leads to nothing, or to something else than a folder, in words; undefined: it is a folder, or can be made one. */
async function whatBlocks(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined)
  if (!found) return dirname(path) === path ? undefined : whatBlocks(dirname(path))
  if (found.isSymbolicLink()) {
    const real = await realpath(path).catch(() => undefined)
    if (real === undefined)
      return `${path} is a link that leads nowhere, so what Hearth kept there cannot be found, and nothing was begun anew. Is a disk not mounted? Bring back what it leads to, or remove the link, and start again.`
    return whatBlocks(real)
  }
  return found.isDirectory()
    ? undefined
    : `${path} is a file, and DATA_DIR has to be a folder (or not to be there yet). Set DATA_DIR to another one.`
}

function goneFrom(dataDir: string, missing: readonly string[], notes: readonly Note[]): string {
  const last = new Date(Math.max(...notes.map(one => one.at))).toISOString().slice(0, 10)
  const real = notes.find(one => one.realDir !== one.dataDir)?.realDir
  return [
    `Hearth kept ${missing.join(', ')} in ${dataDir} (last seen there on ${last}${real ? `, when that led to ${real}` : ''}). That is not there now, so nothing was begun anew.`,
    'Is a disk not mounted, or was a folder moved? Bring it back, and start again. From a backup: npm run restore lists those there are.',
    howAnew,
  ].join('\n')
}

/** Started in another folder than usual, Hearth would begin anew there. */
async function elsewhere(circumstances: Circumstances): Promise<string | undefined> {
  const { folder, program, files = disk } = circumstances
  for (const state of stateFolders(circumstances)) {
    const names = (await readdir(state).catch(() => [])).filter(name => /^libraries-\w+\.json$/.test(name))
    for (const note of await readAll(names.map(name => join(state, name)))) {
      if (!note.byFolder || note.program !== program || note.folder === folder) continue
      const there = await workspacesIn(files, note.dataDir).catch((): string[] => [])
      if (!note.libraries.some(one => there.includes(one))) continue
      return [
        `Hearth keeps ${note.libraries.join(', ')} in ${note.dataDir}, as it was started in ${note.folder}. Now it was started in ${folder}, where there is nothing, so nothing was begun anew.`,
        `To go on with what there is: cd ${note.folder}, and start it there. Or set DATA_DIR=${note.dataDir}.`,
        howAnew,
      ].join('\n')
    }
  }
  return undefined
}

async function readAll(paths: readonly string[]): Promise<Note[]> {
  const notes = await Promise.all(paths.map(readNote))
  return notes.filter(one => one !== undefined)
}

/** Nobody else's: in a folder that everybody may write to, anybody could leave one. */
async function readNote(path: string): Promise<Note | undefined> {
  try {
    const { uid } = await lstat(path)
    if (process.getuid && uid !== process.getuid()) return undefined
    const note: unknown = JSON.parse(await readFile(path, 'utf8'))
    return isNote(note) ? note : undefined
  } catch {
    return undefined
  }
}

/** Takes note of what is kept now, beside what was noted before; a library that vanishes meanwhile stays noted. Tells where. */
async function noteLibraries(circumstances: Circumstances): Promise<string[]> {
  const there = await workspacesIn(circumstances.files ?? disk, dataDirOf(circumstances)).catch(() => [])
  const paths = notesOf(circumstances)
  const notes = await Promise.all(paths.map(readNote))
  const known = [...new Set([...notes.flatMap(one => one?.libraries ?? []), ...there])].sort()
  if (known.length === 0) return []
  return write(circumstances, known, paths, notes)
}

/** From now on what is there is all there is. */
export async function beginAnew(circumstances: Circumstances): Promise<void> {
  const dataDir = dataDirOf(circumstances)
  const there = await workspacesIn(circumstances.files ?? disk, dataDir).catch(() => [])
  await write(circumstances, there, notesOf(circumstances), [])
}

async function write(
  circumstances: Circumstances,
  libraries: readonly string[],
  paths: readonly string[],
  before: readonly (Note | undefined)[],
): Promise<string[]> {
  const { config, folder, program } = circumstances
  const dataDir = dataDirOf(circumstances)
  const note: Note = {
    dataDir,
    libraries: [...libraries],
    realDir: await realpath(dataDir).catch(() => dataDir),
    program,
    folder,
    byFolder: !isAbsolute(config.dataDir) || existsSync(join(folder, '.env')),
    at: Date.now(),
  }
  const written = await Promise.all(
    paths.map(async (path, at) => {
      if (isSame(before[at], note)) return [path]
      return writeNote(path, note).then(
        () => [path],
        () => [],
      )
    }),
  )
  return written.flat()
}

/** Written anew once a day at least, so that it tells when it was true. */
const freshMs = 24 * 60 * 60_000

function isSame(before: Note | undefined, now: Note): boolean {
  if (!before || now.at - before.at > freshMs || before.at > now.at) return false
  return JSON.stringify({ ...before, at: 0 }) === JSON.stringify({ ...now, at: 0 })
}

async function writeNote(path: string, note: Note): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const unfinished = `${path}.${randomUUID()}.tmp`
  try {
    await writeFile(unfinished, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

const everyMs = 5_000

/** Goes on taking note while Hearth runs, until it is stopped; then once more. */
export function keepNoting(circumstances: Circumstances): () => Promise<void> {
  const timer = setInterval(() => void noteLibraries(circumstances), everyMs).unref()
  return async () => {
    clearInterval(timer)
    await noteLibraries(circumstances)
  }
}

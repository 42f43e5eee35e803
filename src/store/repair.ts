import { basename, join } from 'node:path'
import type { Workspace } from '../core/incoming.ts'
import { OperatorError } from '../core/operator-error.ts'
import { writeWorkspace } from './copies.ts'
import type { Files } from './disk/files.ts'
import {
  apply,
  type Docs,
  emptyMap,
  type Head,
  isDamage,
  type Log,
  readLogAsFarAsItHolds,
  readSnapshot,
} from './disk/format.ts'
import { logName, snapshotName } from './disk/generation.ts'
import { lostBytes, type Mark, markName, missesMark, readMark } from './disk/mark.ts'
import { newestFormat } from './disk/migrations.ts'
import { readWorkspace, Unreadable } from './disk/reading.ts'
import { folderOf, type Places, stampOf } from './places.ts'

/** What could be saved of a damaged workspace. */
export interface Repaired {
  /** The name of the backup that holds it; undefined: the workspace is whole, and nothing was done. */
  name: string | undefined
  /** What it was rebuilt from, and what is missing, in sentences. */
  told: string[]
}

interface SurvivingFiles {
  snapshot: (Head & { docs: Docs }) | undefined
  older: (Head & { docs: Docs }) | undefined
  log: Log | undefined
  olderLog: Log | undefined
  mark: Mark | undefined
}

/**
 * Rebuilds a damaged workspace from what still holds: the snapshot or the one before, and the lines of the logs up to
 * the first bad one. The result is written among the backups; the damaged files are not touched. @throws {OperatorError}
 */
export async function repair(places: Places, workspace: Workspace, now: number): Promise<Repaired> {
  const { files, root, backups } = places
  const folder = join(root, folderOf(workspace))
  const whole = await readWorkspace(files, folder, newestFormat).catch(error => {
    if (!(error instanceof Unreadable)) throw error
  })
  if (whole) return { name: undefined, told: [] }
  const { head, docs, told } = rebuilt(await survivingFiles(files, folder), folder)
  const name = `${stampOf(now)}-repaired`
  await writeWorkspace(files, join(backups, name, folderOf(workspace)), head, docs)
  await files.syncFolder(backups)
  return { name, told }
}

async function survivingFiles(files: Files, folder: string): Promise<SurvivingFiles> {
  const read = async <T>(name: string, parse: (bytes: Buffer) => T): Promise<T | undefined> => {
    const bytes = await files.read(join(folder, name))
    try {
      return bytes && parse(bytes)
    } catch (error) {
      if (isDamage(error)) return undefined
      throw error
    }
  }
  const expected = { newest: newestFormat, folder: basename(folder) }
  const snapshotOf = (bytes: Buffer) => readSnapshot(bytes.toString(), expected)
  const logOf = (bytes: Buffer) => readLogAsFarAsItHolds(bytes, expected)
  return {
    snapshot: await read(snapshotName, snapshotOf),
    older: await read(`${snapshotName}.bak`, snapshotOf),
    log: await read(logName, logOf),
    olderLog: await read(`${logName}.bak`, logOf),
    mark: await readMark(files, folder),
  }
}

/** The newest state that can be reached without guessing. */
function rebuilt({ snapshot, older, log, olderLog, mark }: SurvivingFiles, folder: string) {
  const first = firstOf(log)
  const base = snapshot ?? older ?? first
  if (!base) {
    throw new OperatorError(
      'ECORRUPT',
      `${folder}: neither its snapshot nor the one before can be read, so it cannot be rebuilt. Put it back with “npm run restore”.`,
    )
  }
  const told = [startedFrom()]
  const { docs, format } = base
  let { generation } = base
  for (const [name, lines] of [
    [`${logName}.bak`, olderLog],
    [logName, log],
  ] as const) {
    if (lines?.generation !== generation || lines.format !== format) continue
    for (const commit of lines.commits) apply(docs, commit)
    told.push(`${name}: ${lines.commits.length} saved changes were applied${endOf(lines, mark)}.`)
    if (name === `${logName}.bak` && base !== snapshot) generation++
  }
  if (!log || log.generation !== generation)
    told.push(`${logName} could not be used: what was saved since is missing.`)
  else if (missesMark(mark, log))
    told.push(
      `${markName} is missing or damaged, so nothing tells whether ${logName} has lost its end: look whether the newest lines are there.`,
    )
  return { head: { format, generation }, docs, told }

  function startedFrom(): string {
    if (base === snapshot) return `${snapshotName} is whole.`
    if (base === older) return `${snapshotName} cannot be read, so this begins with ${snapshotName}.bak.`
    return `${snapshotName} cannot be read; it was the first, and empty.`
  }
}

/** The first snapshot of a workspace holds nothing: all it has is in the log. */
const firstOf = (log: Log | undefined) =>
  log?.generation === 1
    ? { format: log.format, generation: 1, docs: emptyMap<Record<string, unknown>>() }
    : undefined

function endOf(log: Log, mark: Mark | undefined): string {
  const { torn } = log
  if (torn.length > 0)
    return `; ${torn.length} bytes after them cannot be read, and what they held is missing`
  const lost = lostBytes(mark, log)
  return lost > 0 ? `; ${lost} bytes after them are gone, and what they held is missing` : ''
}

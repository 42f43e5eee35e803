import { join } from 'node:path'
import { OperatorError } from '../core/operator-error.ts'
import { backoff, type Index, type Schedule, schedules } from '../core/store.ts'
import { replaceWorkspace } from '../store/copies.ts'
import { disk, makeDurableFolder } from '../store/disk/files.ts'
import type { Docs } from '../store/disk/format.ts'
import { migrated, migrations, newestFormat } from '../store/disk/migrations.ts'
import { readWorkspace } from '../store/disk/reading.ts'
import { takeLock } from '../store/lock.ts'
import { folderOf, workspacesIn } from '../store/places.ts'

/** Where libraries are kept, for whoever moves them: whole ones are read and written, and no Hearth is at it meanwhile. */
interface Place {
  libraries(): Promise<string[]>
  read(library: string): Promise<Docs>
  /** In place of whatever is there; a crash leaves the old or the new. */
  write(library: string, docs: Docs): Promise<void>
  close(): Promise<void>
}

/** What is to be moved where. */
export interface MoveRequest {
  /** `json:./data`, or the address of a database. */
  from: string
  to: string
  /** What is there already, and differs, may be replaced. */
  replace: boolean
  /** Those whose keys a database keeps. */
  indexes: readonly Index<unknown>[]
  /** Told what is done, line by line. */
  tell(line: string): void
}

/** What came of it. */
export interface Moved {
  moved: number
  /** They were there already, the same: an earlier move was interrupted. */
  were: number
  documents: number
}

/** So many libraries are copied at once: a disk waits for each, a database for none. */
const atOnce = 8
/** So often it is told how far it is. */
const everyMs = 2_000

/**
 * Copies every library, each in one piece, and compares it document by document as it reads there. What was copied before is passed over, so
 * an interrupted move goes on where it was. The place it comes from is not changed. @throws {OperatorError}
 */
export async function move({ from, to, replace, indexes, tell }: MoveRequest): Promise<Moved> {
  const source = await openPlace(from, indexes)
  try {
    const target = await openPlace(to, indexes)
    try {
      return await copyAll(source, target, { replace, tell })
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function copyAll(
  source: Place,
  target: Place,
  { replace, tell }: Pick<MoveRequest, 'replace' | 'tell'>,
): Promise<Moved> {
  const all = await source.libraries()
  const there = new Set(await target.libraries())
  tell(`${all.length === 1 ? 'One library' : `${all.length} libraries`} to move.`)
  const done: Moved = { moved: 0, were: 0, documents: 0 }
  let toldAt = performance.now()
  const left = all.values()
  await Promise.all(Array.from({ length: atOnce }, copyOn))
  return done

  async function copyOn(): Promise<void> {
    for (const library of left) await copy(library)
  }

  async function copy(library: string): Promise<void> {
    const docs = withoutLeases(await source.read(library))
    const before = there.has(library) ? withoutLeases(await target.read(library)) : undefined
    if (before && !firstDifference(docs, before)) done.were++
    else {
      if (before && !replace) throw inTheWay(library, done)
      await target.write(library, docs)
      const difference = firstDifference(docs, await target.read(library))
      if (difference) throw unlike(library, difference)
      done.moved++
    }
    done.documents += Object.values(docs).reduce((sum, ofKind) => sum + Object.keys(ofKind).length, 0)
    if (performance.now() - toldAt < everyMs) return
    toldAt = performance.now()
    tell(`${done.moved + done.were} of ${all.length} …`)
  }
}

async function openPlace(address: string, indexes: readonly Index<unknown>[]): Promise<Place> {
  if (address.startsWith('json:')) return openFolder(address.slice('json:'.length))
  if (!/^postgres(ql)?:\/\//.test(address)) throw notAPlace(address)
  const { openLibraryCopies } = await import('../postgres/library-copy.ts')
  return openLibraryCopies({ url: address, indexes })
}

async function openFolder(root: string): Promise<Place> {
  await makeDurableFolder(disk, root)
  const lock = await takeLock(root, { waitMs: 0 })
  const placeOf = (library: string) => join(root, folderOf(library))
  return {
    libraries: () => workspacesIn(disk, root),
    async read(library) {
      const { docs, head } = await readWorkspace(disk, placeOf(library), newestFormat)
      return migrated(docs, head.format, migrations)
    },
    write: (library, docs) =>
      replaceWorkspace(disk, placeOf(library), { format: newestFormat, generation: 0 }, docs),
    close: () => lock.release(),
  }
}

/** An occurrence in hand when Hearth stopped is due at once: its lease is of a process that is gone. */
export function withoutLease(schedule: unknown): unknown {
  const { lease, ...rest } = schedule as Schedule
  return lease && lease.token !== backoff ? rest : schedule
}

function withoutLeases(docs: Docs): Docs {
  const due = docs[schedules]
  if (!due) return docs
  const released = Object.entries(due).map(([id, one]) => [id, withoutLease(one)] as const)
  return { ...docs, [schedules]: Object.fromEntries(released) }
}

/** The first document that is not the same in both. */
function firstDifference(wanted: Docs, found: Docs): string | undefined {
  for (const kind of new Set([...Object.keys(wanted), ...Object.keys(found)]))
    for (const id of new Set([...Object.keys(wanted[kind] ?? {}), ...Object.keys(found[kind] ?? {})]))
      if (canonical(wanted[kind]?.[id]) !== canonical(found[kind]?.[id])) return `${kind} ${id}`
  return undefined
}

/** The same, whatever order fields stand in. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  ) ?? 'nothing'

const inTheWay = (library: string, { moved, were }: Moved) =>
  new OperatorError(
    'EINVALID',
    `${library} is in both places, and is not the same there (${moved + were} libraries are moved). Nothing of it was changed. To replace what is there, move again with --replace.`,
  )

const unlike = (library: string, document: string) =>
  new OperatorError(
    'ECORRUPT',
    `${library} does not read there as it was written: ${document} differs. Keep using the place it comes from, and look after the other.`,
  )

const notAPlace = (address: string) =>
  new OperatorError(
    'EINVALID',
    `${address} is no place that libraries can be moved from or to. Name a folder as json:./data, and a database as postgres://hearth:PASSWORD@db.example.org/hearth.`,
  )

import type { Workspace } from '../core/incoming.ts'
import { isOperatorError, OperatorError } from '../core/operator-error.ts'
import type { PersonalDataEntry } from '../core/records/personal-data.ts'
import { tombstonesOf } from '../core/records/tombstones.ts'
import { kind, purges, type Store, schedules, type Tx } from '../core/store.ts'
import { forgetAgain } from '../features/privacy/forget-again.ts'
import { type Docs, emptyMap, readSnapshot, setDocument, snapshotText } from '../store/disk/format.ts'
import { migrated, migrations, newestFormat } from '../store/disk/migrations.ts'
import { folderOf } from '../store/places.ts'
import { withoutLease } from './move.ts'

type Inventory = readonly PersonalDataEntry[]

/** One library, as it was saved into a file. */
export interface LibraryFile {
  library: Workspace
  savedAt: number
  docs: Docs
}

/** What was put back. */
export interface PutBack {
  documents: number
  /** Whoever had Hearth forget them since the file was made: they were taken out of it. */
  forgotten: number
}

/** What the first line of the file says; the snapshot of the library follows it. */
interface FirstLine {
  hearth: 'library'
  library: Workspace
  savedAt: number
}

/** All that a library keeps, as the text of one file, at one moment. */
export async function libraryAsText(
  store: Pick<Store, 'update'>,
  inventory: Inventory,
  library: Workspace,
  now: number,
): Promise<string> {
  const docs = await store.update(library, tx => documentsIn(tx, inventory))
  const first: FirstLine = { hearth: 'library', library, savedAt: now }
  const head = { format: newestFormat, generation: 1, folder: folderOf(library) }
  return `${JSON.stringify(first)}\n${snapshotText(head, JSON.stringify(docs))}`
}

/** Reads such a file, of this version or an earlier one. @throws {OperatorError} for what is none, damaged, or of a newer version. */
export function readLibraryFile(text: string, name: string): LibraryFile {
  const end = text.indexOf('\n')
  const first = firstLine(text.slice(0, Math.max(0, end)))
  if (!first) throw refused(`${name} is no file of one library: “npm run library -- save” makes those.`)
  const { library, savedAt } = first
  try {
    const snapshot = readSnapshot(text.slice(end + 1), { newest: newestFormat, folder: folderOf(library) })
    return { library, savedAt, docs: migrated(snapshot.docs, snapshot.format, migrations) }
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    const isNewer = isOperatorError(error, 'ETOONEW')
    throw refused(
      `${name} cannot be used: ${error.message}. Nothing was changed. ${isNewer ? 'Install that version first.' : 'Take another copy of it.'}`,
    )
  }
}

/**
 * Puts a library back as it was, in place of what is there. Whoever had Hearth forget them since stays forgotten, as far as that is
 * known. @throws {OperatorError} where the file is of another library.
 */
export async function putBack(
  store: Pick<Store, 'update'>,
  inventory: Inventory,
  file: LibraryFile,
  into: Workspace,
): Promise<PutBack> {
  if (file.library !== into) throw ofAnother(file.library, into)
  const known = new Set<string>(inventory.map(one => one.kind))
  const strange = Object.keys(file.docs).find(one => !known.has(one))
  if (strange) throw refused(`This Hearth knows no “${strange}”, which the file holds. Nothing was changed.`)
  return store.update(into, async tx => {
    const tombstones = await tombstonesOf(tx)
    for (const [name, ofKind] of Object.entries(await documentsIn(tx, inventory)))
      for (const id of Object.keys(ofKind)) await tx.delete(kind(name), id)
    let documents = 0
    for (const [name, ofKind] of Object.entries(file.docs))
      for (const [id, document] of Object.entries(ofKind)) {
        await tx.put(kind<unknown>(name), id, name === schedules ? withoutLease(document) : document)
        documents++
      }
    return { documents, forgotten: await forgetAgain(tx, inventory, tombstones, file.savedAt) }
  })
}

/** Every document of a library, as one change sees them. */
async function documentsIn(tx: Pick<Tx, 'list'>, inventory: Inventory): Promise<Docs> {
  const docs: Docs = emptyMap()
  for (const { kind: one } of inventory) {
    // The store's own, which says what is still to be removed from its disk.
    if (one === purges) continue
    for (const [id, document] of await tx.list(one)) setDocument(docs, one, id, document)
  }
  return docs
}

function firstLine(line: string): FirstLine | undefined {
  try {
    const found = JSON.parse(line) as Partial<FirstLine> | null
    const { hearth, library, savedAt } = found ?? {}
    return hearth === 'library' && typeof library === 'string' && typeof savedAt === 'number'
      ? { hearth, library, savedAt }
      : undefined
  } catch {
    return undefined
  }
}

const refused = (message: string): OperatorError => new OperatorError('EINVALID', message)

const ofAnother = (library: Workspace, into: Workspace) =>
  refused(
    `That file is of ${library}, and nothing of one library goes into another: the people and channels in it are not those of ${into}. Nothing was changed.`,
  )

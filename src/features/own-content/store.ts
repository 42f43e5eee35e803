import { createHash } from 'node:crypto'
import type { PersonId } from '../../core/incoming.ts'
import { kind, type Tx } from '../../core/store.ts'

/** A file of a library's own content, by its path: `icebreakers/ours.yaml`. It says the same as in a folder of CONTENT_DIR. */
export interface OwnFile {
  text: string
  at: number
  by: PersonId
  name: string
}
export const ownFiles = kind<OwnFile>('content-file')

/** Which files a library has, as a sum over them: where it is known, the files need not be read. One document; none: no files. */
export const ownFilesSum = kind<{ sum: string }>('content-files')
/** Its id. */
export const ofAllFiles = 'all'

/** A file that somebody looks over, until they say whether it is kept: one at a time. */
export interface PendingFile {
  /** Tells this one from others: an old button keeps nothing new. */
  mark: string
  path: string
  text: string
  at: number
}
export const pendingFiles = kind<PendingFile>('content-draft')

/** Characters of one file. */
export const mostOfFile = 200_000

/** Texts by their paths, as content is read. */
export type Files = ReadonlyMap<string, string>

/** A library's own files. */
export const filesIn = async (from: Pick<Tx, 'list'>): Promise<Files> =>
  new Map((await from.list(ownFiles)).map(([path, { text }]) => [path, text]))

/** Puts a file in the place of whatever has its path, or takes one away. */
export async function changeFiles(tx: Tx, path: string, file: OwnFile | undefined): Promise<void> {
  if (file) await tx.put(ownFiles, path, file)
  else await tx.delete(ownFiles, path)
  await keepSum(tx)
}

/** Keeps the sum of the files that there are. */
export async function keepSum(tx: Tx): Promise<void> {
  const files = await filesIn(tx)
  if (files.size === 0) await tx.delete(ownFilesSum, ofAllFiles)
  else await tx.put(ownFilesSum, ofAllFiles, { sum: sumOf(files) })
}

/** The same for the same paths and texts, and for no others. */
export const sumOf = (files: Files): string =>
  createHash('sha256')
    .update(JSON.stringify([...files].sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('base64url')

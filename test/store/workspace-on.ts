import { join } from 'node:path'
import { kind } from '../../src/core/store.ts'
import type { Files } from '../../src/store/disk/files.ts'
import { OpenWorkspace } from '../../src/store/workspace.ts'
import { until } from '../until.ts'
import { tempFolder } from './folder.ts'

export const marks = kind<{ n: number; text: string }>('mark')

/** A workspace opened by itself, without a store around it, on any disk. */
export function openWorkspace(
  files: Files,
  folder: string,
  options: { minLog?: number; warn?: (line: string) => void } = {},
) {
  return OpenWorkspace.open(folder, { files, minLog: 600, warn: () => {}, ...options }, () => {})
}

/** The n-th update of a row: two documents, so that half of it would be seen. */
export const putMark = (workspace: OpenWorkspace, n: number) =>
  workspace.update(async tx => {
    await tx.put(marks, `m${n % 5}`, { n, text: 'café '.repeat(n % 7) })
    await tx.put(marks, 'last', { n, text: '' })
  })

/** How many updates of the row a workspace holds; throws unless it is exactly the first so many. */
export function marksIn(workspace: OpenWorkspace): number {
  const found = Object.fromEntries(workspace.list(marks))
  const last = found.last?.n ?? 0
  const expected: Record<string, unknown> = {}
  for (let n = 1; n <= last; n++) {
    expected[`m${n % 5}`] = { n, text: 'café '.repeat(n % 7) }
    expected.last = { n, text: '' }
  }
  if (JSON.stringify(sorted(found)) === JSON.stringify(sorted(expected))) return last
  throw new Error(`not the first ${last} updates: ${JSON.stringify(found)}`)
}

const sorted = (documents: object) => Object.entries(documents).sort(([a], [b]) => (a < b ? -1 : 1))

export const newFolder = async () => join(await tempFolder(), 'ws-library')

/** Until nothing is under way any more: a new snapshot is written after the update has been acknowledged. */
export const quiet = (workspace: OpenWorkspace): Promise<void> => until(() => workspace.file.isIdle)

/** How a save ended that was begun inside another: noted at once, for it may be refused before anybody waits for it. */
export const endOf = (save: Promise<void>) =>
  save.then(
    () => 'saved',
    (error: { code: string }) => error.code,
  )

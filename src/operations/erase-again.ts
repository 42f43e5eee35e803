import { join } from 'node:path'
import type { Workspace } from '../core/incoming.ts'
import { OperatorError } from '../core/operator-error.ts'
import type { PersonalDataEntry } from '../core/records/personal-data.ts'
import { purge } from '../core/records/purge.ts'
import { type Tombstones, tombstoneKeys, tombstones, tombstonesOf } from '../core/records/tombstones.ts'
import { kind, type Store, schedules } from '../core/store.ts'
import { forgetAgain } from '../features/privacy/forget-again.ts'
import { disk } from '../store/disk/files.ts'
import type { Docs } from '../store/disk/format.ts'
import { newestFormat } from '../store/disk/migrations.ts'
import { readBesideWriter } from '../store/disk/reading.ts'
import { folderOf, workspacesIn } from '../store/places.ts'
import { withoutLease } from './move.ts'

/** What was erased once more. */
export interface ErasedAgain {
  documents: number
  people: number
}

interface EraseAgainRequest {
  /** The newest state there is: `json:./data`, or the address of a database. */
  newest: string
  /** What an older backup was put back into. */
  store: Pick<Store, 'purge' | 'workspaces' | 'list' | 'get'>
  /** Its address, where it is a database. */
  database?: string | undefined
  inventory: readonly PersonalDataEntry[]
}

/**
 * Erases in a store, into which an older backup was put back, what was erased since in the newest state that there is. That is only read, and
 * to do it twice does nothing. @throws {OperatorError}
 */
export async function eraseAgain(request: EraseAgainRequest): Promise<ErasedAgain> {
  const { newest, database } = request
  if (newest.startsWith('json:')) return forgetAsIn(newest.slice('json:'.length), request)
  if (!/^postgres(ql)?:\/\//.test(newest)) throw notAPlace(newest)
  if (database === undefined)
    throw new OperatorError(
      'EINVALID',
      'The ledger of a database is for a database: name that in DATABASE_URL.',
    )
  return { documents: await eraseAsIn(newest, database, request), people: 0 }
}

/** A database notes what was erased by its names: what stands there now, or nothing, takes the place of what came back. */
async function eraseAsIn(newest: string, restored: string, { store }: EraseAgainRequest): Promise<number> {
  const { erasedSince } = await import('../postgres/erasures.ts')
  const all = await erasedSince(newest, restored)
  for (const workspace of new Set(all.map(one => one.workspace)))
    await purge({ purge: change => store.purge(workspace, change) }, async tx => {
      for (const { kind: name, id, document } of all.filter(one => one.workspace === workspace))
        if (document === undefined) await tx.delete(kind(name), id)
        else await tx.put(kind<unknown>(name), id, name === schedules ? withoutLease(document) : document)
    })
  return all.length
}

/** A folder keeps for a week who was forgotten, and says of nobody who it is. */
async function forgetAsIn(folder: string, { store, inventory }: EraseAgainRequest): Promise<ErasedAgain> {
  const there = await workspacesIn(disk, folder)
  if (there.length === 0) throw notAPlace(folder)
  let people = 0
  const here = await store.workspaces()
  for (const workspace of there.filter(one => here.includes(one))) {
    const { docs } = await readBesideWriter(disk, join(folder, folderOf(workspace)), newestFormat)
    const later = await unknownIn(store, workspace, docs)
    if (later.all.length === 0) continue
    const { result } = await purge({ purge: change => store.purge(workspace, change) }, tx =>
      forgetAgain(tx, inventory, later, Number.NEGATIVE_INFINITY),
    )
    people += result
  }
  return { documents: 0, people }
}

/** Whoever is forgotten in what was put back, too, may have written again since then: they are let be. */
async function unknownIn(
  store: Pick<Store, 'list' | 'get'>,
  workspace: Workspace,
  docs: Docs,
): Promise<Tombstones> {
  const reading = {
    get: async <T>(of: string, id: string) => docs[of]?.[id] as T | undefined,
    list: async <T>(of: string) => Object.entries(docs[of] ?? {}) as [string, T][],
  }
  const newest = await tombstonesOf(reading)
  const known = new Map(await store.list(workspace, tombstones))
  const isSameKey = (await store.get(workspace, tombstoneKeys, 'key'))?.key === newest.key
  return {
    key: newest.key,
    all: newest.all.filter(([hash, { at }]) => !isSameKey || known.get(hash)?.at !== at),
  }
}

const notAPlace = (named: string) =>
  new OperatorError(
    'EINVALID',
    `${named} is no place with libraries of Hearth. Name the newest state that you have: json:./data-before, or postgres://…`,
  )

import type pg from 'pg'
import { type Changed, type Index, type Kind, type Matches, schedules, type Tx } from '../core/store.ts'
import { type Change, Changes, copyOf, isId, nameOf } from '../store/document.ts'
import { selected } from '../store/select.ts'
import {
  entryOf,
  type Found,
  type KeptIndexes,
  prepared,
  readDocuments,
  type ScheduleRow,
  scheduleOf,
  type Which,
} from './rows.ts'

interface DraftDeps {
  /** In a transaction that has the workspace's row. */
  client: pg.ClientBase
  workspace: string
  indexes: KeptIndexes
}

/** What one update wants to change: kept here until it has decided, then written together. Everything is copied in and out. */
export class Draft implements Tx {
  readonly #deps: DraftDeps
  readonly #changes = new Changes()
  /** What was read: nobody else changes it before this is over. */
  readonly #known = new Map<string, unknown>()

  constructor(deps: DraftDeps) {
    this.#deps = deps
  }

  end(): void {
    this.#changes.end()
  }

  changes(): Change[] {
    return this.#changes.all()
  }

  async changed(): Promise<readonly Changed[]> {
    const changes = this.changes()
    await this.#learn(changes.filter(({ kind, id }) => !this.#known.has(nameOf(kind, id))))
    return changes.map(({ kind, id, document }) => ({
      kind,
      id,
      before: this.#known.get(nameOf(kind, id)),
      after: document,
    }))
  }

  async get<T>(kind: Kind<T>, id: string): Promise<T | undefined> {
    this.#changes.check(kind)
    if (!isId(id)) return undefined
    const changed = this.#changes.get(kind, id)
    if (changed) return copyOf(changed.document) as T | undefined
    const name = nameOf(kind, id)
    if (!this.#known.has(name)) {
      await this.#read(kind, { id })
      if (!this.#known.has(name)) this.#known.set(name, undefined)
    }
    return copyOf(this.#known.get(name)) as T | undefined
  }

  async list<T>(kind: Kind<T>): Promise<Found<T>> {
    return copyOf(await this.#present(kind)) as Found<T>
  }

  async select<T>(kind: Kind<T>, matches: Matches<T>): Promise<Found<T>> {
    return selected(await this.#present(kind), matches)
  }

  async find<T>(index: Index<T>, key: string): Promise<Found<T>> {
    this.#changes.check(index.kind)
    const { workspace, indexes } = this.#deps
    const has = (document: unknown, id: string) => index.keysOf(document as T, id).includes(key)
    const kept = indexes.has(index as Index<unknown>)
      ? await this.#read(index.kind, { entry: entryOf(workspace, index as Index<unknown>, key) })
      : (await this.#read(index.kind, 'all')).filter(([id, one]) => has(one, id))
    return copyOf([...this.#changes.over(index.kind, kept, has)]) as Found<T>
  }

  async put<T>(kind: Kind<T>, id: string, document: T): Promise<void> {
    this.#changes.put(kind, id, document)
  }

  async delete(kind: Kind<unknown>, id: string): Promise<void> {
    this.#changes.delete(kind, id)
  }

  async #present(kind: Kind<unknown>): Promise<Found<unknown>> {
    this.#changes.check(kind)
    return [...this.#changes.over(kind, await this.#read(kind, 'all'))]
  }

  async #read(kind: Kind<unknown>, which: Which): Promise<Found<unknown>> {
    const { client, workspace } = this.#deps
    const found = await readDocuments(client, workspace, kind, which, 'to change')
    for (const [id, document] of found) this.#known.set(nameOf(kind, id), document)
    return found
  }

  /** What stands there of what is to be changed and was not looked at. */
  async #learn(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return
    const { client, workspace } = this.#deps
    const others = changes.filter(one => one.kind !== schedules)
    const due = changes.filter(one => one.kind === schedules)
    const [documents, schedulesThere] = await Promise.all([
      client.query<{ kind: string; id: string; body: unknown }>(
        prepared(readThese, [workspace, others.map(one => one.kind), others.map(one => one.id)]),
      ),
      client.query<ScheduleRow>(prepared(readTheseSchedules, [workspace, due.map(one => one.id)])),
    ])
    for (const { kind, id } of changes) this.#known.set(nameOf(kind, id), undefined)
    for (const { kind, id, body } of documents.rows) this.#known.set(nameOf(kind, id), body)
    for (const row of schedulesThere.rows) this.#known.set(nameOf(schedules, row.id), scheduleOf(row))
  }
}

const readThese = `select d.kind, d.id, d.body from documents d
  join unnest($2::text[], $3::text[]) n(kind, id) on d.kind = n.kind and d.id = n.id where d.workspace = $1`

const readTheseSchedules = 'select * from schedules where workspace = $1 and id = any($2::text[]) for update'

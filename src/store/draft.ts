import { OperatorError } from '../core/operator-error.ts'
import type { Changed, Index, Kind, Matches, Tx } from '../core/store.ts'
import type { Docs } from './disk/format.ts'
import { checkId, checkKind, copyOf, documentToStore, isId } from './document.ts'
import type { Indexes } from './indexes.ts'
import { selected } from './select.ts'

/** One document changed in a draft; without a document it is to be deleted. */
export interface Change {
  kind: string
  id: string
  document: unknown
}

/** What one update wants to change, over what is there. Reads see its own changes first; everything is copied in and out. */
export class Draft implements Tx {
  readonly #docs: Docs
  readonly #indexes: Indexes
  readonly #changes = new Map<string, Change>()
  #over = false

  constructor(docs: Docs, indexes: Indexes) {
    this.#docs = docs
    this.#indexes = indexes
  }

  /** Nothing more is taken: a change function that was not awaited must not write into a closed draft unseen. */
  end(): void {
    this.#over = true
  }

  changes(): Iterable<Change> {
    return this.#changes.values()
  }

  async changed(): Promise<readonly Changed[]> {
    return [...this.#changes.values()].map(({ kind, id, document }) => ({
      kind,
      id,
      before: this.#docs[kind]?.[id],
      after: document,
    }))
  }

  async get<T>(kind: Kind<T>, id: string): Promise<T | undefined> {
    this.#check(kind)
    if (!isId(id)) return undefined
    const changed = this.#changes.get(`${kind}/${id}`)
    return copyOf(changed ? changed.document : this.#docs[kind]?.[id]) as T | undefined
  }

  async list<T>(kind: Kind<T>): Promise<[id: string, document: T][]> {
    return copyOf(this.#present(kind)) as [string, T][]
  }

  async select<T>(kind: Kind<T>, matches: Matches<T>): Promise<[id: string, document: T][]> {
    return selected(this.#present(kind), matches)
  }

  #present(kind: string): [id: string, document: unknown][] {
    this.#check(kind)
    const documents = new Map(Object.entries(this.#docs[kind] ?? {}))
    for (const change of this.#changes.values()) {
      if (change.kind === kind) documents.set(change.id, change.document)
    }
    return [...documents].filter(([, document]) => document !== undefined)
  }

  async find<T>(index: Index<T>, key: string): Promise<[id: string, document: T][]> {
    this.#check(index.kind)
    const found = new Map<string, unknown>()
    for (const id of this.#indexes.find(index as Index<unknown>, key))
      found.set(id, this.#docs[index.kind]?.[id])
    for (const { kind, id, document } of this.#changes.values()) {
      if (kind !== index.kind) continue
      if (document !== undefined && index.keysOf(document as T, id).includes(key)) found.set(id, document)
      else found.delete(id)
    }
    return copyOf([...found]) as [string, T][]
  }

  async put<T>(kind: Kind<T>, id: string, document: T): Promise<void> {
    this.#check(kind)
    checkId(id)
    this.#changes.set(`${kind}/${id}`, { kind, id, document: documentToStore(kind, id, document) })
  }

  async delete(kind: Kind<unknown>, id: string): Promise<void> {
    this.#check(kind)
    checkId(id)
    this.#changes.set(`${kind}/${id}`, { kind, id, document: undefined })
  }

  #check(kind: string): void {
    checkKind(kind)
    if (this.#over) {
      throw new OperatorError(
        'EINVALID',
        `${kind}: the update is over; await every read and write inside its change function`,
      )
    }
  }
}

import type { Changed, Index, Kind, Matches, Tx } from '../core/store.ts'
import type { Docs } from './disk/format.ts'
import { type Change, Changes, copyOf, isId } from './document.ts'
import type { Indexes } from './indexes.ts'
import { selected } from './select.ts'

/** What one update wants to change, over what is there. Reads see its own changes first; everything is copied in and out. */
export class Draft implements Tx {
  readonly #docs: Docs
  readonly #indexes: Indexes
  readonly #changes = new Changes()

  constructor(docs: Docs, indexes: Indexes) {
    this.#docs = docs
    this.#indexes = indexes
  }

  end(): void {
    this.#changes.end()
  }

  changes(): Change[] {
    return this.#changes.all()
  }

  async changed(): Promise<readonly Changed[]> {
    return this.changes().map(({ kind, id, document }) => ({
      kind,
      id,
      before: this.#docs[kind]?.[id],
      after: document,
    }))
  }

  async get<T>(kind: Kind<T>, id: string): Promise<T | undefined> {
    this.#changes.check(kind)
    if (!isId(id)) return undefined
    const changed = this.#changes.get(kind, id)
    return copyOf(changed ? changed.document : this.#docs[kind]?.[id]) as T | undefined
  }

  async list<T>(kind: Kind<T>): Promise<[id: string, document: T][]> {
    return copyOf([...this.#present(kind)]) as [string, T][]
  }

  async select<T>(kind: Kind<T>, matches: Matches<T>): Promise<[id: string, document: T][]> {
    return selected(this.#present(kind), matches)
  }

  async find<T>(index: Index<T>, key: string): Promise<[id: string, document: T][]> {
    this.#changes.check(index.kind)
    const kept = [...this.#indexes.find(index as Index<unknown>, key)].map(
      (id): [id: string, document: unknown] => [id, this.#docs[index.kind]?.[id]],
    )
    const has = (document: unknown, id: string) => index.keysOf(document as T, id).includes(key)
    return copyOf([...this.#changes.over(index.kind, kept, has)]) as [string, T][]
  }

  async put<T>(kind: Kind<T>, id: string, document: T): Promise<void> {
    this.#changes.put(kind, id, document)
  }

  async delete(kind: Kind<unknown>, id: string): Promise<void> {
    this.#changes.delete(kind, id)
  }

  #present(kind: string): Iterable<[id: string, document: unknown]> {
    this.#changes.check(kind)
    return this.#changes.over(kind, entriesOf(this.#docs[kind]))
  }
}

/** One by one: to list tens of thousands takes twice as long as to go through them. */
function* entriesOf(documents: Docs[string] = {}): Generator<[id: string, document: unknown]> {
  for (const id in documents) yield [id, documents[id]]
}

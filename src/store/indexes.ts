import type { Index } from '../core/store.ts'
import type { Docs } from './disk/format.ts'

/** What the indexes of one workspace hold: derived from its documents, made when first asked for, never written. */
export class Indexes {
  readonly #docs: Docs
  readonly #made = new Map<string, { index: Index<unknown>; ids: Map<string, Set<string>> }>()

  constructor(docs: Docs) {
    this.#docs = docs
  }

  /** Ids of the documents that an index has under a key. */
  find(index: Index<unknown>, key: string): Iterable<string> {
    return this.#of(index).get(key) ?? []
  }

  /** To be told of every change of a document, also by a rollback. Undefined: absent. */
  changed(kind: string, id: string, before: unknown, after: unknown): void {
    for (const { index, ids } of this.#made.values()) {
      if (index.kind !== kind) continue
      if (before !== undefined) for (const key of index.keysOf(before, id)) remove(ids, key, id)
      if (after !== undefined) for (const key of index.keysOf(after, id)) add(ids, key, id)
    }
  }

  #of(index: Index<unknown>): Map<string, Set<string>> {
    const made = this.#made.get(index.name)
    if (made) return made.ids
    const ids = new Map<string, Set<string>>()
    const documents = this.#docs[index.kind] ?? {}
    // One by one: a list of tens of thousands would be made for this alone.
    for (const id in documents) for (const key of index.keysOf(documents[id], id)) add(ids, key, id)
    this.#made.set(index.name, { index, ids })
    return ids
  }
}

function add(ids: Map<string, Set<string>>, key: string, id: string): void {
  const under = ids.get(key)
  if (under) under.add(id)
  else ids.set(key, new Set([id]))
}

function remove(ids: Map<string, Set<string>>, key: string, id: string): void {
  const under = ids.get(key)
  under?.delete(id)
  if (under?.size === 0) ids.delete(key)
}

import type { Docs, Entry } from './format.ts'

/** A document that is about to change, and what it was before (undefined: absent). */
export interface Touched {
  kind: string
  id: string
  before: unknown
}

/** What goes to the disk together: the documents changed since the batch before, and those who wait for it. */
export class Batch {
  readonly #touched = new Map<string, Touched>()
  readonly #waiting: { resolve: () => void; reject: (error: Error) => void }[] = []

  get hasChanges(): boolean {
    return this.#touched.size > 0
  }

  get isAwaited(): boolean {
    return this.#waiting.length > 0
  }

  /** Notes documents before their change. Only the first value counts: that is what was committed. */
  touch(documents: readonly Touched[]): void {
    for (const { kind, id, before } of documents) {
      const name = `${kind}/${id}`
      if (!this.#touched.has(name)) this.#touched.set(name, { kind, id, before })
    }
  }

  /** Resolves when the batch is durable. */
  wait(): Promise<void> {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  /** The text of the batch: each document whole, as it is now. */
  text(data: Docs): string {
    const entries: Entry[] = [...this.#touched.values()].map(({ kind, id }) => ({
      k: kind,
      i: id,
      v: data[kind]?.[id],
    }))
    return JSON.stringify(entries)
  }

  /** What has to be put back if the batch is refused, newest change first. */
  undo(): Touched[] {
    return [...this.#touched.values()].reverse()
  }

  resolve(): void {
    for (const { resolve } of this.#waiting) resolve()
  }

  reject(error: Error): void {
    for (const { reject } of this.#waiting) reject(error)
  }
}

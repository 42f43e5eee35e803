import { setImmediate as letOthersRun } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import type { Touched } from './batch.ts'
import { type Docs, type Head, snapshotBegin, snapshotEnd, snapshotRest } from './format.ts'

/** So much text is made at once, in characters: less than a millisecond of work. */
const pieceLength = 64 * 1024

/**
 * The documents as they are now, though they go on changing: of what changes later it is told how it was. (To copy the list of fifty
 * thousand takes longer than anybody should wait for their own.)
 */
export class AsOfNow {
  readonly #docs: Docs
  readonly #kinds: readonly string[]
  readonly #before = new Map<string, Map<string, unknown>>()

  constructor(docs: Docs) {
    this.#docs = docs
    this.#kinds = Object.keys(docs)
  }

  /** To be told of documents before they change. Only the first time counts. */
  changes(documents: readonly Touched[]): void {
    for (const { kind, id, before } of documents) {
      const ofKind = this.#before.get(kind) ?? new Map<string, unknown>()
      this.#before.set(kind, ofKind)
      if (!ofKind.has(id)) ofKind.set(id, before)
    }
  }

  /** What JSON.stringify would say, document by document. */
  *parts(): Generator<string> {
    let kinds = '{'
    for (const kind of this.#kinds) {
      let before = `${kinds}${JSON.stringify(kind)}:{`
      for (const [id, document] of this.#documentsOf(kind)) {
        yield `${before}${JSON.stringify(id)}:${JSON.stringify(document)}`
        before = ','
      }
      yield before === ',' ? '}' : `${before}}`
      kinds = ','
    }
    yield kinds === ',' ? '}' : '{}'
  }

  *#documentsOf(kind: string): Generator<[id: string, document: unknown]> {
    const now = this.#docs[kind] ?? {}
    // Listed at once, before anything else can change: those that are there, and those that are there no more.
    const ids = Object.keys(now)
    const gone = [...(this.#before.get(kind) ?? [])].filter(([id]) => now[id] === undefined)
    for (const id of ids) {
      const before = this.#before.get(kind)
      const document = before?.has(id) ? before.get(id) : now[id]
      if (document !== undefined) yield [id, document]
    }
    for (const [id, document] of gone) if (document !== undefined) yield [id, document]
  }
}

/** The bytes of `data.json`, made a little at a time: a large workspace must not keep all others waiting. */
export async function snapshotBytes(head: Head, docs: Docs): Promise<Buffer> {
  return Buffer.concat(await snapshotPieces(head, new AsOfNow(docs)))
}

/** The same in the pieces they are made in: to put fifty megabytes together takes as long as to make many small ones. */
export async function snapshotPieces(head: Head, docs: AsOfNow): Promise<Buffer[]> {
  const pieces: Buffer[] = []
  let sum = 0
  let text = snapshotRest(head)
  const put = (end = '') => {
    const bytes = Buffer.from(text + end)
    sum = crc32(bytes.subarray(0, bytes.length - end.length), sum)
    pieces.push(bytes)
    text = ''
  }
  for (const part of docs.parts()) {
    text += part
    if (text.length < pieceLength) continue
    put()
    await letOthersRun()
  }
  text += '}'
  put(snapshotEnd)
  const [first = Buffer.alloc(0), ...rest] = pieces
  return [Buffer.concat([Buffer.from(snapshotBegin(head, sum)), first]), ...rest]
}

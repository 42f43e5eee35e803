import { setImmediate as letOthersRun } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { type Docs, emptyMap, type Head, snapshotBegin, snapshotEnd, snapshotRest } from './format.ts'

/** So much text is made at once, in characters: less than a millisecond of work. */
const pieceLength = 64 * 1024

/** The documents as they are now. A document is replaced and never changed, so this is a list of them and no copy. */
export function asOfNow(docs: Docs): Docs {
  const now: Docs = emptyMap()
  for (const [kind, documents] of Object.entries(docs)) now[kind] = Object.assign(emptyMap(), documents)
  return now
}

/** The bytes of `data.json`, made a little at a time: a large workspace must not keep all others waiting. */
export async function snapshotBytes(head: Head, docs: Docs): Promise<Buffer> {
  const pieces: Buffer[] = []
  let sum = 0
  let text = snapshotRest(head)
  const put = () => {
    const bytes = Buffer.from(text)
    sum = crc32(bytes, sum)
    pieces.push(bytes)
    text = ''
  }
  for (const part of partsOf(docs)) {
    text += part
    if (text.length < pieceLength) continue
    put()
    await letOthersRun()
  }
  text += '}'
  put()
  return Buffer.concat([Buffer.from(snapshotBegin(head, sum)), ...pieces, Buffer.from(snapshotEnd)])
}

/** What JSON.stringify would say, document by document. */
function* partsOf(docs: Docs): Generator<string> {
  let kinds = '{'
  for (const [kind, documents] of Object.entries(docs)) {
    let before = `${kinds}${JSON.stringify(kind)}:{`
    for (const id of Object.keys(documents)) {
      yield `${before}${JSON.stringify(id)}:${JSON.stringify(documents[id])}`
      before = ','
    }
    yield before === ',' ? '}' : `${before}}`
    kinds = ','
  }
  yield kinds === ',' ? '}' : '{}'
}

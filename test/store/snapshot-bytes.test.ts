import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSnapshot, setDocument, snapshotText, withoutPrototypes } from '../../src/store/disk/format.ts'
import { AsOfNow, snapshotBytes } from '../../src/store/disk/snapshot.ts'
import { checkedSnapshot } from '../../src/store/disk/sums.ts'
import { tries } from '../tries.ts'

const head = { format: 1, generation: 7, folder: 'ws-a' }

describe('the bytes of a snapshot', () => {
  it('are what the text of the whole would be, whatever the documents and their names hold', async () => {
    const name = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '1', '"'))
    const docs = fc.dictionary(name, fc.dictionary(name, fc.jsonValue()))
    await fc.assert(
      fc.asyncProperty(docs, async found => {
        const held = withoutPrototypes(found)
        const bytes = await snapshotBytes(head, held)
        expect(bytes.toString()).toBe(snapshotText(head, JSON.stringify(held)))
      }),
    )
  })

  it('are made a little at a time, so that others get a word in', async () => {
    const docs = withoutPrototypes({
      note: Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`n${at}`, 'ä'.repeat(400)])),
    })
    let interruptions = 0
    let over = false
    const others = (async () => {
      for (; !over; interruptions++) await new Promise(resolve => setImmediate(resolve))
    })()
    const bytes = await snapshotBytes(head, docs)
    over = true
    await others
    expect(interruptions).toBeGreaterThan(20)
    expect(readSnapshot(bytes.toString(), { newest: 1, folder: 'ws-a' }).docs).toEqual(docs)
  })

  it('are checked a little at a time, too, and refused where one of them is not as it was', async () => {
    const docs = withoutPrototypes({ note: { a: 'ä'.repeat(3_000_000) } })
    const bytes = await snapshotBytes(head, docs)
    const expected = { newest: 1, folder: 'ws-a' }
    let interruptions = 0
    let over = false
    const others = (async () => {
      for (; !over; interruptions++) await new Promise(resolve => setImmediate(resolve))
    })()
    expect(await checkedSnapshot(bytes, expected)).toEqual(head)
    over = true
    await others
    expect(interruptions).toBeGreaterThan(10)
    await expect(checkedSnapshot(bytes, { ...expected, folder: 'ws-b' })).rejects.toThrow(/belongs in/)
    bytes[4_000_000] = 1
    await expect(checkedSnapshot(bytes, expected)).rejects.toThrow(/checksum/)
    await expect(checkedSnapshot(bytes.subarray(0, 1_000), expected)).rejects.toThrow(/cut short/)
  })

  it('hold nothing of what came after it was taken, whatever was changed, added or deleted while they were made', async () => {
    const id = fc.constantFrom('a', 'b', 'c', '__proto__')
    const kind = fc.constantFrom('note', 'run', 'other')
    const value = fc.option(fc.integer(), { nil: undefined })
    const change = fc.record({ kind, id, value, parts: fc.nat(3) })
    await fc.assert(
      fc.asyncProperty(fc.array(change), fc.array(change), async (first, later) => {
        const docs = withoutPrototypes({})
        for (const { kind, id, value } of first) setDocument(docs, kind, id, value)
        const expected = JSON.parse(JSON.stringify(docs))
        const taken = new AsOfNow(docs)
        const parts = taken.parts()
        let text = ''
        for (const { kind, id, value, parts: so } of later) {
          for (let many = 0; many < so; many++) text += parts.next().value ?? ''
          taken.changes([{ kind, id, before: docs[kind]?.[id] }])
          setDocument(docs, kind, id, value)
        }
        for (const part of parts) text += part
        expect(JSON.parse(text)).toEqual(expected)
      }),
      { numRuns: tries(500) },
    )
  })
})

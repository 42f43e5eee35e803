import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSnapshot, snapshotText, withoutPrototypes } from '../../src/store/disk/format.ts'
import { asOfNow, snapshotBytes } from '../../src/store/disk/snapshot.ts'
import { checkedSnapshot } from '../../src/store/disk/sums.ts'

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

  it('hold nothing of what came after it was taken', async () => {
    const docs = withoutPrototypes({ note: { a: { n: 1 }, b: { n: 2 } } })
    const taken = asOfNow(docs)
    Object.assign(docs.note ?? {}, { a: { n: 9 }, c: { n: 3 } })
    docs.other = { d: 1 }
    const { docs: read } = readSnapshot((await snapshotBytes(head, taken)).toString(), {
      newest: 1,
      folder: 'ws-a',
    })
    expect(read).toEqual({ note: { a: { n: 1 }, b: { n: 2 } } })
  })
})

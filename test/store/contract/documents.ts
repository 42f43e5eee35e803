import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Index, kind } from '../../../src/core/store.ts'
import type { House } from './house.ts'

const notes = kind<{ text: string }>('note')
/** The contract's own indexes: a store that keeps keys is told of them. */
export const byWord: Index<{ text: string }> = {
  name: 'notes-by-word',
  kind: notes,
  keysOf: note => note.text.split(' '),
}
export const byEnding: Index<{ text: string }> = {
  name: 'notes-by-ending',
  kind: notes,
  keysOf: (_, id) => [id.split('/')[1] ?? ''],
}
const counts = kind<{ n: number }>('count')
const byId = <T>(list: [string, T][]) => Object.fromEntries(list)

/** What every store promises about documents. */
export function testDocuments(house: House): void {
  it('puts, gets, lists and deletes documents, and keeps workspaces apart', async () => {
    await house.store.update('a', async tx => {
      await tx.put(notes, 'x', { text: 'one' })
      await tx.put(notes, 'y', { text: 'two' })
    })
    await house.store.update('b', tx => tx.put(notes, 'x', { text: 'other' }))
    await house.store.update('a', tx => tx.delete(notes, 'y'))
    expect(await house.store.get('a', notes, 'x')).toEqual({ text: 'one' })
    expect(await house.store.get('a', notes, 'y')).toBeUndefined()
    expect(await house.store.list('a', notes)).toEqual([['x', { text: 'one' }]])
    expect(await house.store.list('b', notes)).toEqual([['x', { text: 'other' }]])
    expect(await house.store.list('c', notes)).toEqual([])
  })

  it('tells in a change what it changes so far, each document once, with what stood there before', async () => {
    await house.store.update('a', async tx => {
      await tx.put(notes, 'x', { text: 'one' })
      await tx.put(notes, 'gone', { text: 'old' })
    })
    await house.store.update('a', async tx => {
      expect(await tx.changed()).toEqual([])
      await tx.put(notes, 'x', { text: 'two' })
      await tx.put(notes, 'x', { text: 'three' })
      await tx.put(notes, 'new', { text: 'first' })
      await tx.delete(notes, 'gone')
      await tx.delete(notes, 'never there')
      expect(await tx.changed()).toEqual([
        { kind: 'note', id: 'x', before: { text: 'one' }, after: { text: 'three' } },
        { kind: 'note', id: 'new', before: undefined, after: { text: 'first' } },
        { kind: 'note', id: 'gone', before: { text: 'old' }, after: undefined },
        { kind: 'note', id: 'never there', before: undefined, after: undefined },
      ])
    })
  })

  it('changes in one commit what it scrubs, here and after reopening', async () => {
    await house.store.update('a', tx => tx.put(notes, 'x', { text: 'one' }))
    expect(
      await house.store.scrub('a', async tx => {
        await tx.delete(notes, 'x')
        await tx.put(notes, 'y', { text: 'two' })
        return 'done'
      }),
    ).toBe('done')
    await house.reopen()
    expect(await house.store.list('a', notes)).toEqual([['y', { text: 'two' }]])
  })

  it('names the workspaces that something was saved in, here and after reopening', async () => {
    expect(await house.store.workspaces()).toEqual([])
    await house.store.get('c', notes, 'x')
    await house.store.update('b', tx => tx.put(notes, 'x', { text: 'one' }))
    await house.store.update('a', tx => tx.put(notes, 'x', { text: 'one' }))
    expect(await house.store.workspaces()).toEqual(['a', 'b'])
    await house.reopen()
    expect(await house.store.workspaces()).toEqual(['a', 'b'])
  })

  it('finds documents by what they hold, as they come, change and go, here and after reopening', async () => {
    const found = async (key: string) => byId(await house.store.find('a', byWord, key))
    expect(await found('tea')).toEqual({})
    await house.store.update('a', async tx => {
      await tx.put(notes, 'x', { text: 'tea and cake' })
      await tx.put(notes, 'y', { text: 'tea' })
      expect(byId(await tx.find(byWord, 'tea'))).toEqual({ x: { text: 'tea and cake' }, y: { text: 'tea' } })
      expect(await tx.find(byWord, 'coffee')).toEqual([])
    })
    await house.store.update('b', tx => tx.put(notes, 'x', { text: 'tea elsewhere' }))
    expect(await found('tea')).toEqual({ x: { text: 'tea and cake' }, y: { text: 'tea' } })
    await house.store.update('a', async tx => {
      await tx.put(notes, 'x', { text: 'coffee' })
      expect(byId(await tx.find(byWord, 'tea'))).toEqual({ y: { text: 'tea' } })
      await tx.delete(notes, 'y')
      expect(await tx.find(byWord, 'tea')).toEqual([])
    })
    expect(await found('tea')).toEqual({})
    expect(await found('coffee')).toEqual({ x: { text: 'coffee' } })
    await house.reopen()
    expect(await found('coffee')).toEqual({ x: { text: 'coffee' } })
  })

  it('selects documents by a look at each, with what the update itself has changed', async () => {
    const cake = (one: { text: string }) => one.text.includes('cake')
    await house.store.update('a', async tx => {
      await tx.put(notes, 'x', { text: 'tea and cake' })
      await tx.put(notes, 'y', { text: 'tea' })
      await tx.put(notes, 'z', { text: 'cake' })
    })
    await house.store.update('a', async tx => {
      await tx.put(notes, 'y', { text: 'a cake' })
      await tx.delete(notes, 'z')
      expect(byId(await tx.select(notes, cake))).toEqual({
        x: { text: 'tea and cake' },
        y: { text: 'a cake' },
      })
    })
    const [[, found] = []] = await house.store.select('a', notes, (_, id) => id === 'x')
    if (found) found.text = 'mine'
    expect(byId(await house.store.select('a', notes, cake))).toEqual({
      x: { text: 'tea and cake' },
      y: { text: 'a cake' },
    })
    expect(await house.store.select('b', notes, () => true)).toEqual([])
  })

  it('finds documents by what their ids hold', async () => {
    await house.store.update('a', async tx => {
      await tx.put(notes, 'one/ana', { text: 'tea' })
      await tx.put(notes, 'one/ben', { text: 'tea' })
      expect(await tx.find(byEnding, 'ana')).toEqual([['one/ana', { text: 'tea' }]])
    })
    expect(await house.store.find('a', byEnding, 'ben')).toEqual([['one/ben', { text: 'tea' }]])
    await house.store.update('a', tx => tx.delete(notes, 'one/ben'))
    expect(await house.store.find('a', byEnding, 'ben')).toEqual([])
  })

  it('finds nothing of what an update that threw would have changed', async () => {
    await house.store.update('a', tx => tx.put(notes, 'x', { text: 'tea' }))
    expect(await house.store.find('a', byWord, 'tea')).toHaveLength(1)
    const broken = house.store.update('a', async tx => {
      await tx.put(notes, 'x', { text: 'coffee' })
      throw new Error('half-way')
    })
    await expect(broken).rejects.toThrow('half-way')
    expect(byId(await house.store.find('a', byWord, 'tea'))).toEqual({ x: { text: 'tea' } })
    expect(await house.store.find('a', byWord, 'coffee')).toEqual([])
  })

  it('lets an update read what it has just written', async () => {
    await house.store.update('a', tx => tx.put(notes, 'old', { text: 'old' }))
    const seen = await house.store.update('a', async tx => {
      await tx.put(notes, 'new', { text: 'new' })
      await tx.delete(notes, 'old')
      return { list: await tx.list(notes), gone: await tx.get(notes, 'old') }
    })
    expect(seen).toEqual({ list: [['new', { text: 'new' }]], gone: undefined })
  })

  it('purges as it updates, and keeps apart what belongs to other workspaces', async () => {
    await house.store.update('a', tx => tx.put(notes, 'x', { text: 'one' }))
    await house.store.update('a', tx => tx.put(notes, 'y', { text: 'two' }))
    await house.store.update('b', tx => tx.put(notes, 'x', { text: 'other' }))
    const read = await house.store.purge('a', async tx => {
      await tx.delete(notes, 'x')
      return tx.list(notes)
    })
    expect(read).toEqual([['y', { text: 'two' }]])
    await house.reopen()
    expect(await house.store.list('a', notes)).toEqual([['y', { text: 'two' }]])
    expect(await house.store.list('b', notes)).toEqual([['x', { text: 'other' }]])
  })

  it('purges nothing if the change throws', async () => {
    await house.store.update('a', tx => tx.put(notes, 'x', { text: 'one' }))
    const broken = house.store.purge('a', async tx => {
      await tx.delete(notes, 'x')
      throw new Error('half-way')
    })
    await expect(broken).rejects.toThrow('half-way')
    await house.reopen()
    expect(await house.store.list('a', notes)).toEqual([['x', { text: 'one' }]])
  })

  it('changes nothing if the update throws', async () => {
    const broken = house.store.update('a', async tx => {
      await tx.put(notes, 'x', { text: 'one' })
      await tx.put(notes, 'y', { text: 'two' })
      throw new Error('half-way')
    })
    await expect(broken).rejects.toThrow('half-way')
    await house.reopen()
    expect(await house.store.list('a', notes)).toEqual([])
  })

  it('hands out and takes in copies', async () => {
    const mine = { text: 'as it was' }
    await house.store.update('a', async tx => {
      await tx.put(notes, 'x', mine)
      mine.text = 'changed after putting'
      const read = await tx.get(notes, 'x')
      if (read) read.text = 'changed after reading'
    })
    for (const [, note] of await house.store.list('a', notes)) note.text = 'changed after listing'
    expect(await house.store.get('a', notes, 'x')).toEqual({ text: 'as it was' })
  })

  it('adds up 200 increments at once', async () => {
    const increment = () =>
      house.store.update('a', async tx => {
        const { n } = (await tx.get(counts, 'c')) ?? { n: 0 }
        await tx.put(counts, 'c', { n: n + 1 })
        return n
      })
    const seen = await Promise.all(Array.from({ length: 200 }, increment))
    expect(new Set(seen).size).toBe(200)
    expect(await house.store.get('a', counts, 'c')).toEqual({ n: 200 })
  })

  it('finishes what is under way when it is closed, and refuses what comes later', async () => {
    const underWay = Array.from({ length: 10 }, (_, n) =>
      house.store.update('a', tx => tx.put(counts, `c${n}`, { n })),
    )
    await house.store.close()
    await Promise.all(underWay)
    await expect(house.store.update('a', tx => tx.put(counts, 'late', { n: 1 }))).rejects.toThrow(/closed/)
    await house.reopen()
    expect((await house.store.list('a', counts)).length).toBe(10)
  })

  it('agrees with a plain model over random operations and reopenings', async () => {
    const model = new Map<string, Map<string, { text: string }>>()
    const of = (workspace: string) => model.get(workspace) ?? new Map<string, { text: string }>()
    const operation = fc.record({
      what: fc.constantFrom('put', 'put', 'put', 'delete', 'get', 'reopen'),
      workspace: fc.constantFrom('a', 'b', 'c'),
      id: fc.constantFrom('0', '1', 'Ärger', '__proto__', 'constructor', 'line-x', '😀', 'a/b'),
      text: fc.oneof(
        fc.string(),
        fc.constantFrom('naïve café', '👩‍👩‍👧 welcome', 'two\nlines\r\n', '"quoted" \\ {}'),
      ),
    })
    const operations = fc.sample(operation, { numRuns: 300, seed: 7 })
    for (const { what, workspace, id, text } of operations) {
      const mine = new Map(of(workspace))
      if (what === 'put') mine.set(id, { text: text.replaceAll('\0', '') })
      if (what === 'delete') mine.delete(id)
      model.set(workspace, mine)
      const document = mine.get(id)
      if (what === 'put' && document) await house.store.update(workspace, tx => tx.put(notes, id, document))
      if (what === 'delete') await house.store.update(workspace, tx => tx.delete(notes, id))
      if (what === 'reopen') await house.reopen()
      expect(await house.store.get(workspace, notes, id)).toEqual(document)
    }
    for (const workspace of ['a', 'b', 'c']) {
      expect(byId(await house.store.list(workspace, notes))).toEqual(Object.fromEntries(of(workspace)))
    }
  })
}

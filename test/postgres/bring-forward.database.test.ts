import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Index, kind, schedules } from '../../src/core/store.ts'
import type { Migration } from '../../src/store/disk/migrations.ts'
import { newSchema } from './schema.ts'

const notes = kind<{ text: string; loud?: boolean }>('note')
const byText = {
  name: 'notes-by-text',
  kind: notes,
  keysOf: (one: { text: string }) => [one.text],
} as Index<unknown>
const byLoud = {
  name: 'notes-by-loudness',
  kind: notes,
  keysOf: (one: { loud?: boolean }) => (one.loud ? ['loud'] : []),
} as Index<unknown>
const louder: Migration = {
  what: 'notes are loud',
  change: docs => ({
    ...docs,
    note: Object.fromEntries(
      Object.entries(docs.note ?? {}).flatMap(([id, one]) =>
        id === 'gone' ? [] : [[id, { text: (one as { text: string }).text.toUpperCase(), loud: true }]],
      ),
    ),
  }),
}

let place: Awaited<ReturnType<typeof newSchema>>
beforeEach(async () => {
  place = await newSchema({ migrations: [], indexes: [byText] })
  const store = await place.open()
  for (const workspace of ['a', 'b'])
    await store.update(workspace, async tx => {
      await tx.put(notes, 'x', { text: 'tea' })
      await tx.put(notes, 'gone', { text: 'old' })
      await tx.put(schedules, 's', { nextRunAt: 5, attempts: 0 })
    })
  await store.close()
})
afterEach(() => place.remove())

describe('Documents of an earlier format', () => {
  it('are brought forward at the start, with the keys they are found by, in every library', async () => {
    const store = await place.open({ migrations: [louder] })
    for (const workspace of ['a', 'b']) {
      expect(await store.list(workspace, notes)).toEqual([['x', { text: 'TEA', loud: true }]])
      expect(await store.find(workspace, byText as Index<{ text: string }>, 'TEA')).toHaveLength(1)
    }
    expect(await store.nextDueAt()).toBe(5)
    await store.close()
    await expect(place.open({ migrations: [] })).rejects.toMatchObject({ code: 'ENEWER' })
  })

  it('stay as they are while an earlier Hearth has them open', async () => {
    const earlier = await place.open()
    await expect(place.open({ migrations: [louder] })).rejects.toMatchObject({
      code: 'EOTHERS',
      message: expect.stringMatching(/Stop every Hearth.*Nothing was changed/),
    })
    expect(await earlier.list('a', notes)).toHaveLength(2)
    const another = await place.open()
    await Promise.all([earlier.close(), another.close()])
    await (await place.open({ migrations: [louder] })).close()
  })

  it('are as they were where bringing them forward fails, and the next start does it', async () => {
    let libraries = 0
    const failing: Migration = {
      what: louder.what,
      change(docs) {
        if (++libraries === 2) throw new Error('the computer stopped here')
        return louder.change(docs)
      },
    }
    await expect(place.open({ migrations: [failing] })).rejects.toThrow('the computer stopped here')
    const store = await place.open({ migrations: [louder] })
    for (const workspace of ['a', 'b'])
      expect(await store.list(workspace, notes)).toEqual([['x', { text: 'TEA', loud: true }]])
    await store.close()
  })
})

describe('An index that is new', () => {
  it('finds what was kept before there was one', async () => {
    const store = await place.open({ indexes: [byText, byLoud], migrations: [] })
    await store.update('a', tx => tx.put(notes, 'y', { text: 'cake', loud: true }))
    await store.close()
    const later = { ...byLoud, name: 'notes-by-volume', keysOf: () => ['any'] }
    const again = await place.open({ indexes: [byText, later], migrations: [] })
    expect((await again.find('a', later as Index<{ text: string }>, 'any')).map(([id]) => id).sort()).toEqual(
      ['gone', 'x', 'y'],
    )
    await again.close()
  })
})

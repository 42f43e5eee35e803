import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Bound, withBounds } from '../../../src/core/records/bounds.ts'
import { kind } from '../../../src/core/store.ts'
import { UserError } from '../../../src/core/user-error.ts'
import { openJsonStore } from '../../../src/store/json.ts'
import { newLog, tempFolder } from '../../store/folder.ts'
import { tries } from '../../tries.ts'

interface Word {
  by: string
  text: string
}
const words = kind<Word>('word')
const most = { size: 60, each: 3, together: 100, all: 5 }
const bound: Bound<Word> = {
  each: 'counted',
  size: most.size,
  counted: [
    {
      by: { name: 'words-by-person', kind: words, keysOf: one => [one.by] },
      most: most.each,
      tooMany: said => `${said} of one person’s`,
      together: { most: most.together, tooMuch: said => `${said} characters of one person’s` },
    },
    { most: most.all, tooMany: said => `${said} in all` },
  ],
  measure: one => one.text.length,
  tooLarge: (_, size) => `longer than ${size}`,
}

async function opened() {
  const store = await openJsonStore(await tempFolder(), { log: newLog() })
  return { store, within: withBounds(store, [{ kind: words, bound: bound as Bound }]) }
}

/** What of a library breaks a bound. */
function broken(all: readonly (readonly [string, Word])[]): string[] {
  const of = (who: string) => all.filter(([, one]) => one.by === who)
  return [
    ...all.filter(([, one]) => one.text.length > most.size).map(([id]) => `${id} is too large`),
    ...['ana', 'ben'].filter(who => of(who).length > most.each).map(who => `${who} has too many`),
    ...(all.length > most.all ? ['there are too many'] : []),
  ]
}

it('Whatever is put, changed and removed in whatever order, nothing is ever too large or too many, and what is refused changes nothing', async () => {
  const step = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    by: fc.constantFrom('ana', 'ben'),
    length: fc.integer({ min: 0, max: 80 }),
    removes: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async steps => {
      const { store, within } = await opened()
      for (const { id, by, length, removes } of steps) {
        const before = await store.list('library', words)
        const change = within.update('library', async tx =>
          removes ? tx.delete(words, id) : tx.put(words, id, { by, text: 'x'.repeat(length) }),
        )
        const refused = await change.then(
          () => false,
          error => {
            if (error instanceof UserError) return true
            throw error
          },
        )
        const after = await store.list('library', words)
        expect(broken(after)).toEqual([])
        if (refused) expect(after).toEqual(before)
      }
      await store.close()
    }),
    { numRuns: tries(30) },
  )
})

it('What is too large already may shrink and stay, and not grow; what is one too many may be changed and go', async () => {
  const { store, within } = await opened()
  const put = (id: string, text: string) =>
    within.update('library', tx => tx.put(words, id, { by: 'ana', text }))
  await store.update('library', async tx => {
    await tx.put(words, 'large', { by: 'ana', text: 'x'.repeat(90) })
    for (const id of ['a', 'b', 'c']) await tx.put(words, id, { by: 'ana', text: id })
  })
  await expect(put('large', 'x'.repeat(91))).rejects.toThrow('longer than 60')
  await put('large', 'x'.repeat(90))
  await put('large', 'x'.repeat(80))
  await put('a', 'changed')
  await expect(put('d', 'new')).rejects.toThrow('3 of one person’s')
  await within.update('library', tx => tx.delete(words, 'large'))
  await expect(put('d', 'new')).rejects.toThrow('3 of one person’s')
  await within.update('library', tx => tx.delete(words, 'b'))
  await put('d', 'new')
  await store.close()
})

it('What becomes somebody else’s counts among theirs', async () => {
  const { store, within } = await opened()
  const put = (id: string, by: string) => within.update('library', tx => tx.put(words, id, { by, text: id }))
  for (const id of ['a', 'b', 'c']) await put(id, 'ben')
  await put('d', 'ana')
  await expect(put('d', 'ben')).rejects.toThrow('3 of one person’s')
  await put('a', 'ana')
  await put('d', 'ben')
  await store.close()
})

it('A change of several, of which one does not fit, changes none', async () => {
  const { store, within } = await opened()
  const change = within.update('library', async tx => {
    for (const id of ['a', 'b', 'c', 'd']) await tx.put(words, id, { by: 'ana', text: id })
  })
  await expect(change).rejects.toThrow('3 of one person’s')
  expect(await store.list('library', words)).toEqual([])
  await store.close()
})

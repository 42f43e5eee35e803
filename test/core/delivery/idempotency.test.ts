import { describe, expect, it, onTestFinished } from 'vitest'
import { deliveriesIn, idempotencyKeys, idempotentLibrary } from '../../../src/core/delivery/idempotency.ts'
import type { Incoming } from '../../../src/core/incoming.ts'
import { kind } from '../../../src/core/store.ts'
import { openJsonStore } from '../../../src/store/json.ts'
import { monday } from '../../chat.ts'
import { tempFolder } from '../../store/folder.ts'

const counts = kind<{ n: number }>('count')
const minute = 60_000

async function counting() {
  const store = await openJsonStore(await tempFolder())
  onTestFinished(() => store.close())
  /** Delivers a line that counts; tells whether it was done. */
  const deliver = async (id: string, at: number): Promise<boolean> => {
    const incoming: Incoming = {
      id,
      at,
      workspace: 'library',
      person: { id: 'ana', name: 'Ana' },
      kind: 'command',
      text: 'count',
      values: {},
      place: { address: 'test:x', conversation: 'test:x', personal: true, thread: false, name: undefined },
      answer: { here: 'test:x', private: 'test:x' },
    }
    try {
      await idempotentLibrary(store, incoming).update(async tx => {
        const { n } = (await tx.get(counts, 'n')) ?? { n: 0 }
        await tx.put(counts, 'n', { n: n + 1 })
      })
      return true
    } catch (error) {
      expect(error).toMatchObject({ code: 'done-before' })
      return false
    }
  }
  const kept = async () => deliveriesIn((await store.get('library', idempotencyKeys, 'ana')) ?? { ids: [] })
  return { store, deliver, kept }
}

describe('A delivery that was done', () => {
  it('does nothing when it comes again: at once, after a minute, after five, and whatever came between', async () => {
    const { deliver, store } = await counting()
    expect(await deliver('a', monday)).toBe(true)
    for (const later of [0, minute, 6 * minute, 10 * minute]) {
      expect(await deliver(`between-${later}`, monday + later)).toBe(true)
      expect(await deliver('a', monday + later)).toBe(false)
    }
    expect(await store.get('library', counts, 'n')).toEqual({ n: 5 })
  })

  it('is remembered for ten minutes, wherever in a stretch of them it came', async () => {
    for (let came = 0; came <= 20; came++) {
      const { deliver } = await counting()
      await deliver('first', monday)
      await deliver('it', monday + came * minute)
      for (let since = 0; since <= 10; since++) {
        const now = monday + (came + since) * minute
        await deliver(`${since}`, now)
        expect(await deliver('it', now), `${came} + ${since} minutes`).toBe(false)
      }
    }
  })

  it('is remembered when the clock is set back, or far on', async () => {
    const { deliver } = await counting()
    await deliver('a', monday)
    await deliver('b', monday - 120 * minute)
    expect(await deliver('a', monday - 120 * minute)).toBe(false)
    await deliver('c', monday + 500_000 * minute)
    expect(await deliver('b', monday + 500_000 * minute)).toBe(false)
  })

  it('leaves little behind, however much somebody does', async () => {
    const { deliver, kept } = await counting()
    for (let n = 0; n < 100; n++) await deliver(`${n}`, monday + n * 1_000)
    expect((await kept()).length).toBeLessThanOrEqual(16)
    expect(await deliver('99', monday + 100_000)).toBe(false)
    for (let day = 1; day < 4; day++) await deliver(`day ${day}`, monday + day * 1_440 * minute)
    expect(await kept()).toEqual(['day 2', 'day 3'])
  })

  it('is known though a Hearth of before marked it', async () => {
    const { store, deliver, kept } = await counting()
    const ids = Array.from({ length: 40 }, (_, n) => `old-${n}`)
    await store.update('library', tx => tx.put(idempotencyKeys, 'ana', { ids }))
    expect(await deliver('old-39', monday)).toBe(false)
    expect(await deliver('new', monday)).toBe(true)
    expect(await deliver('old-30', monday)).toBe(false)
    expect(await kept()).toContain('new')
  })
})

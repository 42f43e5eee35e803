import { describe, expect, it } from 'vitest'
import type { Offers, OfferTerms } from '../../src/core/delivery/offers.ts'

const ada = { library: 'teams-a', person: 'ada' }
const ben = { library: 'teams-a', person: 'ben' }
const elsewhere = { library: 'teams-b', person: 'ada' }

/** What every keeper of offers must keep to. `open`: one place with nothing in it, as several see it. */
export function testOffers(name: string, open: (terms: OfferTerms) => readonly Offers[]): void {
  describe(`Offers ${name}`, () => {
    let now = 1_000
    const opened = () => {
      now = 1_000
      const all = open({ now: () => now, forMs: 100, mostOfOne: 3, most: 50 })
      return { first: all[0] as Offers, last: all.at(-1) as Offers }
    }

    it('are given once, to the one they are for alone, whichever they are taken at', async () => {
      const { first, last } = opened()
      await first.put('a', ada, 'words of hers, and \u{1f375}')
      expect(await last.take('a', ben)).toBeUndefined()
      const taken = await Promise.all([first, last, first, last].map(one => one.take('a', ada)))
      expect(taken.filter(one => one !== undefined)).toEqual(['words of hers, and \u{1f375}'])
      await last.put('a', ada, 'put back')
      expect(await first.take('a', ada)).toBe('put back')
    })

    it('go after their time, with what is erased in their library, and the oldest of one who has too many', async () => {
      const { first, last } = opened()
      for (const id of ['a', 'b', 'c', 'd']) await first.put(id, ada, id)
      await first.put('e', ben, 'e')
      expect(await last.take('a', ada)).toBeUndefined()
      expect(await last.take('b', ada)).toBe('b')
      await first.put('f', elsewhere, 'f')
      expect(await last.take('c', elsewhere)).toBeUndefined()
      await last.forget('teams-a')
      expect(await first.take('c', ada)).toBeUndefined()
      expect(await first.take('e', ben)).toBeUndefined()
      expect(await first.take('f', elsewhere)).toBe('f')
      await first.put('e', ben, 'e')
      now += 101
      expect(await last.take('e', ben)).toBeUndefined()
    })
  })
}

import { describe, expect, it } from 'vitest'
import { allowance, type Spend } from '../../src/core/delivery/allowance.ts'

const { most, withinMs } = allowance

/** What every keeper of allowances must keep to. `open`: one place with nothing in it, as several see it. */
export function testAllowance(name: string, open: () => readonly Spend[] | Promise<readonly Spend[]>): void {
  describe(`Allowances ${name}`, () => {
    it('are spent one by one, however many come at once, whichever they come to, and by each person alone', async () => {
      const all = await open()
      const had = await Promise.all(
        Array.from({ length: most + 5 }, (_, n) => all[n % all.length]?.('ada', 1_000)),
      )
      const within = had.filter(one => one !== undefined && one >= 1)
      expect(within.sort((a, b) => Number(b) - Number(a))).toEqual(
        Array.from({ length: most }, (_, n) => most - n),
      )
      expect(had.filter(one => one === 0).length).toBe(5)
      expect(await all.at(-1)?.('ben', 1_000)).toBe(most)
    })

    it('come back with time, up to the whole; a clock that was set back gives and takes nothing', async () => {
      const [spend = async () => 0] = await open()
      for (let n = 0; n < most; n++) await spend('ada', 1_000)
      expect(await spend('ada', 1_000)).toBe(0)
      expect(await spend('ada', 500)).toBe(0)
      expect(await spend('ada', 500 + withinMs / most)).toBeCloseTo(1)
      expect(await spend('ada', 500 + withinMs)).toBeCloseTo(most - 1)
      expect(await spend('ada', 500 + 10 * withinMs)).toBe(most)
    })
  })
}

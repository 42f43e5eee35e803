import { describe, expect, it } from 'vitest'
import { createDedupe } from '../../../src/core/delivery/dedupe.ts'

function remembering(most: number) {
  const clock = { now: 0 }
  const once = createDedupe({ now: () => clock.now, forMs: 1_000, most })
  return { clock, first: (id: string) => once(id, async () => {}), once }
}

describe('What was delivered before', () => {
  it('is known for as long as the platform repeats it, and forgotten after twice as long', async () => {
    const { clock, first } = remembering(1_000)
    for (let at = 0; at < 5_000; at += 100) {
      clock.now = at
      expect(await first(`at ${at}`)).toBe(true)
      const known = Math.max(0, at - 1_000)
      clock.now = at
      expect(await first(`at ${known}`), `${known} at ${at}`).toBe(false)
    }
    clock.now += 2_500
    await first('much later')
    clock.now += 2_500
    expect(await first('at 4900')).toBe(true)
  })

  it('is not more than so many, and at least the last half of them', async () => {
    const { first } = remembering(100)
    for (let n = 0; n < 1_000; n++) {
      expect(await first(`${n}`)).toBe(true)
      expect(await first(`${Math.max(0, n - 49)}`)).toBe(false)
    }
    expect(await first('800')).toBe(true)
  })

  it('is waited for by who comes second, and done again where it failed', async () => {
    const { once } = remembering(100)
    let fail = (_: Error) => {}
    const failing = once('a', () => new Promise((_, reject) => (fail = reject)))
    const second = once('a', async () => {})
    fail(new Error('oops'))
    await expect(failing).rejects.toThrow('oops')
    await expect(second).rejects.toThrow('oops')
    expect(await once('a', async () => {})).toBe(true)
    expect(await once('a', async () => {})).toBe(false)
  })
})

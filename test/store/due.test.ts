import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DueTimes } from '../../src/store/due.ts'

describe('The due times', () => {
  it('come up in order, each as it was last set, and tell of what comes before all else, like a plain list that is sorted each time', () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ id: fc.nat(30), at: fc.option(fc.nat(100), { nil: undefined }) }) },
      { weight: 1, arbitrary: fc.record({ now: fc.nat(100), limit: fc.integer({ min: 1, max: 5 }) }) },
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), steps => {
        const due = new DueTimes()
        let told: number | undefined
        due.onSooner = at => {
          told = at
        }
        const model = new Map<string, number>()
        for (const one of steps) {
          if ('id' in one) {
            const first = Math.min(...model.values())
            told = undefined
            due.set('a', `${one.id}`, one.at)
            expect(told).toBe(one.at !== undefined && one.at < first ? one.at : undefined)
            if (one.at === undefined) model.delete(`${one.id}`)
            else model.set(`${one.id}`, one.at)
          } else {
            const expected = [...model.values()].sort((a, b) => a - b).filter(at => at <= one.now)
            const taken = due.take(one.now, one.limit)
            expect(taken.map(({ at }) => at)).toEqual(expected.slice(0, one.limit))
            for (const { id, at } of taken) {
              expect(model.get(id)).toBe(at)
              model.delete(id)
            }
          }
          expect(due.next()).toBe(model.size ? Math.min(...model.values()) : undefined)
        }
      }),
    )
  })

  it('stay quick though the same few are set again and again', () => {
    const due = new DueTimes()
    for (let n = 0; n < 100_000; n++) due.set('a', `${n % 50}`, 1_000_000 - n)
    expect(due.next()).toBe(1_000_000 - 99_999)
    expect(due.take(2_000_000, 100).length).toBe(50)
    expect(due.next()).toBeUndefined()
  })
})

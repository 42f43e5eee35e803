import { describe, expect, it } from 'vitest'
import { kindsOf } from '../../../src/features/year/roadblock-kinds.ts'
import { told, toldAlone, tooFew } from '../../../src/features/year/suppress.ts'

const tally = (label: string, count: number, ...people: string[]) => ({
  label,
  count,
  people: new Set(people),
})

describe('a number that few people stand behind', () => {
  it('is told with three people behind it, and not with two', () => {
    expect(told([tally('May', 4, 'a', 'b', 'c')])).toEqual([{ label: 'May', value: 4, words: '4' }])
    expect(told([tally('May', 4, 'a', 'b')])).toEqual([{ label: 'May', words: tooFew }])
  })

  it('takes another with it, so that nobody has it by taking the rest from a sum', () => {
    const bars = told([
      tally('April', 1, 'a'),
      tally('May', 9, 'a', 'b', 'c', 'd'),
      tally('June', 3, 'b', 'c', 'd'),
    ])
    expect(bars.map(one => one.value)).toEqual([undefined, 9, undefined])
  })

  it('takes none with it where the numbers are no parts of one sum', () => {
    const bars = toldAlone([tally('Gatherings planned', 4, 'a', 'b', 'c'), tally('Icebreakers used', 2, 'a')])
    expect(bars.map(one => one.value)).toEqual([4, undefined])
  })

  it('stands alone where those left out together are three people', () => {
    const bars = told([tally('April', 1, 'a'), tally('May', 2, 'b', 'c'), tally('June', 3, 'b', 'c', 'd')])
    expect(bars.map(one => one.value)).toEqual([undefined, undefined, 3])
  })

  it('is told where it is nothing: nobody stands behind it', () => {
    expect(told([tally('April', 0)])).toEqual([{ label: 'April', value: 0, words: '0' }])
  })

  it('never is one that three people do not stand behind, nor is what is left out together, whatever is counted', () => {
    const people = ['a', 'b', 'c', 'd', 'e']
    for (let seed = 1; seed < 2_000; seed++) {
      let state = seed
      const next = (most: number) => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
        return state % most
      }
      const all = Array.from({ length: 1 + next(6) }, (_, at) => {
        const who = people.filter(() => next(2) === 1)
        return tally(String(at), who.length === 0 ? 0 : 1 + next(5), ...who)
      })
      const bars = told(all)
      const out = all.filter((_, at) => bars[at]?.value === undefined)
      for (const [at, one] of all.entries())
        if (one.count > 0 && bars[at]?.value !== undefined) expect(one.people.size).toBeGreaterThanOrEqual(3)
      const left = new Set(out.flatMap(one => [...one.people]))
      const others = all.filter(one => one.count > 0 && !out.includes(one))
      if (out.length > 0 && others.length > 0) expect(left.size).toBeGreaterThanOrEqual(3)
    }
  })
})

describe('a roadblock', () => {
  it.each([
    ['We have no budget for snacks', ['Money']],
    ['Two staff are out and the board must approve it', ['Staff time', 'Permission']],
    ['It may snow', ['Weather']],
    ['A wheelchair cannot get in', ['Access and language']],
    ['Hm', ['Something else']],
  ])('is of its kind by its words: %s', (words, kinds) => {
    expect(kindsOf(words)).toEqual(kinds)
  })
})

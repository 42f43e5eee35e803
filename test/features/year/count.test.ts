import { describe, expect, it } from 'vitest'
import { givesAway, type Happened, inThrees, peopleOf } from '../../../src/features/year/in-threes.ts'
import { kindsOf } from '../../../src/features/year/roadblock-kinds.ts'

/** Things that happened one after the other: `a b,c` is one of a’s, and one of b’s and c’s. */
const happened = (line: string): Happened[] =>
  line.split(' ').map((who, at) => ({ id: String(at), said: who.split(',').map(by => ({ by, at })) }))
const counted = (line: string) => inThrees(happened(line)).length

describe('what can be told of what people did', () => {
  it.each([
    ['a b', 0],
    ['a a b', 0],
    ['a b c', 3],
    ['a,b,c', 1],
    ['a a b c', 4],
  ])('is told with three people behind it, and not with two: %s', (line, count) => {
    expect(counted(line)).toBe(count)
  })

  it('does not grow by what one or two people did since', () => {
    expect(['a b c d', 'a b c d d', 'a b c d e', 'a b c d e f'].map(counted)).toEqual([3, 3, 3, 6])
  })

  it('is not told as a part where one or two people stand behind the rest', () => {
    const [all, part] = [happened('a b c d e'), happened('a b c')]
    expect(givesAway(all, part)).toBe(true)
    expect(givesAway(all, all)).toBe(false)
    expect(givesAway(happened('a b c d e f'), part)).toBe(false)
  })

  it('never has fewer than three people behind it, nor behind what came to it since any earlier day, whatever happened', () => {
    for (let seed = 1; seed < 500; seed++) {
      let state = seed
      const next = (most: number) => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
        return state % most
      }
      const all: Happened[] = Array.from({ length: 1 + next(9) }, (_, id) => ({
        id: String(id),
        said: Array.from({ length: 1 + next(4) }, () => ({ by: 'abcdef'.charAt(next(6)), at: next(20) })),
      }))
      const upTo = (day: number) =>
        inThrees(
          all.flatMap(one => {
            const said = one.said.filter(({ at }) => at <= day)
            return said.length > 0 ? [{ ...one, said }] : []
          }),
        )
      const days = Array.from({ length: 20 }, (_, day) => upTo(day))
      for (const [day, told] of days.entries())
        for (const earlier of days.slice(0, day)) {
          const fresh = told.filter(one => !earlier.some(({ id }) => id === one.id))
          expect(earlier.every(({ id }) => told.some(one => one.id === id))).toBe(true)
          if (fresh.length > 0) expect(peopleOf(fresh).size).toBeGreaterThanOrEqual(3)
        }
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

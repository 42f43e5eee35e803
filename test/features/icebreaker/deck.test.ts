import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Deck,
  draw,
  forgetSeen,
  freshDeck,
  holdMs,
  markUsed,
} from '../../../src/features/icebreaker/deck.ts'

const ids = (count: number) => Array.from({ length: count }, (_, at) => `q${at}`)
const drawn = (deck: Deck, fitting: string[], by = 'ana', now = 0) => {
  const result = draw(deck, 'room', fitting, by, now)
  if (result.type !== 'drawn') throw new Error(`not drawn: ${result.type}`)
  return result
}

describe('the deck of a room', () => {
  it('posts every fitting question once before any comes again, however the fitting ones change', () => {
    const step = fc.record({
      by: fc.constantFrom('ana', 'ben'),
      from: fc.nat(5),
      to: fc.integer({ min: 6, max: 12 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        let deck: Deck = freshDeck
        let now = 0
        for (const { by, from, to } of steps) {
          const fitting = ids(12).slice(from, to)
          const unused = fitting.filter(id => !deck.used.includes(id))
          now += holdMs + 1
          const { id, deck: next } = drawn({ ...deck, seen: {} }, fitting, by, now)
          if (unused.length > 0) expect(unused).toContain(id)
          deck = markUsed(next, id)
        }
      }),
    )
  })

  it('never opens a new round with the question that closed the old one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 5 }), (size, rounds) => {
        let deck: Deck = freshDeck
        const order: string[] = []
        for (let nth = 0; nth < size * rounds; nth++) {
          const { id, deck: next } = drawn({ ...deck, seen: {} }, ids(size))
          deck = markUsed(next, id)
          order.push(id)
        }
        order.forEach((id, at) => {
          if (at > 0) expect(id).not.toBe(order[at - 1])
        })
        for (let round = 0; round < rounds; round++) {
          expect(new Set(order.slice(round * size, (round + 1) * size)).size).toBe(size)
        }
      }),
    )
  })

  it('does not open the new round with the old last one after looking at others either', () => {
    let deck: Deck = { ...freshDeck, used: ids(3), last: 'q1' }
    const seen: string[] = []
    for (let look = 0; look < 2; look++) {
      const next = drawn(deck, ids(3))
      seen.push(next.id)
      deck = next.deck
    }
    expect(seen).not.toContain('q1')
  })

  it('does not grow with the people who posted, nor with all who ever looked', () => {
    const people = Array.from({ length: 1_000 }, (_, at) => `person ${at}`)
    let deck: Deck = freshDeck
    people.forEach((by, at) => {
      deck = drawn(deck, ids(3), by, at * (holdMs + 1)).deck
    })
    expect(Object.keys(deck.seen).length).toBeLessThan(300)
    expect(deck.seen['person 999']).toHaveLength(1)
    for (const by of people) deck = forgetSeen(deck, by)
    expect(deck.seen).toEqual({})
  })

  it('shows one person nothing twice in a round, and says so when all were shown', () => {
    let deck: Deck = freshDeck
    const seen = new Set<string>()
    for (let look = 0; look < 5; look++) {
      const next = drawn(deck, ids(5))
      expect(seen.has(next.id)).toBe(false)
      seen.add(next.id)
      deck = next.deck
    }
    expect(draw(deck, 'room', ids(5), 'ana', 0)).toMatchObject({
      type: 'seen-all',
      left: 5,
      used: 0,
      fitting: 5,
    })
  })

  it('keeps a previewed question from other askers for ten minutes, and no longer', () => {
    const first = drawn(freshDeck, ids(2), 'ana', 0)
    const second = drawn(first.deck, ids(2), 'ben', 1000)
    expect(second.id).not.toBe(first.id)
    expect(draw(second.deck, 'room', ids(2), 'cleo', 2000)).toEqual({ type: 'held', until: holdMs })
    expect(drawn(second.deck, ids(2), 'cleo', holdMs).id).toBe(first.id)
  })

  it('starts elsewhere in another room', () => {
    const firsts = new Set(
      ids(20).map(room => (draw(freshDeck, room, ids(50), 'ana', 0) as { id: string }).id),
    )
    expect(firsts.size).toBeGreaterThan(10)
  })
})

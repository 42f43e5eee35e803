import { LRUCache } from 'lru-cache'
import type { Incoming } from '../../../src/core/incoming.ts'
import { limits } from '../limits.ts'

/**
 * Whether a filled-in form is sent for the first time: Teams tells a double press twice, under two ids. What holds no words of anybody's
 * may be pressed as often as one likes. `steady`: a time that nobody sets back.
 */
export function createFirstPress(steady: () => number = () => performance.now()) {
  const sent = new LRUCache<string, number>({ max: limits.presses })
  return ({ person, card, text, values, workspace }: Incoming): boolean => {
    if (!card || Object.values(values).every(value => value === '')) return true
    const key = JSON.stringify([workspace, person.id, card.address, card.id, text, Object.entries(values)])
    const before = sent.get(key)
    sent.set(key, steady())
    return before === undefined || steady() - before > limits.doublePressMs
  }
}

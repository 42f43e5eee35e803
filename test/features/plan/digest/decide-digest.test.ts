import { describe, expect, it } from 'vitest'
import { decideDigest, type LastDigest } from '../../../../src/features/plan/digest/decide-digest.ts'

const today = '2026-12-01'
const question = { key: 'second', plan: 'swap', today, last: undefined, others: [] }
const last = (over: Partial<LastDigest> = {}): LastDigest => ({
  key: 'first',
  date: today,
  plans: ['tea', 'swap'],
  outcome: 'sent',
  ...over,
})

describe('The message of a channel about its plans', () => {
  it('tells of the plan that is due, and of the others of the day, each once', () => {
    expect(decideDigest(question)).toEqual({ type: 'post', plans: ['swap'] })
    expect(decideDigest({ ...question, others: ['garden', 'swap', 'tea'] })).toEqual({
      type: 'post',
      plans: ['swap', 'garden', 'tea'],
    })
  })

  it('does not come again on the day on which it told of the plan', () => {
    expect(decideDigest({ ...question, last: last() })).toEqual({ type: 'told' })
  })

  it('is waited for while it is still on its way', () => {
    expect(decideDigest({ ...question, last: last({ outcome: 'waits' }) })).toEqual({ type: 'wait' })
  })

  it('is brought by the next plan where the one that was to bring it was left out', () => {
    const dropped = last({ outcome: 'dropped' })
    expect(decideDigest({ ...question, last: dropped, others: ['tea'] })).toEqual({
      type: 'post',
      plans: ['swap', 'tea'],
    })
  })

  it('comes on another day whatever it told of before', () => {
    for (const outcome of ['sent', 'waits', 'dropped'] as const)
      expect(
        decideDigest({ ...question, last: last({ date: '2026-11-30', outcome }), others: ['tea'] }),
      ).toEqual({ type: 'post', plans: ['swap', 'tea'] })
  })

  it('comes a second time on a day only for a plan that it has not told of, and names none twice', () => {
    for (const outcome of ['sent', 'waits'] as const)
      expect(
        decideDigest({
          ...question,
          last: last({ plans: ['tea'], outcome }),
          others: ['garden', 'swap', 'tea'],
        }),
      ).toEqual({ type: 'post', plans: ['swap', 'garden'] })
  })

  it('tells of the same plans when the same occurrence is tried again, also a day later', () => {
    for (const date of [today, '2026-11-30'])
      expect(
        decideDigest({
          ...question,
          key: 'first',
          last: last({ date, outcome: 'waits' }),
          others: ['garden'],
        }),
      ).toEqual({ type: 'post', plans: ['tea', 'swap'] })
  })
})

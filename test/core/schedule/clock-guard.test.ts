import { expect, it } from 'vitest'
import { createClockGuard } from '../../../src/core/schedule/clock-guard.ts'
import { minuteMs } from '../../../src/core/time/recurrence.ts'

/** A clock that can be set, beside time that goes on evenly. */
function clock({ steady = true } = {}) {
  let [at, passed] = [Date.parse('2026-11-23T09:00:00Z'), 0]
  const set: number[] = []
  const { check } = createClockGuard({
    now: () => at,
    steady: steady ? () => passed : undefined,
    onSet: step => set.push(step),
  })
  /** Time goes on, the clock is set, and it is looked at. */
  const after = (minutes: number, setBy = 0) => {
    passed += minutes * minuteMs
    at += (minutes + setBy) * minuteMs
    return check()
  }
  return { check, after, set }
}

it('has the due times mended at the first look, and goes on from then', () => {
  const { check, after } = clock()
  expect([check(), after(1), after(600)]).toEqual(['mend', 'steady', 'steady'])
})

it('settles for two looks after the clock was set either way, then has the due times mended', () => {
  for (const step of [60, -60]) {
    const { check, after, set } = clock()
    check()
    expect([after(1, step), after(1), after(1), after(1)]).toEqual(['settling', 'settling', 'mend', 'steady'])
    expect(set).toEqual([step * minuteMs])
  }
})

it('begins to settle anew where the clock is set right meanwhile', () => {
  const { check, after, set } = clock()
  check()
  expect([after(1, 60), after(1, -60), after(1), after(1)]).toEqual([
    'settling',
    'settling',
    'settling',
    'mend',
  ])
  expect(set).toHaveLength(2)
})

it('takes no notice of a clock that is set by two minutes or less, as time servers do', () => {
  const { check, after, set } = clock()
  check()
  expect([after(1, 2), after(1, -2)]).toEqual(['steady', 'steady'])
  expect(set).toEqual([])
})

it('notices without an even time only that the clock was set back, and has the due times mended at once', () => {
  const { check, after } = clock({ steady: false })
  check()
  expect([after(1, 600), after(1, -600), after(1)]).toEqual(['steady', 'mend', 'steady'])
})

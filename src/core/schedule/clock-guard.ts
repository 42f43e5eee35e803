import { minuteMs } from '../time/recurrence.ts'

/** What the scheduler may do: go on; send nothing, since the clock was set; or look at every due time before it goes on. */
export type ClockState = 'steady' | 'settling' | 'mend'

/** Tells whether the computer's clock can be believed. */
export interface ClockGuard {
  /** Looks at the clock. */
  check(): ClockState
}

interface ClockGuardDeps {
  now(): number
  /** Milliseconds that go on evenly, whatever is done to the clock. Left out: a clock that is set back is noticed, and no other. */
  steady?: (() => number) | undefined
  /** Told how far the clock was set, in milliseconds. */
  onSet?(stepMs: number): void
}

/** A clock that goes on by this much more or less than time did was set, or the computer slept. */
const stepMs = 2 * minuteMs
/** After that nothing is sent for two looks at the clock: what set it may set it right. */
const looksToSettle = 2

/** Due times are to be mended at the first look, and once a clock that was set is believed again. */
export function createClockGuard({ now, steady, onSet }: ClockGuardDeps): ClockGuard {
  let last: { at: number; steady: number } | undefined
  let looksLeft = 0

  return {
    check() {
      const before = last
      last = { at: now(), steady: steady?.() ?? 0 }
      if (!before) return 'mend'
      const step = last.at - before.at - (last.steady - before.steady)
      if (!steady) return step < -stepMs ? 'mend' : 'steady'
      if (Math.abs(step) > stepMs) {
        onSet?.(step)
        looksLeft = looksToSettle
        return 'settling'
      }
      if (looksLeft === 0) return 'steady'
      looksLeft--
      return looksLeft === 0 ? 'mend' : 'settling'
    },
  }
}

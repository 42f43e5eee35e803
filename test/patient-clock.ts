import type { Clock } from '../src/core/delivery/send-queue.ts'

interface Sleeper {
  until: number
  wake(): void
}

/** Time that passes only where somebody waits, for all of them at once: a platform's pace is kept, and nobody waits for it. */
export function patientClock(): Clock & { slept: number } {
  const sleepers: Sleeper[] = []
  const clock = {
    slept: 0,
    now: () => clock.slept,
    sleep: (ms: number) =>
      new Promise<void>(wake => {
        sleepers.push({ until: clock.slept + ms, wake })
        if (sleepers.length === 1) setImmediate(goOn)
      }),
  }
  return clock

  /** Goes on to whoever is to wake first. */
  function goOn(): void {
    sleepers.sort((one, other) => one.until - other.until)
    const [first] = sleepers.splice(0, 1)
    if (!first) return
    clock.slept = Math.max(clock.slept, first.until)
    first.wake()
    if (sleepers.length > 0) setImmediate(goOn)
  }
}

/** A clock for the whole Hearth that goes on when it is told to: no test waits for the wall. */
export function createClock() {
  let ahead = 0
  const asleep = new Set<() => void>()
  return {
    now: () => Date.now() + ahead,
    steady: () => performance.now() + ahead,
    wait: (_: number, signal: AbortSignal) =>
      new Promise<void>(resolve => {
        const wake = () => {
          signal.removeEventListener('abort', wake)
          resolve()
        }
        asleep.add(wake)
        signal.addEventListener('abort', wake)
      }),
    /** Goes on to an instant, and wakes all who sleep. */
    goTo(instant: number) {
      ahead = instant - Date.now()
      for (const wake of [...asleep]) wake()
      asleep.clear()
    },
  }
}

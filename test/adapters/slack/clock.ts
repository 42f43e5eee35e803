/** A clock for the whole Hearth that goes on when it is told to: no test waits for the wall. */
export function createClock() {
  let ahead = 0
  let wake = () => {}
  return {
    now: () => Date.now() + ahead,
    wait: (_: number, signal: AbortSignal) =>
      new Promise<void>(resolve => {
        wake = resolve
        signal.addEventListener('abort', () => resolve(), { once: true })
      }),
    /** Goes on to an instant, and wakes who sleeps. */
    goTo(instant: number) {
      ahead = instant - Date.now()
      wake()
    },
  }
}

import type { SchedulerDeps } from '../core/schedule/scheduler.ts'

/** Something that is looked after again and again while Hearth runs: sleep, look, and again. A look that failed is told, and ends nothing. */
export function every(
  wait: SchedulerDeps['wait'],
  everyMs: number,
  look: () => Promise<void>,
  failed: (error: unknown) => void,
) {
  const stopping = new AbortController()
  let running = Promise.resolve()

  return {
    start() {
      running = run()
    },
    /** Resolves when what is in hand is finished. */
    async stop() {
      stopping.abort()
      await running
    },
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await wait(everyMs, stopping.signal)
      if (!stopping.signal.aborted) await look().catch(failed)
    }
  }
}

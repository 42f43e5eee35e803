import { setTimeout as pause } from 'node:timers/promises'

/** Waits for what is bound to come about, without keeping the processor busy; what never does, runs into the test's time-out. */
export async function until(comesAbout: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await comesAbout())) await pause(1)
}

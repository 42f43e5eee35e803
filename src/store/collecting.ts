import { setTimeout as pause } from 'node:timers/promises'
import type { Claim } from '../core/store.ts'

/** So long the quickest workspace waits for the others, so that one on a slow disk keeps nobody's reminders back. */
const patienceMs = 500

/** Collects what the workspaces lease: by this claim, or by the next where a slow disk took too long. */
export class Collecting {
  readonly #leased: Claim[] = []
  readonly #underWay = new Set<Promise<void>>()

  /** None of these may reject. `late` is told of what comes after this has resolved. */
  async collect(leasing: readonly Promise<Claim[]>[], late: () => void): Promise<Claim[]> {
    let isOver = false
    const coming = leasing.map(async claims => {
      this.#leased.push(...(await claims))
      if (isOver) late()
    })
    for (const one of coming) {
      this.#underWay.add(one)
      void one.then(() => this.#underWay.delete(one))
    }
    if (coming.length > 0) await Promise.race(coming)
    await atMost(patienceMs, Promise.all(coming))
    isOver = true
    return this.#leased.splice(0).sort((a, b) => a.scheduledFor - b.scheduledFor)
  }

  /** What no claim gave out, once nothing more is under way. */
  async rest(): Promise<Claim[]> {
    await Promise.all(this.#underWay)
    return this.#leased.splice(0)
  }
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController()
  const late = pause(ms, undefined, { signal: over.signal }).catch(() => {})
  await Promise.race([work, late]).finally(() => over.abort())
}

import { limits } from './limits.ts'

/** Does each delivery once. False: it was done before, and what had to be kept of it is kept. */
export type Once = (id: string, first: () => Promise<void>) => Promise<boolean>

/** Remembers deliveries for longer than Slack repeats them, and than a signature is good for. The core keeps a durable check too. */
export function createOnce(now: () => number): Once {
  const seen = new Map<string, { kept: Promise<void>; at: number }>()

  return async (id, first) => {
    forgetOld()
    const before = seen.get(id)
    if (before) {
      await before.kept
      return false
    }
    const kept = first()
    seen.set(id, { kept, at: now() })
    // What failed was not done: Slack's next try is the first again.
    await kept.catch(error => {
      seen.delete(id)
      throw error
    })
    return true
  }

  function forgetOld(): void {
    for (const [id, { at }] of seen) {
      if (at > now() - limits.rememberMs && seen.size < limits.remembered) return
      seen.delete(id)
    }
  }
}

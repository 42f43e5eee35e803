import { LRUCache } from 'lru-cache'

/** How long a verified token is trusted without a new check: a key that Microsoft withdraws is noticed after that. */
const forMs = 60_000
const most = 500

/**
 * The tokens that were checked a moment ago, each for one channel and service: Teams sends the same one with every activity
 * for as long as it is good, and to check a signature takes longer than all that is done with most activities. Whether a
 * token's time is now is no part of this, and is to be looked at each time.
 */
export function createChecked(now: () => number) {
  const checked = new LRUCache<string, number>({ max: most })
  const nameOf = (...parts: readonly string[]) => JSON.stringify(parts)

  return {
    has(channel: string, service: string, authorization: string): boolean {
      const at = checked.get(nameOf(channel, service, authorization))
      return at !== undefined && Math.abs(now() - at) < forMs
    },
    add(channel: string, service: string, authorization: string): void {
      checked.set(nameOf(channel, service, authorization), now())
    },
  }
}

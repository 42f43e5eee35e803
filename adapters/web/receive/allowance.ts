interface AllowanceOptions {
  /** So many at once, and so many again in so long. */
  most: number
  withinMs: number
  now(): number
}

/** So many are remembered: beyond that whoever came first begins anew. */
const mostRemembered = 10_000

/** Counts what each may do in a while; it comes back little by little. */
export function createAllowance({ most, withinMs, now }: AllowanceOptions) {
  const spent = new Map<string, { left: number; at: number }>()

  return {
    /** Whether there is any left. */
    has: (who: string): boolean => leftOf(who) >= 1,
    /** Takes one. False: there was none left. */
    take(who: string): boolean {
      const left = leftOf(who)
      spent.delete(who)
      spent.set(who, { left: Math.max(0, left - 1), at: now() })
      const [first] = spent.keys()
      if (spent.size > mostRemembered && first !== undefined) spent.delete(first)
      return left >= 1
    },
  }

  function leftOf(who: string): number {
    const one = spent.get(who)
    if (!one) return most
    return Math.min(most, one.left + (Math.max(0, now() - one.at) * most) / withinMs)
  }
}

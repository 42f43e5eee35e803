import timers from 'node:timers/promises'
import type { Order } from './orders.ts'

/** Whoever sleeps longer than this can be woken. */
const napMs = 1_000

/**
 * Date.now() and new Date() are off by what the driver says, and so is the clock that goes on evenly by how much time it let
 * pass; timers stay as they are. Returns what wakes all who sleep.
 */
export function setClock(orders: Required<Pick<Order, 'skew' | 'passed'>>): () => void {
  const real = Date
  const now = () => real.now() + orders.skew
  globalThis.Date = new Proxy(real, {
    construct: (target, args, made) =>
      Reflect.construct(target, args.length > 0 ? args : [now()], made === globalThis.Date ? target : made),
    apply: () => new real(now()).toString(),
    get: (target, name, at) => (name === 'now' ? now : Reflect.get(target, name, at)),
  })
  const steady = performance.now.bind(performance)
  performance.now = () => steady() + orders.passed
  return sleepLightly()
}

function sleepLightly(): () => void {
  const sleep = timers.setTimeout
  const sleepers = new Set<AbortController>()
  const lightly = async <T>(ms?: number, value?: T, options?: Parameters<typeof sleep>[2]): Promise<T> => {
    if ((ms ?? 0) <= napMs) return sleep(ms, value as T, options)
    const waking = new AbortController()
    sleepers.add(waking)
    const signals = [waking.signal, ...(options?.signal ? [options.signal] : [])]
    try {
      return await sleep(ms, value as T, { ...options, signal: AbortSignal.any(signals) })
    } catch (error) {
      if (!waking.signal.aborted) throw error
      return value as T
    } finally {
      sleepers.delete(waking)
    }
  }
  Object.assign(timers, { setTimeout: lightly })
  return () => {
    for (const waking of sleepers) waking.abort()
  }
}

// Loaded into Hearth's process before Hearth (`node --import`), where a test lets time pass instead of waiting for it: every
// clock goes on by what the test says, and whoever sleeps that long wakes. Hearth itself knows nothing of it.
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'

const RealDate = Date
const { performance: stopwatch } = globalThis
const sinceStart = stopwatch.now.bind(stopwatch)
const sleep = timers.setTimeout
let [skew, passed] = [Number(process.env.TORTURE_SKEW_MS ?? 0), 0]
const sleepers = new Set()

const now = () => RealDate.now() + skew
const steady = () => sinceStart() + passed

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, made) =>
    Reflect.construct(target, args.length > 0 ? args : [now()], made === globalThis.Date ? target : made),
  get: (target, name, at) => (name === 'now' ? now : Reflect.get(target, name, at)),
})
stopwatch.now = steady
timers.setTimeout = async (ms, value, options) => {
  const sleeper = { end: steady() + ms, waking: new AbortController() }
  const { waking } = sleeper
  const signal = options?.signal ? AbortSignal.any([options.signal, waking.signal]) : waking.signal
  sleepers.add(sleeper)
  return sleep(ms, value, { ...options, signal })
    .catch(error => {
      if (!waking.signal.aborted) throw error
      return value
    })
    .finally(() => sleepers.delete(sleeper))
}
syncBuiltinESMExports()

process.on('message', order => {
  passed += order.skew - skew
  skew = order.skew
  for (const { end, waking } of sleepers) if (end <= steady()) waking.abort()
  process.send?.({ done: order })
})
process.channel?.unref()

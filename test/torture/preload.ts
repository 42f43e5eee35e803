// Loaded into Hearth's process before Hearth (`node --import`), and only by the torture run: a clock that the driver sets,
// and a disk that fails, or tells every step it makes. Hearth itself knows nothing of it.
import { syncBuiltinESMExports } from 'node:module'
import type { Answer, Order } from './orders.ts'
import { setClock } from './preload-clock.ts'
import { watchDisk } from './preload-disk.ts'

const { TORTURE_SKEW_MS } = process.env
const orders: Required<Order> = {
  skew: Number(TORTURE_SKEW_MS ?? 0),
  passed: 0,
  fault: false,
  slow: false,
  wake: false,
}
const wake = setClock(orders)
const fired: string[] = []
watchDisk(orders, fired)
syncBuiltinESMExports()

process.on('message', (order: Order) => {
  Object.assign(orders, order)
  if (order.wake) wake()
  process.send?.({ fired: fired.splice(0) } satisfies Answer)
})
process.channel?.unref()
// Nobody is left who would stop it.
process.on('disconnect', () => process.exit(1))

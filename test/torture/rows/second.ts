import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type House, inHouse, people } from '../house.ts'
import { keptIn, missing } from '../kept.ts'
import { hurry } from '../loading.ts'
import type { Plan } from '../plan.ts'
import type { Product } from '../product.ts'
import { judged, type Row } from '../table.ts'
import { Writers } from '../writers.ts'

/** How long a second one may take to be refused, beyond loading. */
const refusedMs = 5_000

/**
 * A second Hearth on the same folder, beside one that runs and beside one that is frozen, is refused in a sentence. One that
 * was frozen so long that somebody took its lock away writes nothing more when it wakes, and leaves.
 */
export const second = ({ seconds }: Plan): Promise<Row> =>
  inHouse(0, async house => {
    const writers = new Writers(house, { pauseMs: 20, waitForQuestion: true })
    const faults: string[] = []
    let product = await house.start()
    writers.start()
    let slowest = 0
    for (let round = 0; round < seconds; round++) {
      slowest = Math.max(slowest, await refused(house, new RegExp(`pid ${product.process.pid}`), faults))
      product.signal('SIGSTOP')
      slowest = Math.max(slowest, await refused(house, /does not answer/, faults))
      product.signal('SIGCONT')
      await pause(200)
      product = await overtaken(house, product, writers, faults)
      if (round % 10 === 9)
        console.error(
          `second: so far ${round + 1} of ${seconds}, refused after ${Math.round(slowest)} ms at most, ${faults.length} faults`,
        )
    }
    await writers.stop()
    await product.stop()
    if (slowest > refusedMs * (await hurry()))
      faults.push(`a second process was refused after ${Math.round(slowest)} ms`)
    const { lost, doubled } = missing(await keptIn(house), writers)
    // What was refused in a sentence is not lost: its writer knows.
    const refusals = people
      .flatMap(name => house.slack.ephemerals(name))
      .filter(one => /could not save/.test(one.text))
    return judged({
      what: 'a second process beside one that runs, or is frozen; one that wakes after it was replaced',
      tried: `${seconds} times each, ${writers.confirmed.size} answers`,
      lost: Math.max(0, lost - refusals.length),
      doubled,
      stuck: 0,
      note: `refused after ${Math.round(slowest)} ms at most; ${refusals.length} lines refused in a sentence`,
      missed: [...new Set(faults)],
    })
  })

/** Starts a second one, which must leave with 1 and one sentence; tells how long that took. */
async function refused(house: House, why: RegExp, faults: string[]): Promise<number> {
  const other = house.spawn()
  const code = await other.gone
  // Beyond loading, which on a busy machine takes its time.
  const took = performance.now() - other.bornAt - Math.min(...house.starts)
  if (code !== 1) faults.push(`a second process left with ${code}`)
  if (!/is in use by another Hearth/.test(other.err) || !why.test(other.err) || /\n\s+at /.test(other.err))
    faults.push(`a second process said: ${other.err}`)
  return took
}

/** Freezes one that has nothing in hand, takes its lock away, lets another in, and wakes it with requests waiting at its door. */
async function overtaken(house: House, first: Product, writers: Writers, faults: string[]): Promise<Product> {
  const goOn = await writers.hold()
  first.signal('SIGSTOP')
  await unlink(join(house.dataDir, 'lock'))
  const next = await house.start()
  goOn()
  await pause(500)
  first.lead()
  await pause(200)
  first.signal('SIGCONT')
  await pause(300)
  next.lead()
  if ((await first.gone) !== 1) faults.push('one that was replaced did not leave with 1')
  if (!/taken by another process/.test(first.err)) faults.push(`one that was replaced said: ${first.err}`)
  return next
}

// A process of its own, of the built Hearth, for tests that kill or freeze one: opens the store in a folder, and does as it is told.
import { writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { kind } from '../../dist/src/core/store.js'
import { openJsonStore } from '../../dist/src/store/json.js'

const [folder = '', what = 'hold', from = '1'] = process.argv.slice(2)
const say = line => writeSync(1, `${line}\n`)
const marks = kind('mark')

try {
  const store = await openJsonStore(folder, { minLog: 20_000, waitMs: Number(process.env.WAIT_MS ?? 3000) })
  say('ready')
  let next = Number(from)
  /** Says `a <n>` only after the store has acknowledged update n. Two documents, so that half of it would be seen. */
  const write = async writer => {
    for (;;) {
      const n = await store.update(`w${writer % 3}`, async tx => {
        const mine = next++
        await tx.put(marks, `m${mine % 50}`, { n: mine })
        await tx.put(marks, `twin${mine % 50}`, { n: mine })
        return mine
      })
      say(`a ${writer % 3} ${n}`)
    }
  }
  // Nothing is in hand while it pauses.
  const calmly = async () => {
    for (; ; await pause(300)) say(`a 0 ${await store.update('w0', tx => tx.put(marks, 'm', { n: next++ }))}`)
  }
  const read = async () => {
    for (; ; await pause(300)) say(`r ${(await store.get('w0', marks, 'm'))?.n}`)
  }
  if (what === 'calmly') await calmly()
  if (what === 'read') await read()
  if (what === 'write') await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)))
  await pause(60_000)
} catch (error) {
  say(`refused ${error.code} ${error.message}`)
}

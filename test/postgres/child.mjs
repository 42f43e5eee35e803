// A process that writes to a database as fast as it can, and says what was acknowledged: `node child.mjs URL NAME`.
import { writeSync } from 'node:fs'
import { openPostgresStore } from '../../dist/src/postgres/postgres.js'

const [url, name] = process.argv.slice(2)
const log = { warn() {}, error() {} }
const store = await openPostgresStore({ url, log, connections: 6 })
writeSync(1, 'ready\n')

// Each number is a document of its own, and is counted in one that both processes change.
let next = 0
async function write() {
  for (;;) {
    const n = next++
    try {
      await store.update(`w${n % 3}`, async tx => {
        const { count } = (await tx.get('count', 'all')) ?? { count: 0 }
        await tx.put('count', 'all', { count: count + 1 })
        await tx.put('note', `${name}-${n}`, { n })
      })
      writeSync(1, `a ${n}\n`)
    } catch {
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
}
async function claim() {
  for (;;) {
    const claims = await store.claim(1, { limit: 5, leaseMs: 3_600_000, owner: name }).catch(() => [])
    for (const one of claims) {
      const done = await store
        .complete(one, { nextRunAt: Number.POSITIVE_INFINITY, now: 1 })
        .catch(() => undefined)
      if (done) writeSync(1, `c ${one.key}\n`)
    }
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
await Promise.all([write(), write(), write(), write(), claim()])

import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { kind } from '../../src/core/store.ts'
import { openPostgresStore } from '../../src/postgres/postgres.ts'
import { type Pair, startPair } from './pair.ts'

const notes = kind<{ n: number }>('note')
const counts = kind<{ n: number }>('count')
const log = { warn() {}, error() {} }
/** A database is noticed to be another within seven seconds, on a machine that is not busy; without that, connection after connection waits for sixteen. */
const soonMs = 40_000

let pair: Pair | undefined
beforeAll(async () => {
  pair = await startPair(() => {})
}, 120_000)
afterAll(() => pair?.stop())

it.each(['with a last word on each connection', 'silently'] as const)(
  'a standby that takes over %s has all that was acknowledged, each once, and is written to by who ran on',
  async how => {
    if (!pair) return
    const store = await openPostgresStore({ url: pair.url, log, connections: 6 })
    const workspace = `w-${how.length}`
    const acknowledged: number[] = []
    let next = 0
    let isOver = false
    let longestMs = 0
    const writers = Array.from({ length: 8 }, async () => {
      while (!isOver) {
        const n = next++
        const begun = performance.now()
        await store
          .update(workspace, async tx => {
            const { n: count } = (await tx.get(counts, 'all')) ?? { n: 0 }
            await tx.put(counts, 'all', { n: count + 1 })
            await tx.put(notes, `n${n}`, { n })
          })
          .then(
            () => acknowledged.push(n),
            () => pause(50),
          )
        longestMs = Math.max(longestMs, performance.now() - begun)
      }
    })
    const grows = async () => {
      const before = acknowledged.length
      await expect.poll(() => acknowledged.length, { timeout: soonMs * 2 }).toBeGreaterThan(before + 50)
    }
    await grows()
    await pair.failOver(how === 'silently' ? how : undefined)
    await grows()
    isOver = true
    await Promise.all(writers)
    const kept = (await store.list(workspace, notes)).map(([, one]) => one.n)
    expect(acknowledged.filter(n => !kept.includes(n))).toEqual([])
    expect(await store.get(workspace, counts, 'all')).toEqual({ n: kept.length })
    expect(longestMs).toBeLessThan(soonMs)
    await store.close()
  },
)

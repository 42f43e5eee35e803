import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { kind, schedules } from '../../src/core/store.ts'
import { openPostgresStore } from '../../src/postgres/postgres.ts'
import { until } from '../until.ts'
import { url } from './schema.ts'
import { startServer, type TestServer } from './server.ts'

const notes = kind<{ n: number }>('note')
const counts = kind<{ count: number }>('count')
const log = { warn() {}, error() {} }

let server: TestServer | undefined
/** A server of this test's own is crashed; where there is none, one that is shared is not. */
beforeAll(async () => {
  server = await startServer(() => {})
})
afterAll(() => server?.stop())

/** A process that writes, and what it said was acknowledged. */
function startWriter(address: string, name: string) {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, 'child.mjs'), address, name],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let said = ''
  child.stdout?.on('data', chunk => (said += chunk))
  const gone = new Promise(resolve => child.once('close', resolve))
  const lines = (mark: string) =>
    said
      .split('\n')
      .slice(0, -1)
      .filter(line => line.startsWith(`${mark} `))
      .map(line => line.slice(2))
  return {
    name,
    acknowledged: () => lines('a').map(Number),
    completed: () => lines('c'),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

it('two processes lose nothing that was acknowledged, and do nothing twice, whichever is killed and however the database crashes', async () => {
  const address = new URL(server?.url ?? url)
  const schema = `k${randomBytes(6).toString('hex')}`
  address.searchParams.set('options', `-c search_path=${schema}`)
  const { default: pg } = await import('pg')
  const admin = new pg.Client(server?.url ?? url)
  await admin.connect()
  await admin.query(`create schema ${schema}`)
  await admin.end()
  const due = 200
  const first = await openPostgresStore({ url: address.href, log })
  await first.update('w0', async tx => {
    for (let n = 0; n < due; n++) await tx.put(schedules, `s${n}`, { nextRunAt: 1, attempts: 0 })
  })
  await first.close()

  const writers = [startWriter(address.href, 'one'), startWriter(address.href, 'other')]
  const all = [...writers]
  const grows = async (by: number) => {
    const before = all.map(one => one.acknowledged().length)
    await until(() => writers.every(one => one.acknowledged().length >= (before[all.indexOf(one)] ?? 0) + by))
  }
  for (let round = 0; round < 4; round++) {
    await grows(20)
    const at = round % 2
    await writers[at]?.kill()
    const next = startWriter(address.href, `next${round}`)
    writers[at] = next
    all.push(next)
    await grows(10)
    if (server && at === 1) await server.crash()
  }
  await grows(10)
  for (const one of writers) await one.kill()

  const store = await openPostgresStore({ url: address.href, log })
  let kept = 0
  for (const workspace of ['w0', 'w1', 'w2']) {
    const there = new Set((await store.list(workspace, notes)).map(([id]) => id))
    const lost = all.flatMap(one =>
      one.acknowledged().filter(n => `w${n % 3}` === workspace && !there.has(`${one.name}-${n}`)),
    )
    expect(lost).toEqual([])
    // Each change is there once, whole: as many notes as were counted.
    expect(await store.get(workspace, counts, 'all')).toEqual({ count: there.size })
    kept += there.size
  }
  expect(kept).toBeGreaterThanOrEqual(all.flatMap(one => one.acknowledged()).length)
  const completed = all.flatMap(one => one.completed())
  expect(new Set(completed).size).toBe(completed.length)
  const left = await store.list('w0', schedules)
  expect(left.length).toBeLessThanOrEqual(due - completed.length)
  await store.close()
}, 120_000)

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { OperatorError } from '../../src/core/operator-error.ts'
import { kind, schedules } from '../../src/core/store.ts'
import { type JsonStoreOptions, openJsonStore } from '../../src/store/json.ts'
import type { JsonStore } from '../../src/store/json-store.ts'
import { FailingDisk } from './failing-disk.ts'
import { newLog, tempFolder } from './folder.ts'

const counts = kind<{ n: number }>('count')
const all = { limit: 100, leaseMs: 1000, owner: 'tester' }
const minute = 60_000

/** A store whose readings of files are counted, with a clock of its own. */
async function watchedStore(options: JsonStoreOptions = {}) {
  const files = new FailingDisk()
  const seen: string[] = []
  files.fault = (operation, path) => void seen.push(`${operation} ${path.slice(path.lastIndexOf('/') + 1)}`)
  const clock = { now: 1_000_000 }
  const log = newLog()
  const folder = await tempFolder()
  const store = await openJsonStore(folder, { files, log, now: () => clock.now, ...options })
  const times = (what: string) => seen.filter(one => one === what).length
  const reopen = () => openJsonStore(folder, { log })
  return { store, clock, log, folder, times, reopen }
}

describe('A workspace nobody uses', () => {
  it('goes out of memory after ten minutes, is read again when used, and its reminders stay due', async () => {
    const { store, clock, times } = await watchedStore()
    await store.update('a', async tx => {
      await tx.put(counts, 'c', { n: 1 })
      await tx.put(schedules, 's', { nextRunAt: 5, attempts: 0 })
    })
    const read = times('read data.json')
    clock.now += 9 * minute
    await store.tidy()
    expect(await store.get('a', counts, 'c')).toEqual({ n: 1 })
    expect(times('read data.json')).toBe(read)
    clock.now += 10 * minute
    await store.tidy()
    expect(await store.nextDueAt()).toBe(5)
    expect(times('read data.json')).toBe(read)
    expect((await store.claim(5, all)).map(({ key }) => key)).toEqual(['a/s/5'])
    expect(times('read data.json')).toBe(read + 1)
    expect(await store.get('a', counts, 'c')).toEqual({ n: 1 })
    await store.close()
  })

  it('has its file closed after a minute', async () => {
    const { store, clock, times } = await watchedStore()
    await store.update('a', tx => tx.put(counts, 'c', { n: 1 }))
    await store.tidy()
    expect(times('close data.log')).toBe(0)
    clock.now += minute
    await store.tidy()
    expect(times('close data.log')).toBe(1)
    await store.update('a', tx => tx.put(counts, 'c', { n: 2 }))
    expect(await store.get('a', counts, 'c')).toEqual({ n: 2 })
    await store.close()
  })

  it('is not dropped while an update of it is under way', async () => {
    const { store, clock, reopen } = await watchedStore()
    const increment = (meanwhile: () => Promise<void>) =>
      store.update('a', async tx => {
        const { n } = (await tx.get(counts, 'c')) ?? { n: 0 }
        await meanwhile()
        await tx.put(counts, 'c', { n: n + 1 })
      })
    await increment(async () => {})
    let other: Promise<void> | undefined
    await increment(async () => {
      clock.now += 60 * minute
      await store.tidy()
      other = increment(async () => {})
      await store.get('b', counts, 'c') // long enough for the other to read, if it could
    })
    await other
    await store.close()
    expect(await (await reopen()).get('a', counts, 'c')).toEqual({ n: 3 })
  })

  it('is not dropped while its snapshot is being written', async () => {
    const { store, clock, reopen } = await watchedStore({ minLog: 300 })
    for (let n = 0; n < 60; n++) {
      await store.update('a', tx => tx.put(counts, 'c', { n }))
      clock.now += 60 * minute
      await store.tidy()
    }
    await store.close()
    expect(await (await reopen()).get('a', counts, 'c')).toEqual({ n: 59 })
  })

  it('leaves no due time behind when its folder was deleted', async () => {
    const { store, clock, folder } = await watchedStore()
    await store.update('a', tx => tx.put(schedules, 's', { nextRunAt: 5, attempts: 0 }))
    clock.now += 10 * minute
    await store.tidy()
    await rm(join(folder, 'ws-a'), { recursive: true })
    expect(await store.claim(5, all)).toEqual([])
    expect(await store.nextDueAt()).toBeUndefined()
    await store.close()
  })
})

/** Stands still, as one that is frozen so long that another can start. */
function asLongAsAStart(): void {
  const begun = performance.now()
  while (performance.now() - begun < 60);
}

describe('A store that lost its lock', () => {
  it('saves nothing more, and tells whoever asks, the operator and the program', async () => {
    const held = { yes: true }
    const lost: OperatorError[] = []
    const lock = async () => ({ holds: async () => held.yes, release: async () => {} })
    const { store, log } = await watchedStore({ lock, onLost: error => lost.push(error) })
    await store.update('a', tx => tx.put(counts, 'c', { n: 1 }))
    held.yes = false
    await Promise.all([store.tidy(), store.tidy()])
    const refusal = { code: 'ELOCKED', message: expect.stringContaining('only one Hearth') }
    await expect(store.update('a', tx => tx.put(counts, 'c', { n: 2 }))).rejects.toMatchObject(refusal)
    await expect(store.claim(5, all)).rejects.toMatchObject(refusal)
    await Promise.all([store.tidy(), store.tidy()])
    expect(lost).toEqual([expect.objectContaining(refusal)])
    expect(log.lines).toEqual([expect.stringContaining('nothing is saved anymore')])
    await store.close()
  })

  it('tells nothing more of what it knew, and reads nothing of what another one may be writing', async () => {
    const held = { yes: true }
    const lock = async () => ({ holds: async () => held.yes, release: async () => {} })
    const { store, times } = await watchedStore({ lock })
    await store.update('a', tx => tx.put(counts, 'c', { n: 1 }))
    expect(await store.get('a', counts, 'c')).toEqual({ n: 1 })
    held.yes = false
    asLongAsAStart()
    const read = times('read data.json')
    const refusal = { code: 'ELOCKED' }
    await expect(store.get('b', counts, 'c')).rejects.toMatchObject(refusal)
    await expect(store.get('a', counts, 'c')).rejects.toMatchObject(refusal)
    await expect(store.list('a', counts)).rejects.toMatchObject(refusal)
    await expect(store.select('a', counts, () => true)).rejects.toMatchObject(refusal)
    expect(times('read data.json')).toBe(read)
    await store.close()
  })

  it.each([
    ['while it is in no use', (store: JsonStore) => store.tidy()],
    ['when it is closed', async () => {}],
  ])(
    'notes no longer, %s, how long a log has to be that another one began anew: the library can be opened',
    async (_, then) => {
      const held = { yes: true }
      const lock = async () => ({ holds: async () => held.yes, release: async () => {} })
      const { store, clock, folder } = await watchedStore({ lock })
      for (const n of [1, 2]) await store.update('a', tx => tx.put(counts, 'c', { n }))
      held.yes = false
      const next = await openJsonStore(folder)
      await next.purge('a', tx => tx.put(counts, 'c', { n: 3 }))
      asLongAsAStart()
      clock.now += 2 * minute
      await then(store)
      await store.close()
      // As after kill -9 of that one: nothing more is noted.
      const again = await openJsonStore(folder, {
        lock: async () => ({ ...(await lock()), holds: async () => true }),
      })
      expect(await again.get('a', counts, 'c')).toEqual({ n: 3 })
      await again.close()
      await next.close()
    },
  )

  it('does not put a new snapshot in place', async () => {
    const held = { yes: true }
    const lock = async () => ({ holds: async () => held.yes, release: async () => {} })
    const { store, log, times } = await watchedStore({ lock, minLog: 500 })
    await store.update('a', tx => tx.put(counts, 'c', { n: 0 }))
    held.yes = false
    const snapshots = times('rename data.json')
    for (let n = 0; n < 40; n++) {
      await store.update('a', tx => tx.put(counts, 'c', { n })).catch(() => {})
    }
    await store.close()
    expect(times('rename data.json')).toBe(snapshots)
    expect(log.lines[0]).toContain('nothing is saved anymore')
  })
})

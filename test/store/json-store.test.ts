import { cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kind, schedules } from '../../src/core/store.ts'
import { type JsonStoreOptions, openJsonStore } from '../../src/store/json.ts'
import { diskError, FailingDisk } from './failing-disk.ts'
import { newLog, tempFolder } from './folder.ts'

const counts = kind<{ n: number }>('count')
const all = { limit: 100, leaseMs: 1000, owner: 'tester' }
const minute = 60_000

/** A store on a disk that can fail, with a clock of its own. */
async function storeOn(folder: string, options: JsonStoreOptions = {}) {
  const files = new FailingDisk()
  const log = newLog()
  const clock = { now: 1_000_000 }
  const store = await openJsonStore(folder, { files, log, now: () => clock.now, ...options })
  const put = (workspace: string, n: number) => store.update(workspace, tx => tx.put(counts, 'c', { n }))
  const remind = (workspace: string, nextRunAt: number) =>
    store.update(workspace, tx => tx.put(schedules, 's', { nextRunAt, attempts: 0 }))
  return { store, files, log, clock, put, remind }
}

/** A disk on which what lies in one folder is not synced before it is let go on, from a moment on. */
function slowDisk(folder: string) {
  const files = new FailingDisk()
  const { open } = files
  let gate = Promise.resolve()
  files.open = async (path, how) => {
    const file = await open.call(files, path, how)
    const append = (bytes: Uint8Array) =>
      path.includes(folder) ? gate.then(() => file.append(bytes)) : file.append(bytes)
    return { ...file, append }
  }
  return {
    files,
    slow() {
      let finish = () => {}
      gate = new Promise<void>(resolve => {
        finish = resolve
      })
      return finish
    },
  }
}

describe('The JSON store', () => {
  it('makes its folder for its own user only, with one folder for each workspace', async () => {
    const folder = join(await tempFolder(), 'deep', 'data')
    const { store, put } = await storeOn(folder)
    await put('lock', 1)
    await put('t1_abc', 1)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect((await readdir(folder)).sort()).toEqual(['lock', 'ws-lock', 'ws-t1_abc'])
    await store.close()
    expect((await readdir(folder)).sort()).toEqual(['ws-lock', 'ws-t1_abc'])
  })

  it('does not mind what else lies in its folder', async () => {
    const folder = await tempFolder()
    for (const name of ['backup', 'ws-Upper Case', 'ws-']) await mkdir(join(folder, name))
    await writeFile(join(folder, 'ws-file'), 'a file')
    const { store, log, put } = await storeOn(folder)
    await put('a', 1)
    expect(log.lines).toEqual([])
    await store.close()
  })

  it('runs a change again if what it had read was taken back while it waited', async () => {
    const { store, files, put } = await storeOn(await tempFolder())
    await put('a', 0)
    const increment = async (wait: Promise<unknown>) => {
      let runs = 0
      await store.update('a', async tx => {
        runs++
        const { n } = (await tx.get(counts, 'c')) ?? { n: 0 }
        await wait
        await tx.put(counts, 'c', { n: n + 1 })
      })
      return runs
    }
    files.fault = operation => (operation === 'sync' ? diskError('EIO') : undefined)
    const refused = increment(Promise.resolve()).catch(() => {
      files.fault = () => undefined
      return 'refused'
    })
    const runs = increment(refused)
    expect(await refused).toBe('refused')
    expect(await runs).toBe(2)
    expect(await store.get('a', counts, 'c')).toEqual({ n: 1 })
    await store.close()
  })

  it('refuses reads and writes of a change that is over', async () => {
    const { store } = await storeOn(await tempFolder())
    const tx = await store.update('a', async inside => inside)
    await expect(tx.put(counts, 'c', { n: 1 })).rejects.toMatchObject({ code: 'EINVALID' })
    await expect(tx.get(counts, 'c')).rejects.toThrow(/await every read and write/)
    await store.close()
  })

  it('shows a change no longer once it was refused', async () => {
    const { store, files, put } = await storeOn(await tempFolder())
    await put('a', 1)
    files.fault = operation => (operation === 'sync' ? diskError('EIO') : undefined)
    await expect(put('a', 2)).rejects.toThrow('EIO')
    expect(await store.get('a', counts, 'c')).toEqual({ n: 1 })
    files.fault = () => undefined
    await store.close()
  })

  it('opens the others when one workspace is damaged; every call on that one is refused, and the operator told once', async () => {
    const folder = await tempFolder()
    const first = await storeOn(folder)
    await first.put('good', 1)
    await first.put('bad', 1)
    await first.remind('bad', 5)
    await first.store.close()
    await writeFile(join(folder, 'ws-bad', 'data.json'), '')
    const { store, log, put } = await storeOn(folder)
    expect(await store.get('good', counts, 'c')).toEqual({ n: 1 })
    const refusal = { code: 'ECORRUPT', message: expect.stringContaining('data.json') }
    for (let call = 0; call < 3; call++) {
      await expect(put('bad', 2)).rejects.toMatchObject(refusal)
      await expect(store.get('bad', counts, 'c')).rejects.toMatchObject(refusal)
      await expect(store.list('bad', counts)).rejects.toMatchObject(refusal)
    }
    expect(await store.claim(10, all)).toEqual([])
    expect(log.lines).toEqual([expect.stringMatching(/Workspace bad.*others go on.*data\.json.*start again/)])
    await store.close()
  })

  it("gives out the others' claims when one workspace cannot save its own, and that one's a minute later", async () => {
    const { store, files, log, remind } = await storeOn(await tempFolder())
    for (const workspace of ['a', 'b', 'c']) await remind(workspace, 10)
    files.fault = (operation, path) =>
      operation === 'sync' && path.includes('ws-b') ? diskError('ENOSPC') : undefined
    const claims = await store.claim(10, all)
    expect(claims.map(({ workspace }) => workspace).sort()).toEqual(['a', 'c'])
    expect(log.lines).toEqual([expect.stringMatching(/Workspace b: reminders are late.*ENOSPC/)])
    files.fault = () => undefined
    for (const claim of claims) await store.complete(claim, { nextRunAt: 10 * minute, now: 10 })
    expect(await store.nextDueAt()).toBe(10 + minute)
    expect((await store.claim(10 + minute, all)).map(({ key }) => key)).toEqual(['b/s/10'])
    await store.close()
  })

  it("does not hold the others' claims back for a workspace on a slow disk, whose own come with the next call", async () => {
    const { files, slow } = slowDisk('ws-slow')
    const { store, remind } = await storeOn(await tempFolder(), { files })
    for (const workspace of ['slow', 'b']) await remind(workspace, 10)
    const finish = slow()
    expect((await store.claim(10, all)).map(({ key }) => key)).toEqual(['b/s/10'])
    const woken = new Promise<number>(resolve => store.onSooner(resolve))
    finish()
    await woken
    expect((await store.claim(10, all)).map(({ key, attempt }) => [key, attempt])).toEqual([['slow/s/10', 1]])
    expect(await store.claim(10, all)).toEqual([])
    await store.close()
  })

  it('gives back, when it is closed, what a slow disk leased too late for anybody to try', async () => {
    const folder = await tempFolder()
    const { files, slow } = slowDisk('ws-slow')
    const { store, remind } = await storeOn(folder, { files })
    for (const workspace of ['slow', 'b']) await remind(workspace, 10)
    const finish = slow()
    expect((await store.claim(10, all)).map(({ key }) => key)).toEqual(['b/s/10'])
    const closed = store.close()
    finish()
    await closed
    const { store: next } = await storeOn(folder)
    const claims = await next.claim(10, all)
    expect(claims.map(({ key, attempt }) => [key, attempt]).sort()).toEqual([
      ['b/s/10', 2],
      ['slow/s/10', 1],
    ])
    await next.close()
  })

  it('does not give out a schedule that was moved while the claim waited for its turn', async () => {
    const { store, remind } = await storeOn(await tempFolder())
    await remind('a', 10)
    let go = () => {}
    const gate = new Promise<void>(resolve => {
      go = resolve
    })
    const move = store.update('a', async tx => {
      await gate
      await tx.put(schedules, 's', { nextRunAt: 500, attempts: 0 })
    })
    const claims = store.claim(10, all)
    go()
    await move
    expect(await claims).toEqual([])
    expect(await store.nextDueAt()).toBe(500)
    await store.close()
  })

  it('does not remember a workspace nobody saved in', async () => {
    const [folder, elsewhere] = [await tempFolder(), await tempFolder()]
    const { store } = await storeOn(folder)
    expect(await store.get('later', counts, 'c')).toBeUndefined()
    expect(await store.update('later', tx => tx.get(counts, 'c'))).toBeUndefined()
    expect(await readdir(folder)).toEqual(['lock'])
    const other = await storeOn(elsewhere)
    await other.put('later', 7)
    await other.store.close()
    await cp(elsewhere, folder, { recursive: true })
    expect(await store.get('later', counts, 'c')).toEqual({ n: 7 })
    await store.close()
  })
})

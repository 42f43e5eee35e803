import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kind } from '../../src/core/store.ts'
import { backUp, dayMs, pruneBackups, renewBackups } from '../../src/store/backup.ts'
import { disk } from '../../src/store/disk/files.ts'
import { newestFormat } from '../../src/store/disk/migrations.ts'
import { readWorkspace } from '../../src/store/disk/reading.ts'
import { openJsonStore } from '../../src/store/json.ts'
import { listBackups } from '../../src/store/places.ts'
import { restore } from '../../src/store/restore.ts'
import { everythingIn } from '../bytes.ts'
import { diskError, FailingDisk, failOnce } from './failing-disk.ts'
import { copyOf, newLog, tempFolder } from './folder.ts'

const words = kind<{ n: number; said: string }>('word')
const noon = Date.UTC(2026, 10, 24, 12)

/** A data folder, a store on it, and its backups. */
async function house(files = new FailingDisk()) {
  const root = await tempFolder()
  const places = { files, root, backups: join(root, 'backups') }
  const open = () => openJsonStore(root, { log: newLog(), minLog: 20_000 })
  const put = async (store: Awaited<ReturnType<typeof open>>, workspace: string, n: number, said = 'tea') =>
    store.update(workspace, async tx => {
      await tx.put(words, 'a', { n, said })
      await tx.put(words, 'b', { n, said })
    })
  return { root, places, files, open, put }
}

const read = async (folder: string) => {
  const { word } = (await readWorkspace(disk, folder, newestFormat)).docs
  return word as Record<string, { n: number; said: string }>
}

describe('A backup', () => {
  it('holds every workspace as its last commit left it, each commit whole, while Hearth goes on writing', async () => {
    const { places, open, put } = await house()
    const store = await open()
    let confirmed = 0
    let going = true
    await put(store, 'b', 1)
    await put(store, 'a', 0)
    const writer = (async () => {
      while (going) {
        await put(store, 'a', confirmed + 1, 'tea '.repeat(confirmed % 50))
        confirmed++
      }
    })()
    for (let round = 0; round < 12 || confirmed < 100; round++) {
      const before = confirmed
      const { name, saved, failed } = await backUp(places, noon + round)
      expect(failed).toEqual([])
      expect(saved).toEqual(['a', 'b'])
      const copy = await read(join(places.backups, name ?? '', 'ws-a'))
      expect(copy.a?.n).toBe(copy.b?.n)
      expect(copy.a?.n).toBeGreaterThanOrEqual(before)
    }
    going = false
    await writer
    await store.close()
  })

  it('is for its own user only, and leaves nothing unfinished behind', async () => {
    const { places, open, put } = await house()
    const store = await open()
    await put(store, 'a', 1)
    await store.close()
    const { name = '' } = await backUp(places, noon)
    expect(await readdir(places.backups)).toEqual(['2026-11-24T12-00-00-000Z'])
    for (const folder of [places.backups, join(places.backups, name), join(places.backups, name, 'ws-a')])
      expect((await stat(folder)).mode & 0o777).toBe(0o700)
    for (const file of ['data.json', 'data.log'])
      expect((await stat(join(places.backups, name, 'ws-a', file))).mode & 0o777).toBe(0o600)
  })

  it('goes on with the others where a workspace is damaged, and names it', async () => {
    const { root, places, open, put } = await house()
    const store = await open()
    await put(store, 'a', 1)
    await put(store, 'b', 1)
    await store.close()
    await writeFile(join(root, 'ws-a', 'data.json'), 'not json')
    expect(await backUp(places, noon)).toMatchObject({
      saved: ['b'],
      failed: [{ workspace: 'a', why: expect.stringMatching(/data\.json: it is cut short/) }],
    })
  })

  it('that cannot be written leaves no half of itself', async () => {
    const { places, files, open, put } = await house()
    const store = await open()
    await put(store, 'a', 1)
    await store.close()
    for (const step of [
      'write of data.json',
      'sync of data.log',
      'makeFolder of ws-a',
      'syncFolder of ws-a',
    ]) {
      const fault = failOnce(files, step, 1, 'ENOSPC')
      const outcome = await backUp(places, noon)
      expect(outcome).toMatchObject({
        name: undefined,
        failed: [{ workspace: 'a', why: expect.stringMatching(/ENOSPC/) }],
      })
      expect(fault.fired).toBe(true)
      expect(await readdir(places.backups)).toEqual([])
    }
  })

  it('is none where nothing was ever saved', async () => {
    const { places } = await house()
    expect(await backUp(places, noon)).toEqual({ name: undefined, saved: [], failed: [] })
  })
})

describe('Old backups', () => {
  it('go after so many days; the newest of each workspace stays, for a damaged one has no newer', async () => {
    const { root, places, open, put } = await house()
    const store = await open()
    await put(store, 'a', 1)
    await put(store, 'b', 1)
    await store.close()
    for (let day = 0; day < 10; day++) {
      await backUp(places, noon + day * dayMs)
      if (day === 4) await writeFile(join(root, 'ws-a', 'data.log'), 'damage')
    }
    const now = noon + 14 * dayMs
    await pruneBackups(places, 7, now)
    const left = await Promise.all(
      (await listBackups(places)).map(async name => [
        name.slice(0, 10),
        await readdir(join(places.backups, name)),
      ]),
    )
    expect(left).toEqual([
      ['2026-11-28', ['ws-a']],
      ['2026-12-01', ['ws-b']],
      ['2026-12-02', ['ws-b']],
      ['2026-12-03', ['ws-b']],
    ])
  })

  it('hold nothing of a workspace that was forgotten since, once they are made anew', async () => {
    const { root, places, open, put } = await house()
    const store = await open()
    await put(store, 'a', 1, 'sekrit')
    await put(store, 'b', 1, 'tea')
    await backUp(places, noon)
    await restore(
      { ...places, root: await tempFolder() },
      { from: join(places.backups, '2026-11-24T12-00-00-000Z'), replace: false },
      noon,
    )
    await put(store, 'a', 2, 'tea')
    await store.close()
    await restore(
      places,
      { from: join(places.backups, '2026-11-24T12-00-00-000Z'), only: 'b', replace: true },
      noon + 1,
    )
    expect(await everythingIn(places.backups)).toContain('sekrit')
    await renewBackups(places, 'a', noon + 2)
    expect(await everythingIn(places.backups)).not.toContain('sekrit')
    const names = await listBackups(places)
    expect(await readdir(join(places.backups, names.at(-1) ?? ''))).toEqual(['ws-a'])
    expect(await readdir(join(places.backups, names[0] ?? ''))).toEqual(['ws-b'])
    expect(await readdir(root)).toContain('ws-a')
  })

  it('are never brought back by a backup that had read what was forgotten while it was being made', async () => {
    const { places, files, open, put } = await house()
    const store = await open()
    await put(store, 'a', 1, 'sekrit')
    await put(store, 'b', 1, 'tea')
    let purged: Promise<unknown> | undefined
    const makeFolder = files.makeFolder.bind(files)
    files.makeFolder = async path => {
      // All of `a` is read, and nothing of it written yet.
      if (path.endsWith('ws-a')) {
        purged ??= store.purge('a', async tx => {
          for (const id of ['a', 'b']) await tx.delete(words, id)
        })
        await purged
      }
      return makeFolder(path)
    }
    expect(await backUp(places, noon)).toMatchObject({ saved: ['a', 'b'], failed: [] })
    expect(purged).toBeDefined()
    expect(await everythingIn(places.backups)).not.toContain('sekrit')
    await store.close()
  })

  it('stay where the new one cannot be made', async () => {
    const { places, files, open, put } = await house()
    const store = await open()
    await put(store, 'a', 1)
    await store.close()
    await backUp(places, noon)
    files.fault = operation => (operation === 'write' ? diskError('ENOSPC') : undefined)
    await expect(renewBackups(places, 'a', noon + 1)).rejects.toThrow(/ENOSPC/)
    files.fault = () => undefined
    expect((await listBackups(places)).length).toBe(1)
  })
})

describe('Restoring', () => {
  /** A backup of how it was, and a store that has gone on since. */
  async function backedUp() {
    const home = await house()
    const store = await home.open()
    await home.put(store, 'a', 1)
    await home.put(store, 'b', 1)
    const { name = '' } = await backUp(home.places, noon)
    for (let n = 2; n <= 60; n++) await home.put(store, 'a', n)
    await home.put(store, 'c', 7)
    const from = join(home.places.backups, name)
    return { ...home, store, from }
  }
  const now = async (root: string) => {
    const store = await openJsonStore(root, { log: newLog() })
    const found = await Promise.all(['a', 'b', 'c'].map(async one => (await store.get(one, words, 'a'))?.n))
    await store.close()
    return found
  }

  it('refuses while Hearth runs, and names it', async () => {
    const { places, store, from } = await backedUp()
    await expect(restore(places, { from, replace: true }, noon)).rejects.toThrow(
      new RegExp(`in use by another Hearth \\(pid ${process.pid}\\)`),
    )
    await store.close()
  })

  it('refuses to take the place of what is there without a word', async () => {
    const { root, places, store, from } = await backedUp()
    await store.close()
    await expect(restore(places, { from, replace: false }, noon)).rejects.toThrow(
      /already holds a, b\. Nothing was changed\. Add --replace/,
    )
    expect(await now(root)).toEqual([60, 1, 7])
  })

  it('puts back what the backup holds, leaves the rest, and keeps what was there aside', async () => {
    const { root, places, store, from } = await backedUp()
    await store.close()
    const { restored, keptIn = '' } = await restore(places, { from, replace: true }, noon + 5)
    expect(restored).toEqual(['a', 'b'])
    expect(await now(root)).toEqual([1, 1, 7])
    expect((await read(join(keptIn, 'ws-a'))).a?.n).toBe(60)
    expect((await readdir(join(root, 'ws-a'))).sort()).toEqual(['data.json', 'data.log', 'data.mark'])
    await restore(places, { from: keptIn, only: 'a', replace: true }, noon + 6)
    expect(await now(root)).toEqual([60, 1, 7])
  })

  it('works in an empty folder, on another machine', async () => {
    const { places, store, from } = await backedUp()
    await store.close()
    const root = join(await tempFolder(), 'new')
    expect(await restore({ ...places, root }, { from, replace: false }, noon)).toEqual({
      restored: ['a', 'b'],
      keptIn: undefined,
    })
    expect(await now(root)).toEqual([1, 1, undefined])
  })

  it('touches nothing where one workspace of the backup is damaged; the others can be named', async () => {
    const { root, places, store, from } = await backedUp()
    await store.close()
    const text = await readFile(join(from, 'ws-a', 'data.json'), 'utf8')
    await writeFile(join(from, 'ws-a', 'data.json'), text.replace('"n":1', '"n":9'))
    await expect(restore(places, { from, replace: true }, noon)).rejects.toThrow(
      /checksum.*Nothing was changed/,
    )
    expect(await now(root)).toEqual([60, 1, 7])
    expect((await restore(places, { from, only: 'b', replace: true }, noon)).restored).toEqual(['b'])
  })

  it('puts a backup in place of damaged and of missing files', async () => {
    const { root, places, store, from } = await backedUp()
    await store.close()
    await writeFile(join(root, 'ws-a', 'data.json'), 'not json')
    await writeFile(join(root, 'ws-a', 'data.log'), 'not a log')
    await rm(join(root, 'ws-b', 'data.json'))
    const { keptIn = '' } = await restore(places, { from, replace: true }, noon)
    expect(await readFile(join(keptIn, 'ws-a', 'data.json'), 'utf8')).toBe('not json')
    expect(await now(root)).toEqual([1, 1, 7])
  })

  it('says so where there is no backup', async () => {
    const { places, root, store } = await backedUp()
    await store.close()
    await mkdir(join(root, 'empty'))
    await expect(restore(places, { from: join(root, 'empty'), replace: true }, noon)).rejects.toThrow(
      /holds no backup of Hearth/,
    )
  })

  it('that is interrupted at any step leaves the old, the new, or a workspace that is refused: never an empty one', async () => {
    const whole = await backedUp()
    await whole.store.close()
    for (let step = 1; ; step++) {
      const files = new FailingDisk()
      const root = await copyOf(whole.root)
      const places = { files, root, backups: join(root, 'backups') }
      const from = join(root, whole.from.slice(whole.root.length))
      let left = step
      files.fault = operation => (operation !== 'read' && --left <= 0 ? diskError('EIO') : undefined)
      const done = await restore(places, { from, only: 'a', replace: true }, noon).then(
        () => true,
        () => false,
      )
      files.fault = () => undefined
      const log = newLog()
      const again = await openJsonStore(root, { log })
      const found = await again.get('a', words, 'a').catch(error => error.code)
      expect([60, 1, 'ECORRUPT']).toContain(typeof found === 'string' ? found : found?.n)
      await again.close()
      if (done) break
      await restore(places, { from, only: 'a', replace: true }, noon + 1)
      expect((await now(root))[0]).toBe(1)
    }
  })
})

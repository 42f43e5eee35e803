import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { kind } from '../../src/core/store.ts'
import { backUp, pruneBackups } from '../../src/store/backup.ts'
import { disk } from '../../src/store/disk/files.ts'
import { openJsonStore } from '../../src/store/json.ts'
import { listBackups } from '../../src/store/places.ts'
import { everythingIn } from '../bytes.ts'
import { diskError, FailingDisk } from './failing-disk.ts'
import { copyOf, newLog, tempFolder } from './folder.ts'
import { byChance, everything, ForgetfulDisk, type Mercy, nothingMore, seeded } from './forgetful-disk.ts'

const words = kind<{ said: string }>('word')
const secret = 'Marmelade-7f3a'
const noon = Date.UTC(2026, 10, 24, 12)

/** A store that holds a secret in its snapshot, its log, the generations before, its backups, and copies of damage. */
async function house(root?: string) {
  const folder = root ?? (await tempFolder())
  const files = new FailingDisk()
  const log = newLog()
  const clock = { now: noon }
  const store = await openJsonStore(folder, { files, log, minLog: 400, now: () => clock.now })
  const places = { files: disk, root: folder, backups: join(folder, 'backups') }
  const put = (id: string, said: string, workspace = 'a') =>
    store.update(workspace, tx => tx.put(words, id, { said }))
  const forget = () => store.purge('a', tx => tx.delete(words, 'x'))
  return { folder, files, log, clock, store, places, put, forget }
}

/** A house as it was left, made once: to live in it for each step of a purge would take longer than the purges. */
let left: Promise<string> | undefined
afterAll(async () => {
  if (left) await rm(await left, { recursive: true, force: true })
})

async function liveIn(): Promise<string> {
  const { folder, store, places, put } = await house(await mkdtemp(join(tmpdir(), 'hearth-purge-')))
  for (let n = 0; n < 12; n++) await put('x', `${secret} ${n}`)
  await put('y', 'kept')
  await put('z', 'a neighbour’s', 'b')
  await backUp(places, noon - 2)
  await backUp(places, noon - 1)
  await store.close()
  return folder
}

async function fullHouse() {
  left ??= liveIn()
  const all = await house(await copyOf(await left))
  for (const name of ['data.log.torn-1', 'data.json.corrupt-2', '.data.json.tmp'])
    await writeFile(join(all.folder, 'ws-a', name), secret)
  const unfinished = join(all.places.backups, '.unfinished-2026-11-24T03-00-00-000Z', 'ws-a')
  await disk.makeFolder(unfinished)
  await writeFile(join(unfinished, 'data.json'), secret)
  return all
}

describe('A purge', () => {
  it('leaves no byte of what was deleted: not in log, generations, copies of damage, or backups; all else stays', async () => {
    const { folder, store, forget, places } = await fullHouse()
    expect(await everythingIn(folder)).toContain(secret)
    await forget()
    expect(await everythingIn(folder)).not.toContain(secret)
    expect(await store.list('a', words)).toEqual([['y', { said: 'kept' }]])
    expect(await store.get('b', words, 'z')).toEqual({ said: 'a neighbour’s' })
    await store.close()
    const again = await openJsonStore(folder, { log: newLog() })
    expect(await again.list('a', words)).toEqual([['y', { said: 'kept' }]])
    await again.close()
    const backups = await listBackups(places)
    const newest = await readFile(join(places.backups, backups.at(-1) ?? '', 'ws-a', 'data.json'), 'utf8')
    expect(newest).toContain('kept')
    expect(await readFile(join(places.backups, backups[0] ?? '', 'ws-b', 'data.json'), 'utf8')).toContain(
      'neighbour',
    )
  })

  it('takes its turn among other updates, and gives back what its change says', async () => {
    const { store, put, folder } = await fullHouse()
    const before = put('n', '1')
    const purged = store.purge('a', async tx => {
      await tx.delete(words, 'x')
      return (await tx.get(words, 'n'))?.said
    })
    const after = put('n', '2')
    await Promise.all([before, after])
    expect(await purged).toBe('1')
    expect(await store.get('a', words, 'n')).toEqual({ said: '2' })
    expect(await everythingIn(folder)).not.toContain(secret)
    await store.close()
  })

  it('changes nothing where its change throws, or where the disk refuses to save it', async () => {
    const { store, files, folder, forget } = await fullHouse()
    const oops = new Error('oops')
    await expect(
      store.purge('a', () => {
        throw oops
      }),
    ).rejects.toBe(oops)
    files.fault = operation => (operation === 'write' ? diskError('ENOSPC') : undefined)
    await expect(forget()).rejects.toMatchObject({ code: 'ENOSPC' })
    files.fault = () => undefined
    expect(await store.get('a', words, 'x')).toEqual({ said: `${secret} 11` })
    expect(await everythingIn(folder)).toContain(secret)
    await store.close()
  })

  it('says at every operation that fails whether it was refused or is owed, and is finished by itself once the disk is well', async () => {
    const outcomes = { refused: 0, owed: 0, done: 0 }
    for (let nth = 1; outcomes.done === 0; nth++) {
      const { store, files, folder, clock, forget } = await fullHouse()
      let left = nth
      files.fault = () => (--left === 0 ? diskError('EIO') : undefined)
      const outcome = await forget().then(
        () => (left <= 0 ? 'survived' : 'done'),
        error => (error.code === 'EOWED' ? 'owed' : 'refused'),
      )
      files.fault = () => undefined
      const there = (await store.get('a', words, 'x')) !== undefined
      expect(there).toBe(outcome === 'refused')
      if (outcome === 'owed') {
        clock.now += 60_000
        await store.tidy()
      }
      if (outcome !== 'refused') expect(await everythingIn(folder)).not.toContain(secret)
      expect(await store.get('a', words, 'y')).toEqual({ said: 'kept' })
      await store.close()
      if (outcome !== 'survived') outcomes[outcome as keyof typeof outcomes]++
    }
    expect(outcomes.refused).toBeGreaterThan(0)
    expect(outcomes.owed).toBeGreaterThan(10)
  })

  it('that the end of the process interrupted is gone on with after the start', async () => {
    const { store, files, folder, forget } = await fullHouse()
    files.fault = operation => (operation === 'rename' ? diskError('EIO') : undefined)
    await expect(forget()).rejects.toMatchObject({ code: 'EOWED' })
    await store.close()
    expect(await everythingIn(folder)).toContain(secret)
    const { store: again } = await house(folder)
    await again.tidy()
    expect(await everythingIn(folder)).not.toContain(secret)
    expect(await again.list('a', kind('purge'))).toEqual([])
    await again.close()
  })

  const random = seeded(5)
  const mercies: [string, () => Mercy[]][] = [
    ['nothing that was not synced is left', () => [nothingMore]],
    ['everything was written by chance', () => [everything]],
    ['some names and bytes were written', () => Array.from({ length: 4 }, () => byChance(random))],
  ]
  it.each(mercies)(
    'at any step leaves it refused whole, or made and finished after the start, when %s',
    async (_what, list) => {
      const cuts: { disk: ForgetfulDisk; confirmed: boolean }[] = []
      const begin = new ForgetfulDisk('/')
      await begin.makeFolder('/data')
      await begin.syncFolder('/')
      const options = { log: newLog(), minLog: 400, now: () => noon, lock: noLock }
      const store = await openJsonStore('/data', { ...options, files: begin })
      for (let n = 0; n < 6; n++)
        await store.update('a', tx => tx.put(words, 'x', { said: `${secret} ${n}` }))
      await store.update('a', tx => tx.put(words, 'y', { said: 'kept' }))
      await backUp({ files: begin, root: '/data', backups: '/data/backups' }, noon - 1)
      let confirmed = false
      begin.onStep = () => {
        for (const mercy of list()) cuts.push({ disk: begin.afterCut(mercy), confirmed })
      }
      await store.purge('a', tx => tx.delete(words, 'x'))
      confirmed = true
      for (const mercy of list()) cuts.push({ disk: begin.afterCut(mercy), confirmed })
      begin.onStep = () => {}
      await store.close()
      expect(cuts.length).toBeGreaterThan(50)
      for (const cut of cuts) {
        if (cut.confirmed) expect(await bytesOf(cut.disk, '/data')).not.toContain(secret)
        const again = await openJsonStore('/data', { ...options, files: cut.disk })
        await again.tidy()
        const there = (await again.get('a', words, 'x')) !== undefined
        expect(await again.get('a', words, 'y')).toEqual({ said: 'kept' })
        if (!there) expect(await bytesOf(cut.disk, '/data')).not.toContain(secret)
        await again.close()
      }
    },
    30_000,
  )
})

const noLock = async () => ({ holds: async () => true, release: async () => {} })

async function bytesOf(files: ForgetfulDisk, folder: string): Promise<string> {
  const own = await Promise.all(
    (await files.listFiles(folder)).map(async name => (await files.read(`${folder}/${name}`))?.toString()),
  )
  const below = (await files.listFolders(folder)).map(name => bytesOf(files, `${folder}/${name}`))
  return [...own, ...(await Promise.all(below))].join('\n')
}

describe('Backups in places of before', () => {
  it('hold nothing any more of what is purged, wherever BACKUP_DIR led', async () => {
    const [root, first, second] = [await tempFolder(), await tempFolder(), await tempFolder()]
    const open = async (backups?: string) => {
      const store = await openJsonStore(root, { log: newLog(), ...(backups && { backups }) })
      const places = { files: disk, root, backups: backups ?? join(root, 'backups') }
      return { store, places }
    }
    for (const [at, where] of [undefined, first, second].entries()) {
      const { store, places } = await open(where)
      await store.update('a', tx => tx.put(words, 'x', { said: `${secret} ${at}` }))
      await backUp(places, noon + at)
      await store.close()
    }
    const everywhere = async () =>
      (await Promise.all([root, first, second].map(folder => everythingIn(folder)))).join('\n')
    const { store, places } = await open(second)
    expect(await everywhere()).toContain(secret)
    await store.purge('a', tx => tx.delete(words, 'x'))
    expect(await everywhere()).not.toContain(secret)
    expect(await listBackups(places)).toHaveLength(1)
    expect(await listBackups({ files: disk, backups: first })).toEqual([])
    await store.close()
  })

  it('go by their age, too, and the newest of a workspace stays wherever it is', async () => {
    const [root, moved] = [await tempFolder(), await tempFolder()]
    const store = await openJsonStore(root, { log: newLog(), backups: moved })
    await store.update('a', tx => tx.put(words, 'x', { said: secret }))
    const [before, now] = [join(root, 'backups'), moved].map(backups => ({ files: disk, root, backups }))
    if (!before || !now) throw new Error('two places')
    const day = 24 * 60 * 60_000
    await backUp(before, noon - 20 * day)
    await backUp(before, noon - 19 * day)
    await pruneBackups(now, 7, noon)
    expect(await listBackups(before)).toHaveLength(1)
    await backUp(now, noon)
    await pruneBackups(now, 7, noon)
    expect(await listBackups(before)).toEqual([])
    await store.close()
  })
})

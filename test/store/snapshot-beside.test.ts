import { describe, expect, it } from 'vitest'
import { readLogAsFarAsItHolds } from '../../src/store/disk/format.ts'
import { newestFormat } from '../../src/store/disk/migrations.ts'
import { readBesideWriter, sealedBesideWriter } from '../../src/store/disk/reading.ts'
import { repair } from '../../src/store/repair.ts'
import type { OpenWorkspace } from '../../src/store/workspace.ts'
import { until } from '../until.ts'
import { diskError, FailingDisk, nameOf } from './failing-disk.ts'
import { byChance, everything, ForgetfulDisk, type Mercy, nothingMore, seeded } from './forgetful-disk.ts'
import { endOf, marksIn, newFolder, openWorkspace, putMark, quiet } from './workspace-on.ts'

const folder = '/data/ws-library'
const nextSnapshot = `${folder}/.data.json.tmp`
const nextLog = `${folder}/.data.log.tmp`

/** A disk on which the next snapshot is written as slowly as a test wants it. */
class SlowSnapshots extends ForgetfulDisk {
  /** Undefined: at once. */
  held: Promise<void> | undefined
  release: () => void = () => {}

  hold(): void {
    this.held = new Promise(resolve => {
      this.release = resolve
    })
  }

  override async open(path: string, how: 'append' | 'change' | 'create') {
    const handle = await super.open(path, how)
    if (path !== nextSnapshot) return handle
    const write = async (bytes: Uint8Array) => {
      await this.held
      await handle.write(bytes)
    }
    return { ...handle, write }
  }
}

/** A workspace whose snapshot is being written, and waits; with how many updates it holds. */
async function whileOneIsWritten(minLog = 600) {
  const disk = new SlowSnapshots('/')
  await disk.makeFolder('/data')
  await disk.syncFolder('/')
  const workspace = await openWorkspace(disk, folder, { minLog })
  let n = 0
  const put = () => putMark(workspace, ++n)
  await put()
  await quiet(workspace)
  disk.hold()
  while ((await disk.read(nextSnapshot)) === undefined) await put()
  return { disk, workspace, put, count: () => n }
}

/** The commits that a prepared log carries; undefined: none is there. */
async function carriedOn(disk: ForgetfulDisk): Promise<number | undefined> {
  const bytes = await disk.read(nextLog)
  if (!bytes || bytes.length === 0) return undefined
  return readLogAsFarAsItHolds(bytes, { newest: newestFormat, folder: 'ws-library' }).commits.length
}

const generationOf = async (disk: ForgetfulDisk, name: string): Promise<number> =>
  Number(/"generation":(\d+)/.exec(String(await disk.read(`${folder}/${name}`)))?.[1] ?? 0)

/** The power went between the two renames: the new snapshot is in place, and its log is still to take its own. */
const isBetween = async (disk: ForgetfulDisk): Promise<boolean> =>
  (await generationOf(disk, 'data.json')) > (await generationOf(disk, 'data.log'))

/** Cuts the power at each step from here until the new snapshot has taken its place; five updates or more are carried over. */
async function cutsOfASwitch(mercies: () => Mercy[]) {
  const { disk, workspace, put, count } = await whileOneIsWritten()
  for (let more = 0; more < 5; more++) await put()
  const cuts: ForgetfulDisk[] = []
  disk.onStep = () => {
    for (const mercy of mercies()) cuts.push(disk.afterCut(mercy))
  }
  disk.release()
  await quiet(workspace)
  disk.onStep = () => {}
  expect(marksIn(workspace)).toBe(count())
  return { cuts, count: count() }
}

const outcomeOf = (disk: ForgetfulDisk): Promise<number | string> =>
  openWorkspace(disk, folder).then(marksIn, error => error.code ?? String(error))

describe('While a new snapshot is written', () => {
  it('saves go on, and are there after a power cut', async () => {
    const { disk, put, count } = await whileOneIsWritten()
    for (let more = 0; more < 30; more++) {
      await put()
      expect(await outcomeOf(disk.afterCut(nothingMore))).toBe(count())
    }
  })

  it('a save that is refused is not carried over into its log', async () => {
    const { disk, workspace, put, count } = await whileOneIsWritten()
    await put()
    disk.failSync = true
    expect(await endOf(putMark(workspace, count() + 1))).toBe('EUNKNOWN')
    disk.release()
    await quiet(workspace)
    expect(await generationOf(disk, 'data.json')).toBe(2)
    expect(marksIn(workspace)).toBe(count())
    for (const mercy of [nothingMore, everything]) expect(await outcomeOf(disk.afterCut(mercy))).toBe(count())
  })

  it('the workspace is not put out of memory, and closing waits until it has taken its place', async () => {
    const { disk, workspace, put, count } = await whileOneIsWritten()
    await put()
    expect(workspace.file.isIdle).toBe(false)
    await workspace.file.rest()
    const closed = workspace.file.close()
    disk.release()
    await closed
    expect(await generationOf(disk, 'data.log')).toBe(2)
    expect(await outcomeOf(disk.afterCut(nothingMore))).toBe(count())
  })

  it('a purge waits for it, and then leaves nothing older; saves go on meanwhile', async () => {
    const { disk, workspace, put, count } = await whileOneIsWritten()
    let purged = false
    const purging = workspace.purge().then(() => {
      purged = true
    })
    await put()
    expect(purged).toBe(false)
    disk.release()
    await purging
    expect((await disk.listFiles(folder)).sort()).toEqual(['data.json', 'data.log', 'data.mark'])
    expect(await generationOf(disk, 'data.json')).toBe(3)
    expect(await outcomeOf(disk.afterCut(nothingMore))).toBe(count())
  })
})

describe('A new snapshot that takes its place after saves that went on', () => {
  const random = seeded(17)
  const mercies: [string, () => Mercy[]][] = [
    ['nothing that was not synced is left', () => [nothingMore]],
    ['everything was written by chance', () => [everything]],
    ['some names and bytes were written', () => Array.from({ length: 6 }, () => byChance(random))],
  ]
  it.each(mercies)('loses none of them to a power cut at any step, when %s', async (_what, list) => {
    const { cuts, count } = await cutsOfASwitch(list)
    let between = 0
    for (const cut of cuts) {
      if ((await isBetween(cut)) && ((await carriedOn(cut)) ?? 0) >= 5) between++
      const again: ForgetfulDisk[] = []
      const copies = (await readBesideWriter(cut, folder, newestFormat)).docs
      expect(copies.mark?.last).toMatchObject({ n: count })
      const sealed = await sealedBesideWriter(cut, folder, newestFormat)
      expect(JSON.parse(String(sealed?.bytes)).docs).toEqual(copies)
      cut.onStep = () => again.push(cut.afterCut(byChance(random)))
      const workspace = await openWorkspace(cut, folder)
      cut.onStep = () => {}
      expect(marksIn(workspace)).toBe(count)
      await putMark(workspace, count + 1)
      expect(await outcomeOf(cut.afterCut(nothingMore))).toBe(count + 1)
      for (const left of again) expect(await outcomeOf(left)).toBe(count)
    }
    expect(between).toBeGreaterThan(1)
  })

  it('is finished by the log that was prepared for it only if that is whole: else it is refused, and nothing is changed', async () => {
    const { cuts, count } = await cutsOfASwitch(() => [nothingMore])
    const between: ForgetfulDisk[] = []
    for (const cut of cuts) if (await isBetween(cut)) between.push(cut)
    const [cut] = between
    if (!cut) throw new Error('no cut between the two renames')
    const whole = (await cut.read(nextLog)) ?? Buffer.alloc(0)
    const write = async (bytes: Buffer) => {
      const harmed = cut.afterCut(everything)
      await (await harmed.open(nextLog, 'create')).write(bytes)
      return harmed
    }
    expect(await outcomeOf(await write(whole))).toBe(count)
    for (let at = 0; at < whole.length; at++) {
      const flipped = Buffer.from(whole)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8))
      for (const bytes of [flipped, whole.subarray(0, at)]) {
        const harmed = await write(bytes)
        expect(await outcomeOf(harmed), `byte ${at}`).toBe('ECORRUPT')
        expect((await harmed.read(nextLog))?.equals(bytes)).toBe(true)
      }
    }
    const longer = await write(Buffer.concat([whole, Buffer.from('12345678 [')]))
    expect(await outcomeOf(longer)).toBe('ECORRUPT')
  })

  it('can be rebuilt from the one before where it is damaged', async () => {
    const { disk, workspace, put, count } = await whileOneIsWritten()
    for (let more = 0; more < 5; more++) await put()
    disk.release()
    await quiet(workspace)
    await put()
    await workspace.file.close()
    await (await disk.open(`${folder}/data.json`, 'create')).write(Buffer.from('not json'))
    expect(await outcomeOf(disk)).toBe('ECORRUPT')
    const { name } = await repair({ files: disk, root: '/data', backups: '/data/backups' }, 'library', 0)
    const rebuilt = await openWorkspace(disk, `/data/backups/${name}/ws-library`)
    expect(marksIn(rebuilt)).toBe(count())
  })
})

describe('A full disk while a new snapshot is written beside the saves', () => {
  it.each(['write of .data.json.tmp', 'write of .data.log.tmp', 'sync of .data.log.tmp'])(
    'at the %s loses nothing, leaves nothing unfinished, and it is tried again',
    async step => {
      const files = new FailingDisk()
      const place = await newFolder()
      const lines: string[] = []
      const workspace: OpenWorkspace = await openWorkspace(files, place, {
        minLog: 300,
        warn: line => lines.push(line),
      })
      let n = 0
      await putMark(workspace, ++n)
      await quiet(workspace)
      files.fault = (operation, path) => (nameOf(operation, path) === step ? diskError('ENOSPC') : undefined)
      while (lines.length === 0) await Promise.all(Array.from({ length: 4 }, () => putMark(workspace, ++n)))
      await quiet(workspace)
      expect(lines[0]).toMatch(/no new snapshot could be written.*ENOSPC/)
      expect(await files.listFiles(place)).not.toContainEqual(expect.stringMatching(/\.tmp$/))
      expect(marksIn(await openWorkspace(files, place))).toBe(n)
      files.fault = () => undefined
      const told = lines.length
      const before = (await files.read(`${place}/data.json`))?.length ?? 0
      await until(async () => {
        await putMark(workspace, ++n)
        return ((await files.read(`${place}/data.json`))?.length ?? 0) > before
      })
      await quiet(workspace)
      expect(lines.length).toBe(told)
      await workspace.file.close()
      expect(marksIn(await openWorkspace(files, place))).toBe(n)
    },
  )
})

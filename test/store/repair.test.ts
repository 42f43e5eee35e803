import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { disk } from '../../src/store/disk/files.ts'
import { listBackups } from '../../src/store/places.ts'
import { repair } from '../../src/store/repair.ts'
import { restore } from '../../src/store/restore.ts'
import { filesUnder } from '../bytes.ts'
import { tempFolder } from './folder.ts'
import { marksIn, openWorkspace, putMark } from './workspace-on.ts'

const now = Date.UTC(2026, 10, 24)

/** A workspace of so many updates; a small `minLog` gives it several generations. */
async function house(updates: number, minLog = 600) {
  const root = await tempFolder()
  const folder = join(root, 'ws-library')
  const workspace = await openWorkspace(disk, folder, { minLog })
  for (let n = 1; n <= updates; n++) await putMark(workspace, n)
  await workspace.file.close()
  const places = { files: disk, root, backups: join(root, 'backups') }
  /** Repairs, puts the result in place, and tells how many updates it holds. */
  const repaired = async () => {
    const { name = '', told } = await repair(places, 'library', now)
    await restore(places, { from: join(places.backups, name), replace: true }, now + 1)
    return { found: marksIn(await openWorkspace(disk, folder)), told: told.join('\n') }
  }
  return { folder, places, repaired }
}

const bytesOf = (folder: string) => filesUnder(folder, 'latin1')

async function damageLine(file: string, n: number): Promise<void> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  lines[n] = (lines[n] ?? '').replace('mark', 'mork')
  await writeFile(file, lines.join('\n'))
}

describe('Repairing', () => {
  it.each([
    ['a damaged snapshot', (folder: string) => appendFile(join(folder, 'data.json'), 'x')],
    ['a snapshot that is gone', (folder: string) => rm(join(folder, 'data.json'))],
  ])('loses nothing with %s: the generation before and both logs hold it all', async (_what, damage) => {
    const { folder, repaired } = await house(60)
    expect((await readdir(folder)).length).toBe(5)
    await damage(folder)
    const { found, told } = await repaired()
    expect(found).toBe(60)
    expect(told).toMatch(/begins with data\.json\.bak.*\n.*data\.log\.bak: \d+ saved changes/)
    expect(told).not.toMatch(/missing/)
  })

  it('loses nothing of a young workspace, whose first snapshot was empty', async () => {
    const { folder, repaired } = await house(5, 100_000)
    await writeFile(join(folder, 'data.json'), '')
    expect(await repaired()).toMatchObject({ found: 5 })
  })

  it('keeps what was saved before the damaged line of a log, and says that the rest is missing', async () => {
    const { folder, repaired } = await house(9, 100_000)
    await damageLine(join(folder, 'data.log'), 7)
    const { found, told } = await repaired()
    expect(found).toBe(6)
    expect(told).toMatch(/data\.log: 6 saved changes were applied; \d+ bytes after them cannot be read/)
  })

  it('keeps what is left of a log that was cut short, and says that the rest is missing', async () => {
    const { folder, repaired } = await house(9, 100_000)
    const lines = (await readFile(join(folder, 'data.log'), 'utf8')).split('\n')
    await writeFile(join(folder, 'data.log'), `${lines.slice(0, 7).join('\n')}\n`)
    const { found, told } = await repaired()
    expect(found).toBe(6)
    expect(told).toMatch(/6 saved changes were applied; \d+ bytes after them are gone/)
  })

  it('says where nothing tells any more whether the end of the log is missing', async () => {
    const { folder, repaired } = await house(9, 100_000)
    await rm(join(folder, 'data.mark'))
    const { found, told } = await repaired()
    expect(found).toBe(9)
    expect(told).toMatch(/data\.mark is missing or damaged, .*look whether the newest lines are there/)
  })

  it('says so where the log is gone', async () => {
    const { folder, repaired } = await house(60)
    await rm(join(folder, 'data.log'))
    const { found, told } = await repaired()
    expect(found).toBeGreaterThan(40)
    expect(told).toMatch(/data\.log could not be used: what was saved since is missing/)
  })

  it('never touches the damaged files', async () => {
    const { folder, places } = await house(60)
    await writeFile(join(folder, 'data.json'), 'x')
    const before = await bytesOf(folder)
    await repair(places, 'library', now)
    expect(await bytesOf(folder)).toEqual(before)
  })

  it('does nothing to a workspace that is whole', async () => {
    const { places } = await house(60)
    expect(await repair(places, 'library', now)).toEqual({ name: undefined, told: [] })
    expect(await listBackups(places)).toEqual([])
  })

  it('gives up, in words, where both snapshots are lost', async () => {
    const { folder, places } = await house(60)
    for (const name of ['data.json', 'data.json.bak']) await writeFile(join(folder, name), 'x')
    await expect(repair(places, 'library', now)).rejects.toThrow(/cannot be rebuilt.*npm run restore/)
  })
})

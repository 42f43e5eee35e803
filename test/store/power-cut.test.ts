import { describe, expect, it } from 'vitest'
import { tries } from '../tries.ts'
import { until } from '../until.ts'
import { byChance, everything, ForgetfulDisk, type Mercy, nothingMore, seeded } from './forgetful-disk.ts'
import { marks, marksIn, openWorkspace, putMark } from './workspace-on.ts'

const folder = '/data/ws-library'
const updates = 60
const byChanceCuts = tries(6, 2)

interface Cut {
  disk: ForgetfulDisk
  acknowledged: number
  begun: number
}

/** Runs updates, some alone and some three at once, and cuts the power of a copy of the disk at every single step. */
async function cutAtEveryStep(mercies: () => Mercy[]): Promise<Cut[]> {
  const disk = new ForgetfulDisk('/')
  await disk.makeFolder('/data')
  await disk.syncFolder('/')
  const cuts: Cut[] = []
  let [acknowledged, begun] = [0, 0]
  disk.onStep = () => {
    for (const mercy of mercies()) cuts.push({ disk: disk.afterCut(mercy), acknowledged, begun })
  }
  const workspace = await openWorkspace(disk, folder)
  while (begun < updates) {
    const together = Array.from({ length: begun % 2 === 0 ? 1 : 3 }, () => {
      const n = ++begun
      return putMark(workspace, n).then(() => {
        acknowledged = Math.max(acknowledged, n)
      })
    })
    await Promise.all(together)
  }
  await workspace.file.close()
  return cuts
}

async function expectAllThere({ disk, acknowledged, begun }: Cut): Promise<void> {
  const workspace = await openWorkspace(disk, folder)
  const found = marksIn(workspace)
  expect(found).toBeGreaterThanOrEqual(acknowledged)
  expect(found).toBeLessThanOrEqual(begun)
  await putMark(workspace, found + 1)
  expect(marksIn(await openWorkspace(disk.afterCut(nothingMore), folder))).toBe(found + 1)
}

describe('A power cut', () => {
  const random = seeded(11)
  const mercies: [string, () => Mercy[]][] = [
    ['nothing that was not synced is left', () => [nothingMore]],
    ['everything was written by chance', () => [everything]],
    ['some names and bytes were written', () => Array.from({ length: byChanceCuts }, () => byChance(random))],
  ]
  it.each(mercies)(
    'at any step leaves every acknowledged update, and no half of one, when %s',
    async (_what, list) => {
      const cuts = await cutAtEveryStep(list)
      expect(cuts.length).toBeGreaterThan(500)
      for (const cut of cuts) await expectAllThere(cut)
    },
    30_000,
  )

  it('right after a refused save does not bring the refused change back', async () => {
    const disk = new ForgetfulDisk('/')
    await disk.makeFolder('/data')
    await disk.syncFolder('/')
    const workspace = await openWorkspace(disk, folder)
    await putMark(workspace, 1)
    disk.failSync = true
    await expect(putMark(workspace, 2)).rejects.toThrow('the sync failed')
    for (const mercy of [nothingMore, everything]) {
      expect(marksIn(await openWorkspace(disk.afterCut(mercy), folder))).toBe(1)
    }
  })

  it('does not take away what a killed process had not synced, once an update has decided by it', async () => {
    const disk = new ForgetfulDisk('/')
    await disk.makeFolder('/data')
    await disk.syncFolder('/')
    const killed = await openWorkspace(disk, folder)
    await putMark(killed, 1)
    disk.hangSync = true // the process is killed there; what it wrote is in the memory of the system
    void putMark(killed, 2)
    await until(() => !disk.hangSync)
    const restarted = await openWorkspace(disk, folder)
    expect(await restarted.update(async tx => (await tx.get(marks, 'last'))?.n)).toBe(2)
    expect(marksIn(await openWorkspace(disk.afterCut(nothingMore), folder))).toBe(2)
  })

  it('during the recovery from a power cut leaves every acknowledged update', async () => {
    const cuts = await cutAtEveryStep(() => [byChance(random)])
    let second = 0
    for (const { disk, acknowledged, begun } of cuts) {
      const again: ForgetfulDisk[] = []
      disk.onStep = () => again.push(disk.afterCut(byChance(random)))
      await openWorkspace(disk, folder)
      disk.onStep = () => {}
      for (const left of again) await expectAllThere({ disk: left, acknowledged, begun })
      second += again.length
    }
    expect(second).toBeGreaterThan(100)
  })
})

import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createNightlyBackup, lastNight } from '../../src/operations/nightly-backup.ts'
import { disk } from '../../src/store/disk/files.ts'
import { newLog, tempFolder } from '../store/folder.ts'
import { openWorkspace, putMark } from '../store/workspace-on.ts'

const hour = 60 * 60_000
const evening = new Date(2026, 10, 24, 21).getTime()

async function house({ days = 7, saved = true } = {}) {
  const root = await tempFolder()
  if (saved) {
    const workspace = await openWorkspace(disk, join(root, 'ws-library'))
    await putMark(workspace, 1)
    await workspace.file.close()
  }
  const backups = join(root, 'backups')
  const clock = { now: evening }
  const told: (string | undefined)[] = []
  const log = { ...newLog(), info: () => {} }
  const parts = {
    places: { files: disk, root, backups },
    days,
    now: () => clock.now,
    log,
    onNight: (failure?: string) => told.push(failure),
  }
  const nightly = createNightlyBackup({ ...parts, wait: async () => {} })
  const count = async () => (await readdir(backups).catch(() => [])).length
  return { root, clock, nightly, told, log, count, parts }
}

describe('The nightly backup', () => {
  it('is made once a night, and kept for so many days', async () => {
    const { clock, nightly, count } = await house({ days: 3 })
    const counts: number[] = []
    for (let day = 0; day < 8; day++) {
      for (let at = 0; at < 24; at++) {
        await nightly.sweep()
        clock.now += hour
      }
      counts.push(await count())
    }
    // The first evening: one at once, for none was there; then the night's.
    expect(counts).toEqual([2, 3, 4, 4, 4, 4, 4, 4])
  })

  it('is made soon after the start, where Hearth slept through the night', async () => {
    const { clock, nightly, count } = await house()
    await nightly.sweep()
    clock.now += 40 * hour
    await nightly.sweep()
    await nightly.sweep()
    expect(await count()).toBe(2)
  })

  it('is not made by itself with BACKUP_DAYS=0', async () => {
    const { parts, count } = await house({ days: 0 })
    let naps = 0
    const nightly = createNightlyBackup({ ...parts, wait: async () => void naps++ })
    nightly.start()
    await nightly.stop()
    expect([naps, await count()]).toEqual([0, 0])
  })

  it('waits for nobody at a stop, and leaves nothing half made', async () => {
    const { parts } = await house()
    const nightly = createNightlyBackup({
      ...parts,
      wait: (_ms, signal) => new Promise(resolve => signal.addEventListener('abort', resolve)),
    })
    nightly.start()
    await nightly.stop()
  })

  it('that fails is told once a night, and the older ones stay', async () => {
    const { root, clock, nightly, count, told, log } = await house()
    await nightly.sweep()
    await writeFile(join(root, 'ws-library', 'data.json'), 'damage')
    clock.now += 24 * hour
    for (let at = 0; at < 5; at++) await nightly.sweep()
    expect(told).toEqual([undefined, expect.stringMatching(/library: .*data\.json/)])
    expect(log.lines).toEqual([expect.stringMatching(/^Backup: it could not be made.*npm run doctor/)])
    expect(await count()).toBe(1)
    await rm(join(root, 'ws-library'), { recursive: true })
    clock.now += 24 * hour
    await nightly.sweep()
    expect(told.at(-1)).toBeUndefined()
  })

  it('is of three in the morning, local time, also where the clocks change', () => {
    const zone = process.env.TZ
    process.env.TZ = 'America/New_York'
    try {
      expect(lastNight(Date.parse('2026-11-24T07:59:00Z'))).toBe(Date.parse('2026-11-23T08:00:00Z'))
      expect(lastNight(Date.parse('2026-11-24T08:00:00Z'))).toBe(Date.parse('2026-11-24T08:00:00Z'))
      expect(lastNight(Date.parse('2026-03-08T12:00:00Z'))).toBe(Date.parse('2026-03-08T07:00:00Z'))
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })
})

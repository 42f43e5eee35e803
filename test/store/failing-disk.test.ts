import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kind } from '../../src/core/store.ts'
import { disk } from '../../src/store/disk/files.ts'
import type { OpenWorkspace } from '../../src/store/workspace.ts'
import { diskError, FailingDisk, failOnce, nameOf } from './failing-disk.ts'
import { copyOf, tempFolder } from './folder.ts'
import { openWorkspace, quiet } from './workspace-on.ts'

const counts = kind<{ n: number; by: string }>('count')
const callers = 16
const documents = 40
const rounds = 5

/** One increment of a document and of the total, which belong together. Tells whether it was acknowledged. */
async function increment(workspace: OpenWorkspace, id: string): Promise<boolean> {
  const change = workspace.update(async tx => {
    for (const name of [id, 'total']) {
      const { n } = (await tx.get(counts, name)) ?? { n: 0 }
      await tx.put(counts, name, { n: n + 1, by: 'somebody '.repeat(3) })
    }
  })
  return change.then(
    () => true,
    () => false,
  )
}

const numbers = (workspace: OpenWorkspace) =>
  Object.fromEntries(workspace.list(counts).map(([id, { n }]) => [id, n]))

describe('A failing disk', () => {
  const faults = [
    ...['open', 'write', 'sync', 'close'].map(operation => `${operation} of data.log`),
    ...['open', 'write', 'sync', 'close', 'read'].map(operation => `${operation} of .data.json.tmp`),
    ...['open', 'write', 'sync', 'close', 'read'].map(operation => `${operation} of .data.log.tmp`),
    ...['remove', 'link'].flatMap(operation => [
      `${operation} of data.json.bak`,
      `${operation} of data.log.bak`,
    ]),
    ...['rename of data.json', 'rename of data.log', 'syncFolder of ws-x'],
  ]
  it.each(faults)('leaves acknowledged = memory = disk after each %s that fails', async fault => {
    const files = new FailingDisk()
    const folder = await tempFolder()
    const workspace = await openWorkspace(files, join(folder, 'ws-x'), { minLog: 500 })
    const acknowledged: Record<string, number> = {}
    const caller = async (c: number, rounds = 3) => {
      for (let round = 0; round < rounds; round++) {
        const id = `d${(c * 3 + round) % documents}`
        if (!(await increment(workspace, id))) continue
        for (const name of [id, 'total']) acknowledged[name] = (acknowledged[name] ?? 0) + 1
      }
    }
    const expectTheSame = async () => {
      await quiet(workspace) // a folder is not to be copied while a snapshot is put into it
      expect(numbers(workspace)).toEqual(acknowledged)
      const afresh = await openWorkspace(disk, join(await copyOf(folder), 'ws-x'))
      expect(numbers(afresh)).toEqual(acknowledged)
    }
    for (let round = 0; round < rounds; round++) {
      const outcome = failOnce(files, fault, 1 + (round % 3), round % 2 ? 'EIO' : 'ENOSPC')
      while (!outcome.fired) await Promise.all(Array.from({ length: callers }, (_, c) => caller(c)))
      await quiet(workspace)
      files.fault = () => undefined
      await expectTheSame()
      await caller(0, 1) // one more, too little for a new snapshot to cover up what went wrong
      await expectTheSame()
    }
    await workspace.file.close()
  })

  it('lets every step of making a new workspace fail, and the next save succeed', async () => {
    const seen: string[] = []
    const count = new FailingDisk()
    count.fault = (operation, path) => void seen.push(nameOf(operation, path))
    const whole = await openWorkspace(count, join(await tempFolder(), 'ws-x'))
    await increment(whole, 'd')
    await whole.file.close()
    for (const [step, fault] of seen.entries()) {
      const files = new FailingDisk()
      const folder = await tempFolder()
      const workspace = await openWorkspace(files, join(folder, 'ws-x'))
      failOnce(files, fault, seen.slice(0, step + 1).filter(one => one === fault).length, 'EIO')
      const saved = await increment(workspace, 'd')
      const copy = await copyOf(folder)
      const afresh = await openWorkspace(disk, join(copy, 'ws-x'))
      expect(numbers(afresh), fault).toEqual(saved ? { d: 1, total: 1 } : {})
      expect(await increment(workspace, 'd'), `the save after ${fault}`).toBe(true)
      const again = await openWorkspace(disk, join(await copyOf(folder), 'ws-x'))
      expect(numbers(again)).toEqual(numbers(workspace))
      await workspace.file.close()
    }
  })

  it('tells what was refused, where, why and the cure, and keeps the code of the cause', async () => {
    const files = new FailingDisk()
    const folder = join(await tempFolder(), 'ws-x')
    const workspace = await openWorkspace(files, folder)
    await increment(workspace, 'd')
    files.fault = operation => (operation === 'write' ? diskError('ENOSPC') : undefined)
    const save = workspace.update(tx => tx.put(counts, 'd', { n: 9, by: '' }))
    const message = expect.stringMatching(/ws-x.*ENOSPC.*Free some space/)
    await expect(save).rejects.toMatchObject({ code: 'ENOSPC', message, cause: { code: 'ENOSPC' } })
    await workspace.file.close()
  })

  it('refuses every save while a refused change cannot be taken back, and goes on as soon as it can', async () => {
    const files = new FailingDisk()
    const folder = join(await tempFolder(), 'ws-x')
    const workspace = await openWorkspace(files, folder)
    await increment(workspace, 'd')
    files.fault = operation =>
      operation === 'sync' || operation === 'truncate' ? diskError('EIO') : undefined
    for (let n = 0; n < 3; n++) {
      const save = workspace.update(tx => tx.put(counts, 'refused', { n, by: '' }))
      await expect(save).rejects.toMatchObject({
        code: 'EBROKEN',
        message: expect.stringContaining('data.log'),
      })
      expect(workspace.file.isIdle).toBe(false) // so it is not put out of memory, which alone knows what was refused
    }
    files.fault = () => undefined
    expect(await increment(workspace, 'd')).toBe(true)
    expect(numbers(await openWorkspace(disk, folder))).toEqual({ d: 2, total: 2 })
    await workspace.file.close()
  })

  it('takes back at closing what was refused', async () => {
    const files = new FailingDisk()
    const folder = join(await tempFolder(), 'ws-x')
    const workspace = await openWorkspace(files, folder)
    await increment(workspace, 'd')
    files.fault = operation => (operation === 'sync' ? diskError('EIO') : undefined)
    expect(await increment(workspace, 'd')).toBe(false)
    files.fault = () => undefined
    await workspace.file.close()
    expect(numbers(await openWorkspace(disk, folder))).toEqual({ d: 1, total: 1 })
  })
})

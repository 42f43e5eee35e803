import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { disk, type Files } from '../../src/store/disk/files.ts'
import { diskError, FailingDisk, nameOf } from './failing-disk.ts'
import { copyOfWorkspace, newLog } from './folder.ts'
import { endOf, marksIn, newFolder, openWorkspace, putMark, quiet } from './workspace-on.ts'

describe('A new snapshot', () => {
  it('keeps a change that is not committed out of a new snapshot', async () => {
    const files = new FailingDisk()
    const folder = await newFolder()
    const workspace = await openWorkspace(files, folder, { minLog: 100 })
    let [last, later]: [number, Promise<string> | undefined] = [0, undefined]
    const save = async () => {
      await putMark(workspace, ++last)
      await quiet(workspace)
    }
    for (let n = 0; n < 4; n++) await save()
    files.fault = (operation, path) => {
      if (operation === 'write' && path.endsWith('.tmp')) later ??= endOf(putMark(workspace, last + 1))
      return operation === 'write' && path.endsWith('data.log') && later ? diskError('EIO') : undefined
    }
    while (!later) await save()
    expect(await later).toBe('EIO')
    expect(marksIn(workspace)).toBe(last)
    expect(marksIn(await openWorkspace(disk, await copyOfWorkspace(folder)))).toBe(last)
    await workspace.file.close()
  })

  it('tells the operator that no snapshot could be written, loses nothing, and tries again', async () => {
    const files = new FailingDisk()
    const folder = await newFolder()
    const log = newLog()
    const workspace = await openWorkspace(files, folder, { minLog: 300, warn: log.warn })
    await putMark(workspace, 1)
    files.fault = (operation, path) =>
      operation === 'write' && path.endsWith('data.json.tmp') ? diskError('ENOSPC') : undefined
    for (let n = 2; n <= 30; n++) await putMark(workspace, n)
    await quiet(workspace)
    expect(log.lines.length).toBeGreaterThan(2)
    expect(log.lines.length).toBeLessThan(20)
    expect(log.lines[0]).toMatch(/ws-library: no new snapshot.*ENOSPC/)
    expect(marksIn(await openWorkspace(disk, await copyOfWorkspace(folder)))).toBe(30)
    files.fault = () => undefined
    for (let n = 31; n <= 60; n++) await putMark(workspace, n)
    await quiet(workspace)
    expect((await readFile(join(folder, 'data.json'))).length).toBeGreaterThan(200)
    await workspace.file.close()
  })

  it('does not put a snapshot in place that does not read as it was written', async () => {
    const folder = await newFolder()
    const log = newLog()
    const lying: Files = {
      ...disk,
      async open(path, how) {
        const file = await disk.open(path, how)
        const lies = path.endsWith('data.json.tmp') && last > 0
        return lies ? { ...file, write: bytes => file.write(bytes.subarray(0, 40)) } : file
      },
    }
    let last = 0
    const workspace = await openWorkspace(lying, folder, { minLog: 300, warn: log.warn })
    for (let n = 1; n <= 10; n++) {
      await putMark(workspace, n)
      last = n
    }
    await workspace.file.close()
    expect(log.lines[0]).toContain('does not read as it was written')
    expect(marksIn(await openWorkspace(disk, folder))).toBe(10)
  })

  it.each([
    ['rename of data.json', 1],
    ['link of data.log.bak', 1],
    ['rename of data.log', 1],
    ['syncFolder of ws-library', 1],
    ['syncFolder of ws-library', 2],
    ['syncFolder of ws-library', 3],
  ])('that was interrupted at %s (%i) does not lose the next save', async (step, nth) => {
    const files = new FailingDisk()
    const folder = await newFolder()
    const workspace = await openWorkspace(files, folder, { minLog: 300 })
    await putMark(workspace, 1)
    await quiet(workspace)
    let [seen, last] = [0, 1]
    files.fault = (operation, path) =>
      nameOf(operation, path) === step && ++seen >= nth ? diskError('EIO') : undefined
    while (seen < nth) {
      await putMark(workspace, ++last)
      await quiet(workspace)
    }
    files.fault = () => undefined
    await putMark(workspace, ++last)
    await quiet(workspace)
    expect(marksIn(await openWorkspace(disk, await copyOfWorkspace(folder)))).toBe(last)
    await workspace.file.close()
  })
})

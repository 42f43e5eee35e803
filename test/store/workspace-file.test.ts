import { rm } from 'node:fs/promises'
import { Low } from 'lowdb'
import { describe, expect, it } from 'vitest'
import { OperatorError } from '../../src/core/operator-error.ts'
import { disk } from '../../src/store/disk/files.ts'
import type { Docs } from '../../src/store/disk/format.ts'
import { WorkspaceFile } from '../../src/store/disk/workspace-file.ts'
import { diskError, FailingDisk } from './failing-disk.ts'
import { copyOfWorkspace } from './folder.ts'
import { endOf, marks, marksIn, newFolder, openWorkspace, putMark, quiet } from './workspace-on.ts'

describe('A workspace file', () => {
  it('serves lowdb: touch, change, write, and read it all again', async () => {
    const folder = await newFolder()
    const file = new WorkspaceFile(folder, { onRollback: () => {} })
    const low = new Low<Docs>(file, {})
    await low.read()
    file.touch([{ kind: 'note', id: 'x', before: undefined }])
    low.data.note = { x: { text: 'kept' } }
    await low.write()
    await file.close()
    const again = new Low<Docs>(new WorkspaceFile(folder, { onRollback: () => {} }), {})
    await again.read()
    expect(again.data.note?.x).toEqual({ text: 'kept' })
  })

  it('keeps a later change out of an earlier commit, though the log has to be opened first', async () => {
    const files = new FailingDisk()
    const folder = await newFolder()
    const workspace = await openWorkspace(files, folder)
    let [second, writes]: [Promise<string> | undefined, number] = [undefined, 0]
    files.fault = (operation, path) => {
      if (!path.endsWith('data.log')) return undefined
      if (operation === 'open') second = endOf(putMark(workspace, 2)) // while the first one waits for the log
      return operation === 'write' && ++writes === 2 ? diskError('ENOSPC') : undefined
    }
    await putMark(workspace, 1)
    expect(await second).toBe('ENOSPC')
    expect(marksIn(workspace)).toBe(1)
    expect(marksIn(await openWorkspace(disk, await copyOfWorkspace(folder)))).toBe(1)
    await workspace.file.close()
  })

  it('does not use a log whose name could not be made durable', async () => {
    const files = new FailingDisk()
    const folder = await newFolder()
    const workspace = await openWorkspace(files, folder)
    await putMark(workspace, 1)
    await workspace.file.rest()
    const seen: string[] = []
    files.fault = operation => {
      seen.push(operation)
      return operation === 'syncFolder' ? diskError('EIO') : undefined
    }
    await expect(putMark(workspace, 2)).rejects.toThrow('EIO')
    await expect(putMark(workspace, 2)).rejects.toThrow('EIO')
    expect(seen).toEqual(['open', 'syncFolder', 'close', 'open', 'syncFolder', 'close'])
    files.fault = () => undefined
    await putMark(workspace, 2)
    await workspace.file.close()
  })

  it('writes nothing for an update that changed nothing', async () => {
    const files = new FailingDisk()
    const workspace = await openWorkspace(files, await newFolder())
    await putMark(workspace, 1)
    await quiet(workspace)
    const before = files.operations
    expect(await workspace.update(async tx => (await tx.get(marks, 'last'))?.n)).toBe(1)
    expect(files.operations).toBe(before)
    await workspace.file.close()
  })

  it('refuses with the change that it read an update that changed nothing itself', async () => {
    const files = new FailingDisk()
    const workspace = await openWorkspace(files, await newFolder())
    await putMark(workspace, 1)
    files.fault = operation => (operation === 'sync' ? diskError('EIO') : undefined)
    const change = putMark(workspace, 2)
    const look = workspace.update(async tx => (await tx.get(marks, 'last'))?.n)
    const ends = await Promise.allSettled([change, look])
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    files.fault = () => undefined
    await workspace.file.close()
  })

  it('closes its file when it rests, and opens it again for the next save', async () => {
    const files = new FailingDisk()
    const seen: string[] = []
    const workspace = await openWorkspace(files, await newFolder())
    await putMark(workspace, 1)
    files.fault = (operation, path) => void (path.endsWith('data.log') && seen.push(operation))
    await workspace.file.rest()
    await putMark(workspace, 2)
    expect(seen).toEqual(['close', 'open', 'write', 'sync'])
    await workspace.file.close()
  })

  it('refuses to save after it was closed, and what it refused is not in memory either', async () => {
    const workspace = await openWorkspace(disk, await newFolder())
    await putMark(workspace, 1)
    await workspace.file.close()
    await expect(putMark(workspace, 2)).rejects.toMatchObject({ code: 'ECLOSED' })
    expect(marksIn(workspace)).toBe(1)
  })

  it('takes back what waits when it is stopped, and keeps what is on its way', async () => {
    const files = new FailingDisk()
    const folder = await newFolder()
    const workspace = await openWorkspace(files, folder)
    await putMark(workspace, 1)
    const lost = new OperatorError('ELOCKED', 'somebody else is in')
    let waiting: Promise<unknown> | undefined
    files.fault = operation => {
      if (operation === 'write') waiting = putMark(workspace, 3).catch(error => error)
      if (operation === 'sync') workspace.file.stop(lost)
      return undefined
    }
    await putMark(workspace, 2)
    expect(await waiting).toBe(lost)
    expect(marksIn(workspace)).toBe(2)
    expect(marksIn(await openWorkspace(disk, await copyOfWorkspace(folder)))).toBe(2)
    await workspace.file.close()
  })

  it('refuses to save, with the cure, when its folder was deleted under it', async () => {
    const folder = await newFolder()
    const workspace = await openWorkspace(disk, folder)
    await putMark(workspace, 1)
    await workspace.file.rest()
    await rm(folder, { recursive: true })
    await expect(putMark(workspace, 2)).rejects.toMatchObject({
      code: 'ENOENT',
      message: expect.stringContaining('put it back and start again'),
    })
    await workspace.file.close()
  })
})

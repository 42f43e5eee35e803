import { appendFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { disk } from '../../src/store/disk/files.ts'
import { newestFormat } from '../../src/store/disk/migrations.ts'
import { FailingDisk } from './failing-disk.ts'
import { newLog, tempFolder } from './folder.ts'
import { marksIn, openWorkspace, putMark } from './workspace-on.ts'

async function workspaceWith(updates: number, minLog = 600): Promise<string> {
  const folder = join(await tempFolder(), 'ws-library')
  const workspace = await openWorkspace(disk, folder, { minLog })
  for (let n = 1; n <= updates; n++) await putMark(workspace, n)
  await workspace.file.close()
  return folder
}

describe('A workspace on the disk', () => {
  it('is plain text: a snapshot, and a log with a line for each commit', async () => {
    const folder = await workspaceWith(3, 10_000)
    expect(await readFile(join(folder, 'data.json'), 'utf8')).toMatch(
      new RegExp(
        `^\\{"format":${newestFormat},"crc":"[0-9a-f]{8}","generation":1,"folder":"ws-library","docs":\\{\\}\\}\n$`,
      ),
    )
    const lines = (await readFile(join(folder, 'data.log'), 'utf8')).trimEnd().split('\n')
    expect(lines[0]).toMatch(
      new RegExp(
        `^[0-9a-f]{8} \\{"format":${newestFormat},"generation":1,"folder":"ws-library","marked":true\\}$`,
      ),
    )
    expect(lines.length).toBe(4)
    expect(JSON.parse(lines[1]?.slice(9) ?? '')[1]).toEqual({ k: 'mark', i: 'last', v: { n: 1, text: '' } })
  })

  it('is for its own user only', async () => {
    const folder = await workspaceWith(40)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    for (const name of await readdir(folder))
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
  })

  it('makes its name durable in the folder above', async () => {
    const files = new FailingDisk()
    const folder = join(await tempFolder(), 'ws-library')
    const synced: string[] = []
    files.fault = (operation, path) => void (operation === 'syncFolder' && synced.push(path))
    const workspace = await openWorkspace(files, folder)
    await putMark(workspace, 1)
    await workspace.file.close()
    expect(synced).toContain(dirname(folder))
  })

  it('leaves no temporary file behind', async () => {
    const names = await readdir(await workspaceWith(60))
    expect(names.sort()).toEqual(['data.json', 'data.json.bak', 'data.log', 'data.log.bak', 'data.mark'])
  })
})

describe('An unfinished save at the end of the log', () => {
  it('is cut off; the bytes are kept beside it, and the operator is told in one line', async () => {
    const folder = await workspaceWith(5)
    await appendFile(join(folder, 'data.log'), '12345678 [{"k":"mark"')
    const log = newLog()
    expect(marksIn(await openWorkspace(disk, folder, { warn: log.warn }))).toBe(5)
    const torn = (await readdir(folder)).filter(name => name.includes('torn'))
    expect(torn.length).toBe(1)
    expect(await readFile(join(folder, torn[0] ?? ''), 'utf8')).toBe('12345678 [{"k":"mark"')
    expect(log.lines).toEqual([expect.stringMatching(/data\.log: cut 21 bytes.*torn-/)])
    expect(marksIn(await openWorkspace(disk, folder, { warn: log.warn }))).toBe(5)
    expect(log.lines.length).toBe(1)
  })
})

describe('A damaged workspace', () => {
  it('is refused with the file, the backup and the cure; one copy is kept, however often it is tried', async () => {
    const folder = await workspaceWith(60)
    await writeFile(join(folder, 'data.json'), 'not json')
    for (let start = 0; start < 3; start++) {
      await expect(openWorkspace(disk, folder)).rejects.toMatchObject({
        code: 'ECORRUPT',
        message: expect.stringMatching(/data\.json: .*Nothing was changed.*data\.json\.bak.*start again/),
      })
    }
    expect(await readFile(join(folder, 'data.json'), 'utf8')).toBe('not json')
    const copies = (await readdir(folder)).filter(name => name.includes('corrupt'))
    expect(copies).toEqual([expect.stringMatching(/^data\.json\.corrupt-[0-9a-f]{8}$/)])
  })

  it('is refused though only the older files are left', async () => {
    const folder = await workspaceWith(60)
    for (const name of ['data.json', 'data.log', 'data.json.bak']) await rm(join(folder, name))
    await expect(openWorkspace(disk, folder)).rejects.toMatchObject({
      code: 'EMISSING',
      message: expect.stringMatching(/data\.json is missing.*Nothing was changed/),
    })
  })
})

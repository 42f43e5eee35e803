import { cp, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { fresh, talk } from './hearth.ts'

const note = ['note the quince jam']
const built = (tool: string) => join(packageRoot(), `dist/start/${tool}.js`)

/** Hearth was used, and keeps something in its data folder. */
async function used(data = join(fresh(), 'data'), more: { cwd?: string; env?: Record<string, string> } = {}) {
  const { code, err } = await talk(note, { ...more, env: { DATA_DIR: data, ...more.env } })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return data
}

const begin = (data: string, flags: string[] = [], env: Record<string, string> = {}) =>
  talk(['notes'], { flags, env: { DATA_DIR: data, ...env } })

/** It ended in words, without a stack, and made nothing. */
function refused({ code, err }: { code: number | null; err: string }): string {
  expect(code).toBe(1)
  expect(err).not.toMatch(/ at .*\.js|node:internal/)
  return err
}

describe('Hearth never begins empty by mistake', () => {
  it('where the disk with its data is not mounted: an empty folder in its place', async () => {
    const data = await used()
    await rename(data, `${data}.elsewhere`)
    await mkdir(data)
    const said = refused(await begin(data))
    expect(said).toContain(`Hearth kept console-here in ${data}`)
    expect(said).toMatch(/mounted.*start again/)
    expect(await readdir(data)).toEqual([])
    // Mounted again, all is there.
    await rm(data, { recursive: true })
    await rename(`${data}.elsewhere`, data)
    expect(await begin(data)).toMatchObject({ code: 0, out: expect.stringContaining('the quince jam') })
  })

  it('where the folder is gone altogether, or one of the libraries in it', async () => {
    const data = await used()
    await cp(join(data, 'ws-console-here'), join(data, 'ws-slack-T1'), { recursive: true })
    await rm(join(data, 'ws-slack-T1'), { recursive: true })
    await rename(data, `${data}.elsewhere`)
    expect(refused(await begin(data))).toContain('console-here')
    await expect(readdir(data)).rejects.toThrow(/ENOENT/)
  })

  it('but does where it is told to, and takes note of that', async () => {
    const data = await used()
    await rm(data, { recursive: true })
    const said = refused(await begin(data))
    expect(said).toContain('--begin-anew')
    expect(await begin(data, ['--begin-anew'])).toMatchObject({ code: 0, err: '' })
    expect(await begin(data)).toMatchObject({ code: 0, err: '' })
  })

  it('where DATA_DIR is a link that leads nowhere, or lies below one', async () => {
    const folder = fresh()
    await symlink(join(folder, 'not-mounted'), join(folder, 'link'))
    for (const data of [join(folder, 'link'), join(folder, 'link', 'data')]) {
      const said = refused(await begin(data))
      expect(said).toMatch(/link is a link that leads nowhere.*mounted/)
    }
    expect(await readdir(folder)).toEqual(['link'])
  })

  it('where a link leads to another folder than it did, which is empty', async () => {
    const folder = fresh()
    for (const name of ['one', 'other']) await mkdir(join(folder, name))
    await symlink(join(folder, 'one'), join(folder, 'link'))
    const data = await used(join(folder, 'link'))
    await rm(join(folder, 'link'))
    await symlink(join(folder, 'other'), join(folder, 'link'))
    expect(refused(await begin(data))).toContain(`when that led to ${join(folder, 'one')}`)
  })

  it('where DATA_DIR is a file', async () => {
    const file = join(fresh(), 'data')
    await writeFile(file, 'not a folder')
    expect(refused(await begin(file))).toMatch(/data is a file.*Set DATA_DIR to another/)
  })

  it.each([
    ['~/hearth', /DATA_DIR is "~\/hearth".*Write the whole path/],
    ['$HOME/hearth', /DATA_DIR is "\$HOME\/hearth".*in place of \$HOME/],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what somebody may write
    ['${HOME}/hearth', /DATA_DIR.*Write the whole path/],
    ['%APPDATA%\\hearth', /DATA_DIR.*in place of %APPDATA%/],
    ['"C:\\new\\table"', /DATA_DIR is "C:\\new.*line break.*without quotes/],
  ])('where .env has DATA_DIR=%s', async (value, said) => {
    const cwd = fresh()
    await writeFile(join(cwd, '.env'), `DATA_DIR=${value}\n`)
    const { code, err } = await talk([], { cwd })
    expect(refused({ code, err })).toMatch(said)
    expect(await readdir(cwd)).toEqual(['.env'])
  })

  it('where it is started in another folder than usual', async () => {
    const [HOME, usual, other] = [fresh(), fresh(), fresh()]
    const env = { HOME }
    await writeFile(join(usual, '.env'), 'LOG_LEVEL=error\n')
    expect(await talk(note, { cwd: usual, env })).toMatchObject({ code: 0, err: '' })
    const said = refused(await talk(['notes'], { cwd: other, env }))
    expect(said).toContain(`Hearth keeps console-here in ${join(usual, 'data')}`)
    expect(said).toContain(`cd ${usual}`)
    expect(await readdir(other)).toEqual([])
    // Where somebody says which folder it is, it is that one.
    expect((await talk(['notes'], { cwd: other, env: { ...env, DATA_DIR: join(other, 'new') } })).code).toBe(
      0,
    )
    const again = await talk(['notes'], { cwd: usual, env })
    expect(again.out).toContain('the quince jam')
  })

  it('and the doctor, and a backup, say what is missing, and never that something can be written to that is not there', async () => {
    const data = await used()
    await rename(data, `${data}.elsewhere`)
    const look = await talk([], { file: built('doctor'), env: { DATA_DIR: data } })
    expect(look.code).toBe(1)
    expect(look.out).toContain(`BROKEN   Hearth kept console-here in ${data}`)
    expect(look.out).toContain(`${data} is not there yet`)
    expect(look.out).not.toContain(`${data} can be written to`)
    const backup = await talk([], { file: built('backup'), env: { DATA_DIR: data } })
    expect(backup).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('Hearth kept console-here'),
    })

    const folder = fresh()
    await symlink(join(folder, 'not-mounted'), join(folder, 'link'))
    const dangling = await talk([], { file: built('doctor'), env: { DATA_DIR: join(folder, 'link') } })
    expect(dangling.out).toMatch(/BROKEN.*link is a link that leads nowhere/)
    expect(dangling.out).not.toContain('can be written to\n')
  })

  it('with the note in whatever second place it has: STATE_DIR, the backups, or beside the data', async () => {
    const folder = fresh()
    const env = { STATE_DIR: join(folder, 'state'), BACKUP_DIR: join(folder, 'backups') }
    const data = await used(join(folder, 'data'), { env })
    const places = [env.STATE_DIR, env.BACKUP_DIR, folder]
    for (const only of places) {
      for (const other of places) {
        if (other === only) continue
        for (const name of await readdir(other)) if (name.endsWith('.json')) await rm(join(other, name))
      }
      await rename(data, `${data}.elsewhere`)
      expect(refused(await begin(data, [], env)), only).toContain('console-here')
      await rename(`${data}.elsewhere`, data)
      expect((await begin(data, [], env)).code).toBe(0)
    }
  })
})

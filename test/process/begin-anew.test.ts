import { cp, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { loadDotEnv, tellsTheCure } from '../../src/config/environment.ts'
import { packageRoot } from '../../src/config/paths.ts'
import { notes } from '../../src/features/walkthrough/note-command.ts'
import { keepNoting, refuseIfMissing } from '../../src/operations/known-libraries.ts'
import { openJsonStore } from '../../src/store/json.ts'
import { fresh, talk } from './hearth.ts'

const note = ['note the quince jam']
const built = (tool: string) => join(packageRoot(), `dist/start/${tool}.js`)

/** Hearth was used, and keeps something in its data folder. */
async function used(data = join(fresh(), 'data')) {
  const { code, err } = await talk(note, { env: { DATA_DIR: data } })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return data
}

const begin = (data: string, flags: string[] = []) => talk(['notes'], { flags, env: { DATA_DIR: data } })

/** It ended in words, without a stack, and made nothing. */
function refused({ code, err }: { code: number | null; err: string }): string {
  expect(code).toBe(1)
  expect(err).not.toMatch(/ at .*\.js|node:internal/)
  return err
}

// Whole starts, as above, show that what is refused ends the process, in words; the further cases ask in this process what a start asks first.

const circumstances = (environment: Record<string, string>) => ({
  config: readConfig(environment),
  folder: fresh(),
  program: packageRoot(),
  environment,
})

/** Something is kept in a data folder, and noted as a Hearth that runs there notes it. */
async function kept(data = join(fresh(), 'data'), env: Record<string, string> = {}): Promise<string> {
  const store = await openJsonStore(data)
  const jam = { text: 'the quince jam', by: 'ana', at: 1 }
  await store.update('console-here', tx => tx.put(notes, 'jam', jam))
  await store.close()
  await keepNoting(circumstances({ DATA_DIR: data, ...env }))()
  return data
}

/** What a start there is refused with, in words; nothing, where it goes on. */
async function refusal(data: string, env: Record<string, string> = {}): Promise<string> {
  try {
    await refuseIfMissing(circumstances({ DATA_DIR: data, ...env }))
    return ''
  } catch (error) {
    if (!tellsTheCure(error)) throw error
    return error.message
  }
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
    const data = await kept()
    expect(await refusal(data)).toBe('')
    await cp(join(data, 'ws-console-here'), join(data, 'ws-slack-t1'), { recursive: true })
    await keepNoting(circumstances({ DATA_DIR: data }))()
    await rm(join(data, 'ws-slack-t1'), { recursive: true })
    expect(await refusal(data)).toContain('Hearth kept slack-t1 in')
    await rename(data, `${data}.elsewhere`)
    expect(await refusal(data)).toContain('Hearth kept console-here, slack-t1 in')
    await expect(readdir(data)).rejects.toThrow(/ENOENT/)
  })

  it('but does where it is told to, and takes note of that', async () => {
    const data = await kept()
    await rm(data, { recursive: true })
    const said = refused(await begin(data))
    expect(said).toContain('--begin-anew')
    expect(await begin(data, ['--begin-anew'])).toMatchObject({ code: 0, err: '' })
    expect(await begin(data)).toMatchObject({ code: 0, err: '' })
  })

  it('where DATA_DIR is a link that leads nowhere, or lies below one', async () => {
    const folder = fresh()
    await symlink(join(folder, 'not-mounted'), join(folder, 'link'))
    const words = /link is a link that leads nowhere.*mounted/
    expect(refused(await begin(join(folder, 'link', 'data')))).toMatch(words)
    expect(await refusal(join(folder, 'link'))).toMatch(words)
    expect(await readdir(folder)).toEqual(['link'])
  })

  it('where a link leads to another folder than it did, which is empty', async () => {
    const folder = fresh()
    for (const name of ['one', 'other']) await mkdir(join(folder, name))
    await symlink(join(folder, 'one'), join(folder, 'link'))
    const data = await kept(join(folder, 'link'))
    await rm(join(folder, 'link'))
    await symlink(join(folder, 'other'), join(folder, 'link'))
    expect(await refusal(data)).toContain(`when that led to ${join(folder, 'one')}`)
  })

  it('where DATA_DIR is a file', async () => {
    const file = join(fresh(), 'data')
    await writeFile(file, 'not a folder')
    expect(await refusal(file)).toMatch(/data is a file.*Set DATA_DIR to another/)
  })

  it.each([
    ['$HOME/hearth', /DATA_DIR is "\$HOME\/hearth".*in place of \$HOME/],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what somebody may write
    ['${HOME}/hearth', /DATA_DIR.*Write the whole path/],
    ['%APPDATA%\\hearth', /DATA_DIR.*in place of %APPDATA%/],
    ['"C:\\new\\table"', /DATA_DIR is "C:\\new.*line break.*without quotes/],
  ])('where .env has DATA_DIR=%s', async (value, said) => {
    const cwd = fresh()
    await writeFile(join(cwd, '.env'), `DATA_DIR=${value}\n`)
    const environment: Record<string, string> = {}
    expect(loadDotEnv(cwd, environment).faults).toEqual([])
    expect(() => readConfig(environment)).toThrow(said)
  })

  it('where .env has DATA_DIR=~/hearth, which ends the start before anything is made', async () => {
    const cwd = fresh()
    await writeFile(join(cwd, '.env'), 'DATA_DIR=~/hearth\n')
    const { code, err } = await talk([], { cwd })
    expect(refused({ code, err })).toMatch(/DATA_DIR is "~\/hearth".*Write the whole path/)
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
    const data = await kept()
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
    const data = join(folder, 'data')
    const places = [env.STATE_DIR, env.BACKUP_DIR, folder]
    for (const only of places) {
      await kept(data, env)
      for (const other of places) {
        if (other === only) continue
        for (const name of await readdir(other)) if (name.endsWith('.json')) await rm(join(other, name))
      }
      await rename(data, `${data}.elsewhere`)
      expect(await refusal(data, env), only).toContain('console-here')
      await rename(`${data}.elsewhere`, data)
      expect(await refusal(data, env)).toBe('')
    }
  })
})

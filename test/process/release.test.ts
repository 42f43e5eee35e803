import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { fresh, RunningHearth, talk } from './hearth.ts'

const root = packageRoot()
/** Apart from everything: no folder above it has packages. */
const folder = fresh()
const hearth = join(folder, 'hearth')
const file = join(hearth, 'dist/src/start.cjs')

/** The files of a release, by their paths in it. */
const files = () =>
  readdirSync(hearth, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))

describe('A release', () => {
  beforeAll(() => {
    const { stderr } = spawnSync(process.execPath, [join(root, 'scripts/release.mjs'), folder], {
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
  })

  it('is at most 20 MB, and comes packed as well', () => {
    const bytes = files().reduce((sum, one) => sum + statSync(one).size, 0)
    expect(bytes).toBeLessThan(20e6)
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const listed = spawnSync('tar', ['-tzf', join(folder, `hearth-${version}.tar.gz`)], { encoding: 'utf8' })
    expect(listed.stdout.split('\n')).toEqual(
      expect.arrayContaining(['hearth/dist/src/start.cjs', 'hearth/content/guide.yaml']),
    )
  })

  it('says whose code it takes along, and under which license', () => {
    const notices = readFileSync(join(hearth, 'THIRD-PARTY-NOTICES.txt'), 'utf8')
    const taken = new Set([...notices.matchAll(/^(\S+) \d+\.\d+\.\d+\S*: \S/gm)].map(([, name]) => name))
    const carried = readdirSync(join(hearth, 'node_modules'))
    expect([...taken]).toEqual(expect.arrayContaining([...carried, '@slack/bolt', 'botbuilder', 'lowdb']))
    expect(notices).toContain('Mozilla Public License')
  })

  it('holds no secrets, no sources, no tests, and no tool of the build', () => {
    const names = files().map(one => one.slice(hearth.length + 1))
    expect(names).not.toContain('.env')
    expect(
      names.filter(one =>
        /^(src|test|bench|data)[\\/]|^dist.*\.map$|node_modules[\\/](typescript|rolldown)/.test(one),
      ),
    ).toEqual([])
    const { dependencies, devDependencies, scripts } = JSON.parse(
      readFileSync(join(hearth, 'package.json'), 'utf8'),
    )
    expect({ dependencies, devDependencies }).toEqual({})
    for (const line of Object.values<string>(scripts))
      expect(existsSync(join(hearth, line.replace(/^node /, ''))), line).toBe(true)
  })

  it('runs in the terminal with nothing else, with content of a library’s own', async () => {
    const own = fresh()
    const year = new Date().getFullYear() + 1
    writeFileSync(join(own, 'icebreakers.yaml'), '- { id: tiny-or-huge, retired: true }\n')
    writeFileSync(
      join(own, 'holidays.ics'),
      [
        ...[
          'BEGIN:VCALENDAR',
          'BEGIN:VEVENT',
          'UID:1',
          'SUMMARY:Inventory',
          `DTSTART;VALUE=DATE:${year}0324`,
        ],
        ...[`DTEND;VALUE=DATE:${year}0325`, 'END:VEVENT', 'END:VCALENDAR', ''],
      ].join('\r\n'),
    )
    const { code, out, err } = await talk(['icebreaker teens', 'hearth closed'], {
      file,
      env: { CONTENT_DIR: own },
    })
    expect(out).toContain('Is it right for us')
    expect(out).toContain('Inventory')
    expect(err).toBe('')
    expect(code).toBe(0)
  })

  it('keeps what Node compiled with the bundles, where Node can and the folder may be written to', async () => {
    const cache = join(hearth, 'dist/compile-cache')
    const can = 'enableCompileCache' in module
    await talk(['hearth'], { file })
    expect(existsSync(cache)).toBe(can)
    rmSync(cache, { recursive: true, force: true })
    writeFileSync(cache, 'no folder')
    const { out, err, code } = await talk(['hearth'], { file })
    rmSync(cache)
    expect(out).toContain('Hearth is ready')
    expect({ err, code }).toEqual({ err: '', code: 0 })
  })

  it('serves its page in the browser, and tells that it is alive', async () => {
    const served = new RunningHearth({ file, env: { PORT: '0' } })
    const port = await served.ready()
    const page = await fetch(`http://localhost:${port}/`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<title>')
    expect((await fetch(`http://localhost:${port}/healthz`)).status).toBe(200)
    const script = statSync(join(hearth, 'dist/page/hearth.js')).size
    expect(script).toBeLessThan(40_000)
    expect((await served.leave()).code).toBe(0)
  })

  it('backs up, restores and is looked at by its own commands', () => {
    const env = { PATH: process.env.PATH ?? '', PORT: '0' }
    const cwd = fresh()
    const run = (name: string) =>
      spawnSync(process.execPath, [join(hearth, `dist/start/${name}.js`)], { cwd, env, encoding: 'utf8' })
    spawnSync(process.execPath, [file], { cwd, env, input: 'note the kettle leaks\n' })
    expect(run('backup').stdout).toContain('it is whole')
    expect(run('restore').stdout).toContain('backup')
    expect(run('doctor').stdout).toContain('Settings')
  })
})

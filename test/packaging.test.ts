import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { knownVariables } from '../src/config/config.ts'
import { packageRoot } from '../src/config/paths.ts'

const root = packageRoot()
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const start = String(JSON.parse(read('package.json')).scripts.start).replace(/^node /, '')

describe('The container', () => {
  const [, build = '', final = ''] = read('Dockerfile').split(/^FROM .*$/m)

  it('copies what there is, and the build is let in by .dockerignore', () => {
    const copied = [...build.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(match =>
      (match[1] ?? '').split(' '),
    )
    expect(copied.length).toBeGreaterThan(5)
    const ignored = read('.dockerignore').split('\n')
    for (const path of copied) {
      expect(existsSync(join(root, path)), path).toBe(true)
      expect(ignored).toContain(`!${path}`)
    }
  })

  it('keeps secrets and what people wrote out of the image', () => {
    const lines = read('.dockerignore')
      .split('\n')
      .filter(line => line && !line.startsWith('#'))
    expect(lines[0]).toBe('*')
    expect(lines.at(-1)).toBe('**/.env*')
    for (const name of ['data', 'test', '.git', 'node_modules']) expect(lines).not.toContain(`!${name}`)
  })

  it('runs what `npm start` runs, not as root, with a volume for what is stored and a check of its health', () => {
    expect(final).toContain(`CMD ["node", "${start}"]`)
    expect([...final.matchAll(/^USER (.+)$/gm)].map(match => match[1])).toEqual(['node'])
    expect(final).toMatch(
      /DATA_DIR=\/data[\s\S]*install -d -o node -g node -m 0700 \/data[\s\S]*USER node[\s\S]*VOLUME \/data/,
    )
    expect(final).toMatch(/^HEALTHCHECK [\s\S]*\/healthz/m)
  })

  it('takes along all that is loaded: in the terminal, on Slack and Teams, for content of one’s own, for the doctor', async () => {
    const image = mkdtempSync(join(tmpdir(), 'hearth-image-'))
    for (const [, from = '', to = ''] of final.matchAll(/^COPY --from=build \/app\/(\S+) (\S+)$/gm))
      cpSync(join(root, from), to.endsWith('/') ? join(image, to, from) : join(image, to), {
        recursive: true,
      })
    const run = (script: string, input: string, environment: Record<string, string> = {}) => {
      const cwd = mkdtempSync(join(tmpdir(), 'hearth-image-run-'))
      const env = { PATH: process.env.PATH ?? '', ...environment }
      return spawnSync(process.execPath, [join(image, script)], { cwd, env, input, encoding: 'utf8' })
    }
    const own = mkdtempSync(join(tmpdir(), 'hearth-image-content-'))
    writeFileSync(join(own, 'icebreakers.yaml'), '- { id: tiny-or-huge, retired: true }\n')
    const talk = run(start, 'icebreaker teens\n', { CONTENT_DIR: own })
    expect(talk.stderr).toBe('')
    expect(talk.stdout).toContain('An icebreaker for you')
    // Neither gets further than that: by then everything is loaded.
    const taken = createServer().listen(0)
    const { port } = taken.address() as AddressInfo
    const slack = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: '0123456789abcdef',
      SLACK_API_URL: 'http://127.0.0.1:1/',
    }
    const teams = { TEAMS_LOCAL: '1', PORT: String(port) }
    expect(run(start, '', slack).stderr).toContain('Slack could not be reached')
    expect(run(start, '', teams).stderr).toContain('EADDRINUSE')
    taken.close()
    expect(run('dist/start/doctor.js', '').stdout).toContain('Settings')
  })

  it('is built and run on the same Node', () => {
    const images = [...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(match => match[1])
    expect(new Set(images)).toEqual(new Set(['node:22-slim']))
  })

  it('is bounded in memory, processes and logs', () => {
    const { hearth } = parse(read('compose.yaml')).services
    expect(hearth).toMatchObject({ mem_limit: '768m', memswap_limit: '768m', pids_limit: 200 })
    expect(hearth.logging).toEqual({ driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } })
  })

  it('is given only settings that Hearth knows', () => {
    const set = [...read('compose.yaml').matchAll(/^ {6}([A-Z_]+):/gm)].map(match => match[1] ?? '')
    expect(set).toEqual(['DATA_DIR', 'BACKUP_DIR'])
    expect(knownVariables()).toEqual(expect.arrayContaining(set))
  })
})

describe('The service of systemd', () => {
  const unit = read('scripts/hearth.service')

  it('runs what `npm start` runs, as a user of its own, and may write in one place', () => {
    expect(unit).toContain(`ExecStart=/usr/bin/node ${start}\n`)
    expect(unit).toMatch(/^User=hearth$/m)
    expect(unit).toMatch(/^ProtectSystem=strict$/m)
    expect(unit).toMatch(/^StateDirectory=hearth$/m)
    expect(unit).not.toMatch(/^ReadWritePaths/m)
  })

  it('is bounded in memory, threads, open files and lines of log, and leaves no copy of its memory', () => {
    const set = new Map([...unit.matchAll(/^([A-Za-z]+)=(.*)$/gm)].map(([, name, value]) => [name, value]))
    expect(Object.fromEntries(set)).toMatchObject({
      MemoryMax: '768M',
      MemorySwapMax: '0',
      TasksMax: '200',
      LimitNOFILE: '16384',
      LogRateLimitIntervalSec: '60',
      LogRateLimitBurst: '600',
      LimitCORE: '0',
    })
  })

  const analyzer = spawnSync('systemd-analyze', ['--version']).status === 0
  it.runIf(analyzer)('is well shut in, as systemd itself judges it', () => {
    const { stdout } = spawnSync(
      'systemd-analyze',
      ['security', '--offline=true', join(root, 'scripts/hearth.service')],
      {
        encoding: 'utf8',
      },
    )
    const [, level] = /Overall exposure level for \S+ (\d+\.\d+)/.exec(stdout) ?? []
    expect(Number(level)).toBeLessThan(2)
  })
})

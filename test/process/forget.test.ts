import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { backUp } from '../../src/store/backup.ts'
import { disk } from '../../src/store/disk/files.ts'
import { everythingIn } from '../bytes.ts'
import { fresh, talk as talkTo } from './hearth.ts'

/** What `npm start` runs; `npm test` has built it. */
const start = join(packageRoot(), 'dist/src/start.cjs')
const preload = join(packageRoot(), 'test/process/kill-at-rename.mjs')

/** Types these lines into a Hearth in the terminal, and tells how it ended. `killAt`: it is killed before its so-manieth rename. */
async function talk(dataDir: string, lines: readonly string[], killAt?: number) {
  const { PATH = '' } = process.env
  const args = killAt === undefined ? [start] : ['--import', preload, start]
  const env = { PATH, DATA_DIR: dataDir, ...(killAt !== undefined && { KILL_AT_RENAME: String(killAt) }) }
  const child: ChildProcess = spawn(process.execPath, args, { cwd: tmpdir(), env })
  child.stdout?.resume()
  child.stderr?.resume()
  child.stdin?.on('error', () => {})
  child.stdin?.end(lines.map(line => `${line}\n`).join(''))
  return new Promise<string | number | null>(resolve => {
    child.on('close', (code, signal) => resolve(signal ?? code))
  })
}

describe('Forgetting somebody, with the process killed in the middle', () => {
  it('is finished at the next start, wherever it was killed', async () => {
    const ends: unknown[] = []
    const full = await mkdtemp(join(tmpdir(), 'hearth-forget-'))
    await talk(full, [
      '/as zelda',
      '/dm',
      'gathering dm Quince tea',
      'all quinces',
      '/as ben',
      '/dm',
      'note plums',
    ])
    const places = { files: disk, root: full, backups: join(full, 'backups') }
    await backUp(places, Date.now() - 2)
    for (let at = 1; ends.at(-1) !== 0 && at < 12; at++) {
      const dataDir = `${full}-${at}`
      await cp(full, dataDir, { recursive: true })
      ends.push(await talk(dataDir, ['/as zelda', '/dm', 'hearth forget me yes'], at))
      await talk(dataDir, ['/quit'])
      const left = await everythingIn(dataDir)
      expect(left.match(/.{0,60}(zelda|quince).{0,60}/gi) ?? [], `killed at rename ${at}`).toEqual([])
      expect(left).toContain('plums')
    }
    expect(ends.filter(end => end === 'SIGKILL').length).toBeGreaterThan(2)
    expect(ends.at(-1)).toBe(0)
  })
})

describe('Forgetting somebody, with BACKUP_DIR moved meanwhile', () => {
  it('is done in every folder that it ever named, and in the usual one', async () => {
    const folder = fresh()
    const backup = join(packageRoot(), 'dist/start/backup.js')
    const settings = (backups?: string) => ({
      DATA_DIR: join(folder, 'data'),
      ...(backups && { BACKUP_DIR: join(folder, backups) }),
    })
    const words = ['/as zelda', '/dm', 'note all quinces', '/as ben', '/dm', 'note plums']
    await talkTo(words, { env: settings() })
    for (const where of [undefined, 'one', 'two'])
      expect(await talkTo([], { env: settings(where), file: backup })).toMatchObject({ code: 0 })
    expect((await everythingIn(folder)).match(/quinces/g)?.length).toBeGreaterThanOrEqual(4)

    await talkTo(['/as zelda', '/dm', 'hearth forget me yes'], { env: settings('three') })
    const left = await everythingIn(folder)
    expect(left.match(/.{0,60}(zelda|quince).{0,60}/gi) ?? []).toEqual([])
    expect(left).toContain('plums')
    expect(await everythingIn(join(folder, 'three'))).toContain('plums')
  })
})

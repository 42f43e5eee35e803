import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../src/paths.ts'

it('the playground run tells what it lacks, and fails nothing for it', () => {
  const empty = mkdtempSync(join(tmpdir(), 'hearth-no-chromium-'))
  const run = join(packageRoot(), 'test/playground/run.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [run], {
    env: { PATH: empty },
    encoding: 'utf8',
  })
  expect(stdout).toMatch(/^Skipped: the playground run\. .+\.\n$/)
  expect(stderr).toBe('')
  expect(status).toBe(0)
})

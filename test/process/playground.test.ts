import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'

const skipped = (path: string) => {
  const run = join(packageRoot(), 'test/playground/run.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [run], {
    env: { PATH: path },
    encoding: 'utf8',
  })
  expect(stdout).toMatch(/^Skipped: the playground run\. .+\.\n$/)
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return stdout
}

it('the playground run tells what it lacks, and fails nothing for it', () => {
  skipped(mkdtempSync(join(tmpdir(), 'hearth-no-chromium-')))
})

it.runIf(process.platform === 'linux')('a Chromium that does not start is told of, too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-lame-chromium-'))
  writeFileSync(join(folder, 'chromium'), '#!/bin/sh\nexit 1\n')
  chmodSync(join(folder, 'chromium'), 0o755)
  expect(skipped(folder)).toMatch(/does not start here/)
})

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../src/config/paths.ts'

const script = join(packageRoot(), 'scripts/test-fast.mjs')
const told = (...folders: string[]) => {
  const { stdout, stderr } = spawnSync(process.execPath, [script, '--dry', ...folders], { encoding: 'utf8' })
  return stdout + stderr
}

it.each([
  ['src/features/plan', 'test/features/plan'],
  ['adapters/slack/receive', 'test/adapters/slack/receive'],
  ['src/core/delivery', 'test/core/delivery'],
  ['content/icebreakers', 'test/content'],
  ['manifest/teams', 'test/adapters/teams/manifest.test.ts'],
])('`npm run test:fast` finds the tests of %s, and adds what holds everywhere', (folder, tests) => {
  expect(told(folder)).toContain(
    `and the tests in ${tests === 'test/adapters/teams/manifest.test.ts' ? 'test/adapters/slack/manifest.test.ts, ' : ''}${tests}`,
  )
  expect(told(folder)).toContain('test/boundaries.test.ts')
})

it('`npm run test:fast` looks at the screens of every feature where one may have changed', () => {
  expect(told('src/features/plan')).toMatch(/test\/pseudo, test\/features\/bad-input\.test\.ts/)
  expect(told('src/core/delivery')).not.toMatch(/test\/pseudo/)
})

it('`npm run test:fast` says so where no tests mirror a folder', () => {
  expect(told('docs')).toMatch(/No tests mirror docs/)
})

// For one folder's work: the types of what changed, the form of that folder, and its tests. `npm run test:fast -- src/features/plan`;
// named none, the folders in which git sees something changed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const named = process.argv.slice(2).map(path => path.replace(/\/+$/, ''))
const folders = [...new Set(named.length > 0 ? named : changed())].filter(path => existsSync(path))
const tests = [...new Set(folders.flatMap(path => testsOf(path) ?? []))]
if (folders.length === 0) stop('Nothing has changed. Name a folder: npm run test:fast -- src/features/plan')
if (tests.length === 0)
  stop(`No tests mirror ${folders.join(', ')}. Name a folder of test/, or run npm test.`)

console.log(`Types, ${folders.join(', ')}, and the tests in ${tests.join(', ')}`)
const form = ['check', '--error-on-warnings', '--no-errors-on-unmatched', ...folders, ...tests]
const ends = await Promise.all([
  run('node_modules/typescript/bin/tsc', '-b', 'tsconfig.test.json'),
  run('node_modules/@biomejs/biome/bin/biome', ...form),
  // Some tests start the Hearth that is built.
  run('scripts/bundle.mjs').then(end => end || run('node_modules/vitest/vitest.mjs', 'run', ...tests)),
])
process.exitCode = Math.max(...ends)

/** The folders of what differs from the last commit, new files included. */
function changed() {
  const { stdout } = spawnSync('git', ['status', '--porcelain', '--untracked-files=all', '--no-renames'], {
    encoding: 'utf8',
  })
  return stdout
    .split('\n')
    .map(line => line.slice(3))
    .filter(
      path => /^(src|adapters|content|manifest|test)\/.*\//.test(path) || /^(content|manifest)\//.test(path),
    )
    .map(dirname)
}

/** test/ mirrors the sources, whose folder `src` it leaves out; where a folder has no tests of its own, those around it are meant. */
function testsOf(path) {
  const mirror = path.startsWith('test') ? path : `test/${path.replace(/^src\//, '')}`
  for (let at = mirror; at.includes('/'); at = dirname(at)) if (existsSync(at)) return at
  return undefined
}

function run(...args) {
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  return new Promise(resolve => child.on('close', code => resolve(code ?? 1)))
}

function stop(why) {
  console.error(why)
  process.exit(1)
}

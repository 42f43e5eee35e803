// For one folder's work: the types of what changed, the form of that folder, and its tests. `npm run test:fast -- src/features/plan`;
// named none, the folders in which git sees something changed; `--dry` only tells what it would run.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const isDry = process.argv.includes('--dry')
const named = process.argv.slice(2).flatMap(path => (path === '--dry' ? [] : [path.replace(/\/+$/, '')]))
const folders = [...new Set(named.length > 0 ? named : changed())].filter(path => existsSync(path))
const mirrors = [...new Set(folders.flatMap(path => testsOf(path) ?? []))]
if (folders.length === 0) stop('Nothing has changed. Name a folder: npm run test:fast -- src/features/plan')
if (mirrors.length === 0)
  stop(`No tests mirror ${folders.join(', ')}. Name a folder of test/, or run npm test.`)

/** What holds for every file, and is soon told. */
const everywhere = ['boundaries', 'documents', 'glossary', 'promises'].map(name => `test/${name}.test.ts`)
/** What looks at the screens of every feature: in a third language, and at their most crowded. */
const screens = folders.some(path => /^(src\/features|content)/.test(path))
  ? ['test/pseudo', 'test/features/bad-input.test.ts']
  : []
const tests = [...mirrors, ...screens, ...everywhere]
console.log(`Types, ${folders.join(', ')}, and the tests in ${tests.join(', ')}`)
if (isDry) process.exit()
const form = ['check', '--error-on-warnings', '--no-errors-on-unmatched', ...folders, ...mirrors]
const [types, isFormed, passes] = await Promise.all([
  run('node_modules/typescript/bin/tsc', '-b', 'tsconfig.test.json'),
  run('node_modules/@biomejs/biome/bin/biome', ...form),
  // Some tests start the Hearth that is built, on the content as it is now.
  inOrder(['scripts/bundled.mjs'], ['node_modules/vitest/vitest.mjs', 'run', ...tests]),
])
if (isFormed !== 0) console.error('The form is not as it should be (above): `npm run format` mends it.')
const played = folders.filter(path => /^(test\/parity|content\/walkthroughs)/.test(path))
if (played.length > 0) console.log('Not played, since it takes minutes: npx vitest run test/parity')
process.exitCode = Math.max(types, isFormed, passes)

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
  if (path.startsWith('manifest'))
    return ['slack', 'teams'].map(name => `test/adapters/${name}/manifest.test.ts`)
  // Conversations are played by themselves.
  if (path.startsWith('test/parity')) return undefined
  const mirror = path.startsWith('test') ? path : `test/${path.replace(/^src\//, '')}`
  for (let at = mirror; at.includes('/'); at = dirname(at)) if (hasTests(at)) return at
  return undefined
}

function hasTests(path) {
  return existsSync(path) && readdirSync(path, { recursive: true }).some(name => name.endsWith('.test.ts'))
}

async function inOrder(...all) {
  for (const args of all) {
    const end = await run(...args)
    if (end !== 0) return end
  }
  return 0
}

function run(...args) {
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  return new Promise(resolve => child.on('close', code => resolve(code ?? 1)))
}

function stop(why) {
  console.error(why)
  process.exit(1)
}

// npm run test:browser: Hearth’s page in a real Chromium without a window. What is missing is told, and nothing fails for it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
/** A whole run takes less than two minutes; one that hangs is ended. */
const DEADLINE = 5 * 60_000

const found = (...names) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(folder => names.map(name => join(folder, name)))
    .find(file => existsSync(file))
const browser = () => process.env.CHROMIUM ?? found('chromium', 'chromium-browser')

if (process.env.CI && process.getuid?.() === 0 && !browser() && found('apt-get')) {
  const unasked = {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: DEADLINE,
  }
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], unasked)
  if (install().status !== 0) {
    spawnSync('apt-get', ['update', '-qq'], unasked)
    install()
  }
}
const chromium = browser()
if (!chromium || spawnSync(chromium, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status !== 0) {
  console.log(
    'The page was not tried in a browser: Chromium is not installed, or does not start (Debian: apt-get install chromium).',
  )
  process.exit(0)
}
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--root',
    root,
    '--config',
    join(here, 'vitest.config.ts'),
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, CHROMIUM: chromium }, timeout: DEADLINE, killSignal: 'SIGKILL' },
)
process.exitCode = status ?? 1

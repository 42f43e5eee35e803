// npm run screens: every screen that the conversations of test/parity show, drawn as each platform draws it, into
// screens/index.html, and counted against the budget. What is missing is told, and nothing fails for it.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, getChromium, works } from '../debian.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
/** A whole run takes less than two minutes; one that hangs is ended. */
const DEADLINE = 6 * 60_000

getChromium()
const browser = chromium()
skipUnless(browser, 'Chromium is not installed (Debian: apt-get install chromium)')
skipUnless(works(browser, '--version'), 'Chromium is installed, but does not start here')
skipUnless(
  works('npm', 'ci', '--prefix', here, '--ignore-scripts', '--no-audit', '--no-fund'),
  'what draws Slack’s blocks could not be installed (npm ci --prefix test/screens tells why)',
)
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
  { stdio: 'inherit', env: { ...process.env, CHROMIUM: browser }, timeout: DEADLINE, killSignal: 'SIGKILL' },
)
process.exitCode = status ?? 1

function skipUnless(ready, why) {
  if (ready) return
  console.log(`Skipped: the pictures of the screens. ${why[0].toUpperCase()}${why.slice(1)}.`)
  process.exit(0)
}

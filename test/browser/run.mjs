// npm run test:browser: Hearth’s page in a real Chromium without a window. What is missing is told, and nothing fails for it.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, getChromium, works } from '../debian.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
/** A whole run takes less than two minutes; one that hangs is ended. */
const DEADLINE = 5 * 60_000

getChromium()
const browser = chromium()
if (!browser || !works(browser, '--version')) {
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
  { stdio: 'inherit', env: { ...process.env, CHROMIUM: browser }, timeout: DEADLINE, killSignal: 'SIGKILL' },
)
process.exitCode = status ?? 1

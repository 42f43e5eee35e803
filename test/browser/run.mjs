// npm run test:browser: Hearth’s page in a real Chromium without a window. What is missing is told, and nothing fails for it.
import { fileURLToPath } from 'node:url'
import { chromium, getChromium, runScenarios, works } from '../debian.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

getChromium()
const browser = chromium()
if (!browser || !works(browser, '--version')) {
  console.log(
    'The page was not tried in a browser: Chromium is not installed, or does not start (Debian: apt-get install chromium).',
  )
  process.exit(0)
}
// A whole run takes less than two minutes.
runScenarios(here, { browser, mostMs: 5 * 60_000 })

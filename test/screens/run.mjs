// npm run screens: every screen that the conversations of test/parity show, drawn as each platform draws it, into
// screens/index.html, and counted against the budget. What is missing is told, and nothing fails for it.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, getChromium, runScenarios, works } from '../debian.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

getChromium('fonts-liberation')
const browser = chromium()
skipUnless(browser, 'Chromium is not installed (Debian: apt-get install chromium)')
skipUnless(works(browser, '--version'), 'Chromium is installed, but does not start here')
skipUnless(
  works('npm', 'ci', '--prefix', here, '--ignore-scripts', '--no-audit', '--no-fund'),
  'what draws Slack’s blocks could not be installed (npm ci --prefix test/screens tells why)',
)
// The same letters on every computer: what else is installed would make a screen some lines higher.
process.env.FONTCONFIG_FILE = join(here, 'fonts.conf')
// A whole run takes less than two minutes.
runScenarios(here, { browser, mostMs: 6 * 60_000 })

function skipUnless(ready, why) {
  if (ready) return
  console.log(`Skipped: the pictures of the screens. ${why[0].toUpperCase()}${why.slice(1)}.`)
  process.exit(0)
}

// npm run test:playground: Hearth as a person meets it in Teams, in Microsoft's Agents Playground and a browser without a
// screen. All three run where nothing but this machine can be reached. What is missing is told, and nothing fails for it.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, found, getChromium, works } from '../debian.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
/** A whole run takes about two and a half minutes, and getting what it needs one or two more. */
const DEADLINE = 8 * 60_000

const isRoot = process.getuid?.() === 0
/** A network with loopback alone, and a family of processes that ends with its first one. */
const alone = [
  ...(isRoot ? [] : ['--map-root-user']),
  '--net',
  '--pid',
  '--fork',
  '--kill-child',
  '--mount-proc',
]

skipUnless(process.platform === 'linux', 'it needs the network namespaces of Linux')
getChromium('iproute2')
skipUnless(chromium(), 'Chromium is not installed (Debian: apt-get install chromium)')
skipUnless(works(chromium(), '--version'), 'Chromium is installed, but does not start here')
skipUnless(found('ip'), '“ip” is not installed (Debian: apt-get install iproute2)')
skipUnless(
  works('unshare', ...alone, 'ip', 'link', 'set', 'lo', 'up'),
  'this machine permits no network namespace of one’s own (unshare --net)',
)
skipUnless(
  works('npm', 'ci', '--prefix', here, '--ignore-scripts', '--no-audit', '--no-fund'),
  'the playground could not be installed (npm ci --prefix test/playground tells why)',
)

run(process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', here)
const vitest = [process.execPath, join(root, 'node_modules/vitest/vitest.mjs')]
const scenarios = [
  ...vitest,
  'run',
  '--root',
  root,
  '--config',
  join(here, 'vitest.config.ts'),
  ...process.argv.slice(2),
]
/** Whatever happens to the run, or to this process, nothing of it is left behind. */
const scratch = mkdtempSync(join(tmpdir(), 'hearth-playground-run-'))
const orphan = found('setpriv') ? ['setpriv', '--pdeathsig', 'KILL'] : []
const inside = ['unshare', ...alone, 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...scenarios]
const [command, ...rest] = [...orphan, ...inside]
const child = spawn(command, rest, {
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM: chromium(), TMPDIR: scratch },
})
const late = setTimeout(() => {
  console.error(`The run was stopped after ${DEADLINE / 60_000} minutes.`)
  child.kill('SIGKILL')
}, DEADLINE)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGKILL'))
child.on('exit', code => {
  clearTimeout(late)
  rmSync(scratch, { recursive: true, force: true })
  process.exitCode = code ?? 1
})

function skipUnless(ready, why) {
  if (ready) return
  console.log(`Skipped: the playground run. ${why[0].toUpperCase()}${why.slice(1)}.`)
  process.exit(0)
}

function run(command, ...args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

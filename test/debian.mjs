// What the suites that drive a browser want of the computer: the programs that are there, and Debian's packages where they may be got.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const patienceMs = 5 * 60_000

/** The first of these programs that the PATH has. */
export const found = (...names) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(folder => names.map(name => join(folder, name)))
    .find(file => existsSync(file))

/** Whether a command comes to its end well, by itself and in time. */
export const works = (command, ...args) =>
  spawnSync(command, args, {
    stdio: 'ignore',
    timeout: patienceMs,
    killSignal: 'SIGKILL',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

/** Chromium, where it is. */
export const chromium = () => process.env.CHROMIUM ?? found('chromium', 'chromium-browser', 'google-chrome')

/** In CI, as root, on Debian: gets Chromium and these packages, where Chromium is missing. */
export function getChromium(...others) {
  if (!process.env.CI || process.getuid?.() !== 0 || chromium() || !found('apt-get')) return
  console.log(`Installing ${['chromium', ...others].join(' and ')}`)
  works('apt-get', 'update')
  works('apt-get', 'install', '--yes', '--no-install-recommends', 'chromium', ...others)
}

/** In Chromium without a window: runs the scenarios of a folder, by its own vitest.config.ts; a run that hangs is ended. */
export function runScenarios(folder, { browser, mostMs }) {
  const root = join(folder, '../..')
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const config = join(folder, 'vitest.config.ts')
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--root', root, '--config', config, ...process.argv.slice(2)],
    { stdio: 'inherit', env: { ...process.env, CHROMIUM: browser }, timeout: mostMs, killSignal: 'SIGKILL' },
  )
  process.exitCode = status ?? 1
}

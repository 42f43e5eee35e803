// Measures Hearth against what a library could run instead: installs those (they are no part of Hearth), builds, and runs bench/.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const bench = new URL('../bench/', import.meta.url)
const [wanted, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map(
  name => new URL(name, bench),
)

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs)
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
run(process.execPath, [
  fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url)),
  '-p',
  '.',
])
run(process.execPath, ['dist/bench/run.js', ...process.argv.slice(2)])

function run(program, args) {
  const shell = process.platform === 'win32' && program === 'npm'
  const { status } = spawnSync(program, args, { cwd: fileURLToPath(bench), stdio: 'inherit', shell })
  if (status !== 0) process.exit(status ?? 1)
}

// Runs after `npm ci`: builds where the compiler is installed; an install without it (--omit=dev) uses the tree that was built before.
import './first.cjs'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundled } from './bundled.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const compiler = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url))

if (existsSync(compiler)) {
  const begun = performance.now()
  // npm shows a bare spinner until something is written, which on a slow computer looks as if it hung.
  console.log('Building Hearth, which takes some seconds, or a minute or two on a slow computer.')
  console.log('  1 of 2: compiling the sources …')
  const { status } = spawnSync(process.execPath, [compiler, '-b', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
  if (status === 0) {
    console.log('  2 of 2: reading the guide, and putting together what a start loads …')
    await bundled()
    console.log(`Hearth is built (${Math.ceil((performance.now() - begun) / 1000)} s).`)
  }
} else if (!existsSync(new URL('../dist/start/main.js', import.meta.url))) {
  console.error(
    'Hearth is not built yet, and the compiler is not installed. Run `npm ci` (without --omit=dev) once, then `npm ci --omit=dev`.',
  )
  process.exitCode = 1
}

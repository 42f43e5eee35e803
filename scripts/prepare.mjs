// Runs after `npm ci`: builds where the compiler is installed; an install without it (--omit=dev) uses the tree that was built before.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const compiler = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url))

if (existsSync(compiler)) {
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
  if (status === 0) {
    await import('./content.mjs')
    await import('./bundle.mjs')
  }
} else if (!existsSync(new URL('../dist/start/main.js', import.meta.url))) {
  console.error(
    'Hearth is not built yet, and the compiler is not installed. Run `npm ci` (without --omit=dev) once, then `npm ci --omit=dev`.',
  )
  process.exitCode = 1
}

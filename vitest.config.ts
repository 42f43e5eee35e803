import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const memory = '/dev/shm'
const enough = 2e9

/**
 * A folder of this run's own in memory, where there is memory for files: thousands of small stores are opened, and half of that work is
 * to wait for a disk. Whoever sets TMPDIR has all of it there instead.
 */
function folderInMemory(): string | undefined {
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    if (bavail * bsize < enough) return undefined
  } catch {
    return undefined // Not Linux, or not for us.
  }
  const folder = mkdtempSync(`${memory}/hearth-tests-`)
  // As open as /tmp: some tests start Hearth as somebody else.
  chmodSync(folder, 0o1777)
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const temporary = process.env.TMPDIR || folderInMemory()

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They need a database: npm run test:postgres.
    exclude: ['**/node_modules/**', '**/*.database.test.ts'],
    // Files share a process, and what it has loaded: to load the SDKs and the guide for each took longer than most tests.
    pool: 'forks',
    isolate: false,
    // Vitest leaves one processor free, which of two is half; and each process loads everything once.
    maxWorkers: Math.min(4, availableParallelism()),
    // Only what hangs is to fail by it: a busy computer takes ten times as long as an idle one.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    ...(temporary && { env: { TMPDIR: temporary } }),
  },
})

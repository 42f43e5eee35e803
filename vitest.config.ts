import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They need a database: npm run test:postgres.
    exclude: ['**/node_modules/**', '**/*.database.test.ts'],
    globalSetup: 'test/in-memory.ts',
    // Files share a process, and what it has loaded: to load the SDKs and the guide for each took longer than most tests.
    pool: 'forks',
    isolate: false,
    // Vitest leaves one processor free, which of two is half; and each process loads everything once.
    maxWorkers: Math.min(4, availableParallelism()),
    // Only what hangs is to fail by it: a busy computer takes ten times as long as an idle one.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})

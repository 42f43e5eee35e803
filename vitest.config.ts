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
    // To collect what is no longer used without helpers that wait for one another, and to compile anew later what mostly runs a few times,
    // takes a sixth less of the processor. Newer Nodes refuse the last of these.
    execArgv: [
      '--single-threaded-gc',
      '--max-semi-space-size=64',
      ...(process.version.startsWith('v20.') ? ['--interrupt-budget=500000'] : []),
    ],
    // What was made of a source is kept in node_modules: it is made anew where the source has changed.
    experimental: { fsModuleCache: true },
    // Only what hangs is to fail by it: a busy computer takes ten times as long as an idle one.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})

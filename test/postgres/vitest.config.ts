import { defineConfig } from 'vitest/config'

/** The tests that need a database; `npm run test:postgres` starts one. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/**/*.database.test.ts'],
    globalSetup: ['test/postgres/setup.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

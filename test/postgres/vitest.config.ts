import { defineConfig } from 'vitest/config'

/** What is run on a database, which `setup.ts` starts: the tests that need one, and the product's own where they use a store. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: [
      'test/**/*.database.test.ts',
      'test/features/**/*.test.ts',
      'test/core/*.test.ts',
      'test/core/{records,schedule}/*.test.ts',
      'test/isolation/*.test.ts',
    ],
    env: { TEST_STORE: 'postgres' },
    globalSetup: ['test/postgres/setup.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
